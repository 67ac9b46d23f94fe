"""Planets as the gallery shows them."""

from datetime import datetime
from typing import TypedDict

from app.features.planets.models import ArtStatus, MemberRole
from app.features.planets.schemas.gallery import PaintingView, PlanetCard
from app.features.planets.schemas.planets import PlaceView, PlanetView
from app.ui import routes, words

_PREVIEW = "&width=640"
_BADGES = {
    ArtStatus.DRAFT: ("Unfinished", "warn"),
    ArtStatus.GENERATING: ("Being painted", "accent"),
    ArtStatus.LIVE: ("Painted", "good"),
    ArtStatus.NEEDS_REGEN: ("Changed since it was painted", "warn"),
    ArtStatus.ARCHIVED: ("Archived", "neutral"),
}


class PlanetRow(TypedDict):
    id: int
    href: str
    name: str
    tagline: str
    facts: str
    picture: str
    alt: str
    badge: str
    tone: str
    kind: str
    """`building` and `painting` have a bar; anything else is the empty text."""
    progress: float
    go_on: str
    """What its button says, where one goes on building."""
    says: str
    """How far it is, in words; or what went wrong."""
    veil: str
    """What it touches that the person avoids; empty when nothing is hidden."""
    accent: str
    is_mine: bool
    may_change: bool
    build: str
    download: str
    when: str
    exact: str


def planet_row(card: PlanetCard, now: datetime) -> PlanetRow:
    """One planet, with the times in words that hold at `now`."""
    planet = card.planet
    place = planet.building
    may_change = planet.role in (MemberRole.OWNER, MemberRole.STEWARD)
    unfinished = may_change and planet.art is None and (place is not None or _is_new(planet))
    badge, tone = _badge(planet)
    kind, progress, says = _how_far(card, unfinished)
    return {
        "id": planet.id,
        "href": build_address(planet.id) if unfinished else address_of(planet.id),
        "name": planet.name,
        "tagline": planet.tagline,
        "facts": _facts(card),
        "picture": _picture(card),
        "alt": planet.picture_words if planet.art else "",
        "badge": badge,
        "tone": tone,
        "kind": kind,
        "progress": progress,
        "go_on": "Resume" if place else "Begin",
        "says": says,
        "veil": f"It touches {_listed(planet.veiled_by)}" if planet.veiled_by else "",
        "accent": planet.accent_color,
        "is_mine": planet.role is MemberRole.OWNER,
        "may_change": may_change and planet.status is not ArtStatus.ARCHIVED,
        "build": build_address(planet.id),
        "download": (planet.art and planet.art.download_url) or "",
        "when": words.ago(planet.updated_at, now),
        "exact": words.exact(planet.updated_at),
    }


def address_of(planet_id: int) -> str:
    """The page of a planet."""
    return f"{routes.PLANETS}/{planet_id}"


def build_address(planet_id: int) -> str:
    """The page where it is built."""
    return f"{routes.PLANETS}/{planet_id}/build"


def _is_new(planet: PlanetView) -> bool:
    """Whether nobody has begun to build it."""
    return planet.status is ArtStatus.DRAFT and planet.job_id is None


def _badge(planet: PlanetView) -> tuple[str, str]:
    if planet.error:
        return "Painting failed", "bad"
    if planet.building and planet.status is ArtStatus.LIVE:
        return "Being changed", "accent"
    if planet.status is ArtStatus.DRAFT and planet.building is None and planet.job_id is not None:
        return "Not painted yet", "warn"
    if planet.status is ArtStatus.NEEDS_REGEN and planet.role in (None, MemberRole.MEMBER):
        return _BADGES[ArtStatus.LIVE]  # that it waits for the painter concerns those who may change it
    return _BADGES[planet.status]


def _how_far(card: PlanetCard, unfinished: bool) -> tuple[str, float, str]:
    planet = card.planet
    if card.painting is not None:
        return "painting", card.painting.progress, _painting(card.painting)
    if planet.status is ArtStatus.GENERATING:
        return "", 0.0, ""
    if planet.building is not None:
        return "building", _share(planet.building), _step(planet.building)
    if unfinished:
        return "building", 0.0, "Not begun yet"
    return "", 0.0, planet.error or ""


def _share(place: PlaceView) -> float:
    return place.step_index / max(1, place.step_count - 1)


def _step(place: PlaceView) -> str:
    return f"Step {place.step_index + 1} of {place.step_count} · {place.step_title}"


def _painting(painting: PaintingView) -> str:
    percent = f"{painting.progress:.0%}".replace("%", " %") if painting.progress else ""
    facts = (painting.stage or "Waiting", percent, words.time_left(painting.seconds_left))
    return ", ".join(fact for fact in facts if fact)


def _picture(card: PlanetCard) -> str:
    """What it was painted like; of one that never was, what it is like so far."""
    planet = card.planet
    if planet.art is not None:
        return planet.art.card_url or planet.art.icon_url or ""
    so_far = card.painting or planet.building
    return f"{so_far.preview_url}{_PREVIEW}" if so_far else ""


def _facts(card: PlanetCard) -> str:
    by = "" if card.planet.role is MemberRole.OWNER else f"by {card.planet.creator.name}"
    role = "you may change it" if card.planet.role is MemberRole.STEWARD else ""
    return " · ".join(fact for fact in (by, role, card.facts) if fact)


def _listed(names: list[str]) -> str:
    """`Fire`, `Fire and Grief`, `Fire, Grief and War`."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
