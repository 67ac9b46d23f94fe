"""Every event of every state class, sent by somebody whose it is not: nothing is read, nothing changes.

Whoever opens a socket can call every public method of every state class with any arguments. Here all of
them are called, with ids that exist, from a tab that already shows the pages of their owner.
"""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import reflex as rx
from sqlmodel import Session

import app.app  # noqa: F401  (registers the state classes)
from app.features.accounts.models import User
from app.features.accounts.state.access import AccessState
from app.features.accounts.state.members import MembersState
from app.features.accounts.state.person import PersonState
from app.features.activity.state import ActivityState, JobsState
from app.features.home.state import HomeState
from app.features.planets.state.builder import BuilderState
from app.features.planets.state.gallery import GalleryState
from app.features.planets.state.joining import JoinPlanetState
from app.features.planets.state.paintings import PaintingsState
from app.features.planets.state.planet import PlanetState
from app.features.planets.state.sharing import SharingState
from app.features.planets.state.topics import TopicsState
from app.features.productions.models import UploadStatus
from app.features.productions.state import produce, productions, uploads
from app.features.productions.state.again import AgainState
from app.features.productions.state.captions import CaptionsState
from app.features.productions.state.editor import EditorState
from app.features.productions.state.preset_shelf import PresetShelfState
from app.features.productions.state.presets import PresetState
from app.features.productions.state.produce import DraftState
from app.features.productions.state.productions import ProductionsState, ProductionState
from app.features.productions.state.tracks import TracksState
from app.features.productions.state.uploads import UploadsState
from app.features.scenes.state.run import RunState
from app.features.scenes.state.share import ShareState
from app.features.scenes.state.shelf import ShelfState
from app.kernel.config import Settings
from app.kernel.identity import Role
from app.ui.session import SessionState
from tests.belongings import MARK, Belongings, Furnished, rows_of_others, statements
from tests.fakes import Fakes
from tests.fakes.authenticator import actor_of
from tests.state_runner import Runner

_FRAMEWORK = "setvar"
"""Reflex's own; it calls an automatic setter, and none is made."""

ONLY_THE_TAB = {
    "AccessState.choose_scope": "a choice in a dialog",
    "AccessState.open_naming": "opens a dialog",
    "AgainState.close": "closes a dialog",
    "AgainState.go_on": "only leads to the page of a film",
    "CaptionsState.choose_language": "a choice in a form",
    "DraftState.ask_start_over": "opens a dialog",
    "DraftState.take_local": "an address that the browser plays from",
    "DraftState.watch": "looks only while a file is being prepared; see `refresh`, which reads the same",
    "EditorState.take_local": "an address that the browser plays from",
    "GalleryState.ask_delete": "opens a dialog about a card that the tab already shows",
    "GalleryState.keep": "closes a dialog",
    "HomeState.choose_kind": "narrows what the tab already shows",
    "MembersState.ask_to_remove": "opens a dialog",
    "MembersState.choose_role": "a choice in a form",
    "MembersState.forget_link": "puts a text away",
    "MembersState.keep": "closes a dialog",
    "PaintingsState.close": "closes a dialog",
    "PersonState.open_leaving": "opens a dialog",
    "PlanetState.ask": "opens a dialog",
    "PlanetState.close": "closes a dialog",
    "PresetShelfState.ask_rename": "opens a dialog",
    "PresetShelfState.close": "closes a dialog",
    "PresetState.close": "closes a panel",
    "ProductionState.ask_delete": "opens a dialog",
    "ProductionState.watch": "looks only while a film is being made; see `open_page`, which reads the same",
    "ProductionsState.watch": "the same",
    "RunState.go_back": "does nothing that `ask_return` did not ask about",
    "RunState.stay": "closes a dialog",
    "ShareState.close": "closes a sheet",
    "SharingState.ask_to_remove": "opens a dialog",
    "SharingState.choose_role": "a choice in a form",
    "SharingState.close": "closes a sheet",
    "SharingState.keep": "closes a dialog",
    "ShelfState.open": "asks the browser which runs it knows of; `show_kept` gets the answer",
    "ShelfState.pick": "opens and closes a dialog",
    "TracksState.choose_language": "a choice in a form",
    "UploadsState.ask": "opens a dialog about a card that the tab already shows",
    "UploadsState.close": "closes a dialog",
}
"""Events that touch nothing but what the tab already holds, so that even their owner reads no row by them."""

