"""A planet as its page shows it: everything in words, times relative to the moment of reading."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from app.features.planets.models import ArtStatus, MemberRole, Visibility
from app.features.planets.rules.facts import colours, facts
from app.features.planets.rules.looks import appearance_of
from app.features.planets.rules.steps import load_steps
from app.features.planets.schemas.pages import PictureFile, PlanetPage
from app.features.planets.schemas.planets import ArtVersionView, InvitationView, MemberView
from app.kernel.jobs import JobStatus, JobView
from app.kernel.texts import size_text
from app.ui import words

ROLES = {MemberRole.OWNER: "Owner", MemberRole.STEWARD: "Steward", MemberRole.MEMBER: "Member"}
SEEN_BY = {
    Visibility.PUBLIC: "Everybody sees it",
    Visibility.INVITE: "Members see it and may invite others",
    Visibility.PRIVATE: "Only its members see it",
}
_FILES = {
    "hero": ("Wide picture", "1600 × 900"),
    "icon": ("Icon on nothing", "512 × 512"),
    "spin": ("One turn, moving", "512 × 512"),
}


class FactRow(TypedDict):
    about: str
    sentence: str


class ColourRow(TypedDict):
    code: str
    use: str


class FileRow(TypedDict):
    label: str
    url: str


class VersionRow(TypedDict):
    number: int
    name: str
    picture: str
    shown: bool
    when: str
    exact: str
    note: str


class MemberRow(TypedDict):
    id: str
    name: str
    role: str
    role_name: str
    facts: str
    exact: str
    you: bool


class InvitationRow(TypedDict):
    id: str
    label: str
    facts: str
    exact: str


class VersionSheet(TypedDict, total=False):
    """One painting, large; empty while none is looked at."""

    number: int
    name: str
    hero: str
    shown: bool
    made: str
    note: str
    facts: list[FactRow]
    colours: list[ColourRow]


class PlanetRow(TypedDict, total=False):
    """What the page shows above its lists; empty until it is known."""

    id: int
    name: str
    tagline: str
    motto: str
    description: list[str]
    creator: str
    role: str
    role_name: str
    visibility: str
    seen_by: str
    hero: str
    spin: str
    icon: str
    alt: str
    notes: str
    topics: str
    warnings: list[str]
    veiled_by: str
    accent: str
    state: str
    """`draft`, `painting`, `live`, `changed`, `failed`, `stopped` or `archived`."""
    trouble: str
    build_words: str
    may_change: bool
    may_own: bool
    may_invite: bool
    may_leave: bool
    paintable: bool
    same_again: bool
    progress: float
    left: str
    stopping: bool
    goes: list[str]
    """What is lost with it, when it is deleted."""


def planet_row(page: PlanetPage) -> PlanetRow:
    """The planet itself."""
    planet, art, may = page.planet, page.planet.art, page.may
    # While the painter is at it, a small one is what it has time for.
    preview = f"{page.preview_url}&width={'640' if page.painting else '1280'}" if page.preview_url else ""
    own_words = planet.accessibility_notes
    return PlanetRow(
        id=planet.id,
        name=planet.name,
        tagline=planet.tagline,
        motto=page.motto,
        description=[part for part in planet.description.split("\n") if part.strip()],
        creator=planet.creator.name,
        role=planet.role.value if planet.role else "",
        role_name=ROLES[planet.role] if planet.role else "",
        visibility=planet.visibility.value,
        seen_by=SEEN_BY[planet.visibility],
        hero=(art and art.hero_url) or preview,
        spin=(art and art.spin_url) or "",
        icon=(art and art.icon_url) or "",
        alt=planet.picture_words,
        notes=own_words or planet.picture_words,
        topics=listed([topic.name for topic in planet.topics]),
        warnings=planet.warnings,
        veiled_by=listed(planet.veiled_by),
        accent=planet.accent_color,
        state=_state(page),
        trouble=planet.error or "",
        build_words=_build_words(page),
        may_change=may.change,
        may_own=may.own,
        may_invite=may.invite,
        may_leave=may.leave,
        # What was never painted is launched by its builder, while one is at it.
        paintable=page.paintable and (planet.status is not ArtStatus.DRAFT or planet.building is None),
        same_again=page.same_again,
        progress=page.painting.progress if page.painting else 0.0,
        left=_left(page.painting) if page.painting else "",
        stopping=page.painting is not None and page.painting.cancel_requested,
        goes=_goes(page),
    )


def fact_rows(page: PlanetPage) -> list[FactRow]:
    return [FactRow(about=fact.about, sentence=fact.sentence) for fact in page.facts]


def colour_rows(page: PlanetPage) -> list[ColourRow]:
    return [ColourRow(code=colour.code, use=colour.use) for colour in page.colours]


def file_rows(files: Sequence[PictureFile]) -> dict[str, FileRow]:
    """What can be taken along, by its part, with its size."""
    return {
        file.part: FileRow(
            label=", ".join((*_FILES[file.part], size_text(file.bytes))), url=f"{file.url}?download=1"
        )
        for file in files
    }


def version_rows(versions: Sequence[ArtVersionView], now: datetime) -> list[VersionRow]:
    """Every painting, the newest first."""
    return [
        VersionRow(
            number=one.number,
            name=f"Painting {one.number}",
            picture=one.art.card_url or "",
            shown=one.shown,
            when=words.ago(one.created_at, now),
            exact=words.exact(one.created_at),
            note=one.note,
        )
        for one in versions
    ]


def version_sheet(version: ArtVersionView, now: datetime) -> VersionSheet:
    """One painting with what it was made from."""
    looks = appearance_of(load_steps(), version.attributes)
    return VersionSheet(
        number=version.number,
        name=f"Painting {version.number}",
        hero=version.art.hero_url or "",
        shown=version.shown,
        made=f"Painted {words.ago(version.created_at, now)}",
        note=version.note,
        facts=[FactRow(about=fact.about, sentence=fact.sentence) for fact in facts(looks)],
        colours=[ColourRow(code=colour.code, use=colour.use) for colour in colours(looks)],
    )


def member_rows(members: Sequence[MemberView], me: str, now: datetime) -> list[MemberRow]:
    """Who shares it; `me` is the id of whoever looks."""
    return [
        MemberRow(
            id=str(one.user_id),
            name=one.name,
            role=one.role.value,
            role_name=ROLES[one.role],
            facts=_came(one, now),
            exact=words.exact(one.joined_at),
            you=str(one.user_id) == me,
        )
        for one in members
    ]


def invitation_rows(invitations: Sequence[InvitationView], now: datetime) -> list[InvitationRow]:
    """Links that are still good."""
    return [
        InvitationRow(
            id=str(one.id),
            label=f"{ROLES[one.role]}, by {'mail to ' + one.email if one.email else 'link'}",
            facts=f"Made {words.ago(one.created_at, now)}, good for {words.days(one.expires_at - now)} more",
            exact=words.exact(one.created_at),
        )
        for one in invitations
    ]


def listed(names: Sequence[str]) -> str:
    """`spiders, storms and loss`."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _state(page: PlanetPage) -> str:
    planet = page.planet
    if page.painting is not None:
        return "painting"
    if planet.error:
        return "failed"
    return {
        ArtStatus.DRAFT: "draft",
        # Its job went with whoever had ordered it; those who only look see no job at all.
        ArtStatus.GENERATING: "stopped" if page.preview_url else "painting",
        ArtStatus.LIVE: "live",
        ArtStatus.NEEDS_REGEN: "changed" if page.may.change else "live",
        ArtStatus.ARCHIVED: "archived",
    }[planet.status]


def _build_words(page: PlanetPage) -> str:
    place = page.planet.building
    if place is None:
        return "Change its answers" if page.preview_url else "Begin to build it"
    return f"Go on at step {place.step_index + 1} of {place.step_count}: {place.step_title}"


def _goes(page: PlanetPage) -> list[str]:
    paintings, others = len(page.versions), len(page.people.members) - 1
    told = ["All its answers and its words"]
    if paintings:
        told.append("Its painting" if paintings == 1 else f"Its {paintings} paintings")
    if others > 0:
        told.append(f"What {'one other person sees' if others == 1 else f'{others} other people see'} here")
    return told


def _left(job: JobView) -> str:
    if job.status is JobStatus.QUEUED:
        return "Waiting for its turn"
    if job.cancel_requested:
        return "Stopping"
    percent = f"{job.progress:.0%}".replace("%", " %")
    return ", ".join(part for part in (job.stage, percent, words.time_left(job.seconds_left)) if part)


def _came(member: MemberView, now: datetime) -> str:
    when = words.ago(member.joined_at, now)
    if member.role is MemberRole.OWNER:
        return f"Made it {when}"
    return f"Joined {when}, invited by {member.invited_by}" if member.invited_by else f"Joined {when}"
