"""Every page of the app, and what must exist for it to have something to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from app.ui import routes
from tests.journeys import builders, people, planets, players
from tests.waiting import wait_until


@dataclass(frozen=True)
class Place:
    """A page: its route, the address to open (with `{upload}`, `{production}`, `{at_3}`), and for whom it is.

    `visitor` is somebody without an account whose browser has begun runs.
    """

    name: str
    route: str
    address: str
    signed_in: bool = True
    visitor: bool = False


PLACES = (
    Place("landing", routes.HOME, "/", signed_in=False),
    Place("login", routes.LOGIN, "/login", signed_in=False),
    Place("register", routes.REGISTER, "/register", signed_in=False),
    Place("forgotten-password", routes.FORGOTTEN_PASSWORD, "/forgotten-password", signed_in=False),
    Place("reset-password", routes.RESET_PASSWORD, "/reset-password?token=unknown", signed_in=False),
    Place("join", routes.JOIN, "/join?token=unknown", signed_in=False),
    Place("styleguide", routes.STYLEGUIDE, "/styleguide", signed_in=False),
    Place("not-found", routes.NOT_FOUND, "/nowhere-at-all", signed_in=False),
    Place("planets-first", routes.PLANETS, "/planets", signed_in=False),
    Place("scenes-first", routes.SCENES, "/scenes", signed_in=False),
    Place("scenes-visitor", routes.SCENES, "/scenes", signed_in=False, visitor=True),
    Place("run-visitor", routes.RUN, "/scenes/{free}", signed_in=False, visitor=True),
    Place("run-unknown", routes.RUN, "/scenes/run-0000-0000-0000-0000", signed_in=False),
    Place("planet-visitor", routes.PLANET, "/planets/{planet}", signed_in=False),
    Place("planet-unknown", routes.PLANET, "/planets/999999", signed_in=False),
    Place("join-planet", routes.JOIN_PLANET, "/planets/join#token=unknown", signed_in=False),
    Place("home", routes.HOME, "/"),
    Place("scenes", routes.SCENES, "/scenes"),
    *[Place(f"run-{scene}", routes.RUN, f"/scenes/{{at_{scene}}}") for scene in (1, 2, 8, 9, 11)],
    Place("planet", routes.PLANET, "/planets/{planet}"),
    Place("build-palette", routes.BUILD, "/planets/{coloured}/build"),
    Place("build-summary", routes.BUILD, "/planets/{planet}/build"),
    Place("uploads", routes.UPLOADS, "/uploads"),
    Place("produce", routes.PRODUCE, "/produce?upload={upload}"),
    Place("edit-video", routes.EDIT, "/edit-video?upload={upload}"),
    Place("productions", routes.PRODUCTIONS, "/productions"),
    Place("production", routes.PRODUCTION, "/productions/{production}"),
    Place("presets", routes.PRESETS, "/presets"),
    Place("preset", routes.PRESETS, "/presets?preset={preset}"),
    Place("activity", routes.ACTIVITY, "/activity"),
    Place("planets", routes.PLANETS, "/planets"),
    Place("settings", routes.SETTINGS, "/settings"),
)


@dataclass(frozen=True)
class Inhabited:
    """Somebody's account with things in it, and the cookies that open it."""

    person: people.Person
    cookies: Any
    visitor: Any
    """What the browser of a visitor keeps, who has begun a run."""
    ids: Mapping[str, Any] = field(default_factory=dict)

    def kept(self, place: Place) -> Any:
        """What the browser that opens `place` brings along."""
        return self.cookies if place.signed_in else self.visitor if place.visitor else None

    def address(self, place: Place) -> str:
        return place.address.format(**self.ids)


def inhabit(context: BrowserContext, url: str, film: Path, silent_film: Path) -> Inhabited:
    """Sign up, play, upload two films, produce the one, and leave the other's draft half done."""
    free = players.played(context.request, url, 6)["session_id"]
    person = people.sign_up(context, url)
    runs = {f"at_{scene}": players.played(context.request, url, scene) for scene in (1, 2, 8, 9, 11)}
    finished = people.bring(context, url, film, displayName="The lighthouse, first cut")
    unfinished = people.bring(context, url, silent_film, displayName="Bikes at the harbour")
    rest = _Rest(context, url)
    draft = rest.post("/api/production-drafts", {"uploadId": finished["id"]})["draft"]
    chosen = {"name": "Episode 4: The lighthouse", "screenTitleText": "The lighthouse"}
    rest.patch(f"/api/production-drafts/{draft['id']}", {"config": chosen})
    production = rest.post("/api/productions", {"draftId": draft["id"]})
    production = production.get("production", production)
    half = rest.post("/api/production-drafts", {"uploadId": unfinished["id"]})["draft"]
    rest.patch(
        f"/api/production-drafts/{half['id']}", {"config": {"name": "Harbour", "screenTitleText": "Har"}}
    )
    rest.post("/api/planets", {"name": "Echo", "tagline": "Vibrant echoes, resonance forever"})
    wait_until(lambda: rest.is_done(production["id"]), seconds=90, what="the production")
    ids = {"upload": unfinished["id"], "production": production["id"], "free": free}
    ids["preset"] = rest.post("/api/presets", {"kind": "screen_title", "name": "Evening"})["preset"]["id"]
    ids |= {name: run["session_id"] for name, run in runs.items()}
    ids["planet"] = planets.answered(context.request, url)
    ids["coloured"] = builders.begun(context.request, url, "palette", primary_color="#2F6FB3")
    return Inhabited(person, context.storage_state(), players.browser_that_began(url, free), ids)


class _Rest:
    def __init__(self, context: BrowserContext, url: str) -> None:
        self._request, self._url = context.request, url

    def post(self, path: str, values: Any) -> dict[str, Any]:
        return people.accepted(
            self._request.post(self._url + path, data=values, headers={"Origin": self._url})
        )

    def patch(self, path: str, values: Any) -> dict[str, Any]:
        return people.accepted(
            self._request.patch(self._url + path, data=values, headers={"Origin": self._url})
        )

    def is_done(self, production_id: str) -> bool:
        found = people.accepted(self._request.get(f"{self._url}/api/productions/{production_id}"))
        found = found.get("production", found)
        assert found["status"] not in ("failed", "cancelled"), found
        return bool(found["status"] == "completed")