FOR_EVERYBODY = {
    **{
        f"GalleryState.{event}": "public planets are for everybody"
        for event in ("choose", "look", "open_page", "refresh", "show_more")
    },
    **{
        f"RunState.{event}": "a run that nobody owns is played by whoever knows its id"
        for event in ("ask_return", "keep_place", "keep_typed", "look", "move", "open_page", "play_again")
    },
    "JoinPlanetState.look": "says what an invitation offers to whoever holds its link",
    **{
        f"PlanetState.{event}": "a public planet is seen by everybody"
        for event in ("look", "look_anyway", "open_page")
    },
    "RunState.undo_return": "undoes going back in such a run",
    "ShareState.copy_for_friend": "a run that nobody owns may be copied by whoever knows its id",
    "ShareState.show": "a run that nobody owns is shared by whoever knows its id",
    "ShelfState.begin": "nobody needs an account to play",
    "ShelfState.delete": "a run that nobody owns is whose its id is known to",
    "ShelfState.find": "a run that nobody owns opens for whoever knows its id",
    "ShelfState.refresh": "the runs of a visitor's browser",
    "ShelfState.show_kept": "the runs of a visitor's browser",
    "ShelfState.undo_delete": "undoes `delete`",
}
"""Events that serve visitors, too: they ask the database, but reach nothing that somebody owns."""

ENDLESS = {"UploadsState.watch": "looks until the page is left; shows what `refresh` shows"}
"""Events that never end by themselves where somebody is signed in."""

FIRST = {"DraftState.put_back": "DraftState.remove", "ShelfState.undo_delete": "ShelfState.delete"}
"""What an event takes back."""

ENDLESS_FOR_THE_OWNER = {**ENDLESS, "ProductionState.retry": "then watches until the film is made"}


def _classes(above: type[rx.State] = rx.State) -> Iterator[type[rx.State]]:
    for kind in above.get_substates():
        if kind.__module__.startswith("app.features") or kind is SessionState:
            yield kind
        yield from _classes(kind)


EVENTS = {
    f"{kind.__name__}.{name}": (kind, name)
    for kind in sorted(_classes(), key=lambda kind: kind.__name__)
    for name in kind.event_handlers
    if name != _FRAMEWORK
}

OF_THE_ACCOUNT = [
    name
    for name, (kind, _) in EVENTS.items()
    if kind.__module__.startswith(
        ("app.features.productions", "app.features.activity", "app.features.planets")
    )
    and name not in ENDLESS_FOR_THE_OWNER
    and kind is not TopicsState
]
"""Events about things of the account, which a viewer may only look at; what one avoids is one's own."""

OF_RUNS = (RunState, ShareState, ShelfState)
OF_PRESETS = (PresetShelfState, PresetState)
OF_A_PLANET = (PlanetState, PaintingsState, SharingState)


@dataclass(frozen=True)
class Tab:
    """A browser tab that shows the owner's pages, whoever it belongs to now."""

    runner: Runner
    things: Belongings

    async def show(self, name: str) -> None:
        """The page that an event comes from, as its owner sees it."""
        self.runner.sign_in(self.things.owner)
        for event in self._page(EVENTS[name][0]):
            await self.send(event)
        if name in FIRST:
            await self.send(FIRST[name])

    def _page(self, kind: type[rx.State]) -> list[str]:
        return {
            ActivityState: ["ActivityState.load"],
            AccessState: ["AccessState.load"],
            AgainState: ["AgainState.ask"],
            BuilderState: ["BuilderState.open_page"],
            CaptionsState: ["DraftState.open_page"],
            DraftState: ["DraftState.open_page"],
            EditorState: ["EditorState.open_page"],
            GalleryState: ["SessionState.greet", "GalleryState.open_page", "GalleryState.ask_delete"],
            HomeState: ["HomeState.open"],
            JoinPlanetState: ["JoinPlanetState.look"],
            JobsState: ["JobsState.tick"],
            MembersState: ["MembersState.load", "MembersState.ask_to_remove"],
            PaintingsState: ["PlanetState.open_page", "PaintingsState.open"],
            PersonState: ["PersonState.load"],
            PlanetState: ["PlanetState.open_page"],
            PresetShelfState: ["PresetShelfState.open_page", "PresetShelfState.ask_rename"],
            PresetState: ["PresetState.edit"],
            ProductionState: ["ProductionState.open_page"],
            ProductionsState: ["ProductionsState.open_page"],
            RunState: ["RunState.open_page"],
            SessionState: ["SessionState.greet"],
            ShareState: ["ShareState.show"],
            SharingState: ["PlanetState.open_page", "SharingState.begin"],
            ShelfState: ["ShelfState.show_kept"],
            TopicsState: ["TopicsState.load"],
            TracksState: ["ProductionState.open_page"],
            UploadsState: ["UploadsState.load", "UploadsState.ask"],
        }[kind]

    async def hand_over(self, user: User | None) -> None:
        """The cookie is another's now, or gone, while the tab believes that everything is still moving."""
        self.runner.headers = {}
        if user:
            self.runner.sign_in(user)
        (await self.runner.state(ProductionState)).made["working"] = True
        for made in (await self.runner.state(ProductionsState)).made:
            made["working"] = True
        (await self.runner.state(DraftState)).source["status"] = UploadStatus.PROCESSING
        for card in (await self.runner.state(UploadsState)).cards:
            card["status"] = UploadStatus.PROCESSING
        self.runner.deltas.clear()
        self.runner.events.clear()

    async def send(self, name: str) -> None:
        kind, method = EVENTS[name]
        film, production = self.things.film, self.things.production
        address = {
            BuilderState: f"/planets/{self.things.planet.id}/build",
            **dict.fromkeys(OF_A_PLANET, f"/planets/{self.things.planet.id}"),
            ProductionState: f"/productions/{production.id}",
            RunState: f"/scenes/{self.things.party.session_id}",
        }.get(kind, "/page")
        await self.runner.run(
            getattr(kind, method)(*self._arguments(kind, method)),
            path=address,
            query={}
            if kind in (BuilderState, ProductionState, RunState, *OF_A_PLANET)
            else {"upload": str(film.id)},
        )

    def _arguments(self, kind: type[rx.State], method: str) -> list[Any]:
        """What a page of the owner's would send."""
        asked = list(inspect.signature(kind.event_handlers[method].fn).parameters)[1:]
        special = self._special.get((kind, method))
        if special is not None:
            return special
        return [self._plausible(kind, name) for name in asked]

    @property
    def _special(self) -> dict[tuple[type[rx.State], str], list[Any]]:
        """What the arguments' names alone don't tell."""
        things = self.things
        return {
            (ActivityState, "retry"): [str(things.failed_job.id)],
            (DraftState, "arrived"): ["logoUploadId", things.logo.id],
            (DraftState, "give_use"): ["logoUploadId", things.logo.id],
            (DraftState, "put_back"): ["editRanges"],
            (DraftState, "remove"): ["editRanges"],
            (GalleryState, "choose"): ["shared"],
            (PlanetState, "keep_changes"): [
                {"scope": f"planet-face:{things.planet.id}", "changes": {"tagline": "Taken"}}
            ],
            (SharingState, "invite_by_mail"): [{"email": "taken@example.org"}],
            (SharingState, "withdraw"): [str(things.planet_invitation.id)],
            (ShelfState, "find"): [{"session": things.party.session_id}],
            (UploadsState, "remove_failed"): [things.refused.id],
            (UploadsState, "set_role"): [things.logo.id, "overlay"],
            **{(BuilderState, event): [sent] for event, sent in self.of_the_builder.items()},
            **{(EditorState, event): [sent] for event, sent in self.of_the_editor.items()},
            **{(RunState, event): [sent] for event, sent in self.of_the_run.items()},
        }

    @property
    def of_the_builder(self) -> dict[str, Any]:
        scope = f"planet:{self.things.planet.id}"
        changes = {"motto": "Taken"}
        return {
            "confirm": {"scope": f"{scope}:answers", "changes": changes},
            "keep_answers": {"scope": f"{scope}:answers", "changes": changes},
            "keep_typed": {"scope": f"{scope}:typed", "changes": changes},
            "move": {"kind": "goto", "step": "summary", "revision": 1},
        }

    @property
    def of_the_editor(self) -> dict[str, Any]:
        move = {"draft": self.things.draft.id, "revision": self.things.draft.revision, "move": "taken"}
        return {"edit": move | {"edit": {"kind": "split", "at": 2.0}}, "undo": move, "redo": move} | {
            "keep_place": {"playhead": 1.5, "zoom": 40, "left": 12}
        }

    @property
    def of_the_run(self) -> dict[str, Any]:
        party = self.things.party
        named = {"run": party.session_id, "scene": party.scene_index}
        return {
            "keep_place": {**named, "paragraph": 1, "offset": 0.5},
            "keep_typed": {"scope": f"run:{party.session_id}", "changes": {"party_name": "Taken"}},
            "move": {**named, "revision": party.revision, "choice": "any"},
        }

    def _plausible(self, kind: type[rx.State], name: str) -> Any:
        things = self.things
        scope = f"preset:{things.preset.id}" if kind in OF_PRESETS else f"draft:{things.draft.id}"
        batch = {"scope": scope, "changes": {"name": "Taken"}, "bases": {"name": [MARK]}}
        ids = {
            "captions_id": things.captions.id,
            "upload_id": things.film.id,
            "planet_id": things.planet.id,
            "production": str(things.production.id),
            "preset_id": things.preset.id,
            "copied_from": things.preset.id,
            "job_id": str(things.job.id),
            "session_id": things.party.session_id if kind in OF_RUNS else str(things.browser.id),
            "session_ids": [things.party.session_id],
            "topic_id": 1,
            "token_id": str(things.token.id),
            "invitation_id": str(things.invitation.id),
            "user_id": str(things.member.id),
        }
        words = {
            "address": "blob:taken",
            "asked": True,
            "avoided": True,
            "batch": batch,
            "form": {"name": "Taken", "title": "Taken", "description": ""},
            "is_open": False,
            "key": "name",
            "kind": "logo",
            "language": "de",
            "motion": "reduced",
            "name": "Taken",
            "number": 1,
            "pending": batch,
            "place": {"section": "title", "field": "screenTitleText", "playhead": 1.5},
            "role": "viewer",
            "scope": "read",
            "secret": "no-such-secret",
            "search": MARK[:4],
            "story": "",
            "text_size": "large",
            "theme": "dark",
            "value": "Taken",
            "visibility": "public",
            "what": "delete",
            "scene": 3,
            "which": "all",
        }
        return (ids | words)[name]


@pytest.fixture
def database(furnished: Furnished, settings: Settings, tmp_path: Path) -> str:
    furnished.copy_to(tmp_path)
    return settings.database_url


@pytest.fixture
def things(furnished: Furnished, database: str) -> Belongings:
    return furnished.things


@pytest.fixture
async def tab(runner: Runner, things: Belongings, monkeypatch: pytest.MonkeyPatch) -> Tab:
    monkeypatch.setattr(produce, "WATCH_SECONDS", 0)
    monkeypatch.setattr(productions, "WATCH_SECONDS", 0)
    monkeypatch.setattr(uploads, "LOOK_EVERY_SECONDS", 0)
    return Tab(runner, things)


def test_the_lists_of_exceptions_name_only_events_that_exist() -> None:
    assert set(ONLY_THE_TAB) | set(FOR_EVERYBODY) | set(ENDLESS_FOR_THE_OWNER) <= set(EVENTS)


@pytest.mark.parametrize("name", sorted(set(EVENTS) - set(ENDLESS_FOR_THE_OWNER)))
async def test_an_event_of_its_owner_reaches_their_rows(name: str, tab: Tab) -> None:
    await tab.show(name)
    with statements() as asked:
        await tab.send(name)
    assert bool(asked) == (name not in ONLY_THE_TAB)


@pytest.mark.parametrize("name", EVENTS)
async def test_an_event_of_nobody_reads_and_changes_nothing(
    name: str, tab: Tab, session: Session, fakes: Fakes, stranger: User
) -> None:
    await tab.show(name)
    await tab.hand_over(None)
    before, files = rows_of_others(session, stranger), set(fakes.storage.keys())
    with statements() as asked:
        await tab.send(name)
    assert asked == [] or name in FOR_EVERYBODY
    after = rows_of_others(session, stranger)
    # A visitor may begin something of their own.
    assert all(row in after[table] for table, rows in before.items() for row in rows)
    assert after == before or name in FOR_EVERYBODY
    assert name not in FOR_EVERYBODY or MARK not in str([tab.runner.deltas, tab.runner.events])
    assert (set(fakes.storage.keys()), fakes.queue.sent) == (files, [])


@pytest.mark.parametrize("name", sorted(set(EVENTS) - set(ENDLESS)))
async def test_an_event_of_a_stranger_changes_nothing_of_others(
    name: str, tab: Tab, session: Session, fakes: Fakes, stranger: User
) -> None:
    await tab.show(name)
    await tab.hand_over(stranger)
    before, files = rows_of_others(session, stranger), set(fakes.storage.keys())
    await tab.send(name)
    assert rows_of_others(session, stranger) == before
    assert files <= set(fakes.storage.keys())


@pytest.mark.parametrize("name", sorted(set(EVENTS) - set(ENDLESS)))
async def test_an_event_of_a_stranger_with_ids_of_others_shows_nothing_of_theirs(
    name: str, tab: Tab, stranger: User
) -> None:
    tab.runner.sign_in(stranger)
    await tab.send(name)
    shown = {kind.__name__: (await tab.runner.state(kind)).dict() for kind in _classes()}
    told = [tab.runner.deltas, tab.runner.events, shown]
    assert MARK not in str(told)


@pytest.mark.parametrize("name", OF_THE_ACCOUNT)
async def test_an_event_of_a_viewer_changes_nothing(
    name: str, tab: Tab, session: Session, fakes: Fakes, stranger: User
) -> None:
    await tab.show(name)
    tab.runner.use_cookie(fakes.authenticator.admit(replace(actor_of(tab.things.owner), role=Role.VIEWER)))
    before, files = rows_of_others(session, stranger), set(fakes.storage.keys())
    await tab.send(name)
    assert rows_of_others(session, stranger) == before
    assert set(fakes.storage.keys()) == files
