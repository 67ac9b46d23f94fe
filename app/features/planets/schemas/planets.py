"""Planets as clients send and see them, who shares them, and their paintings."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.features.planets.models import ACCENT, ArtStatus, MemberRole, Visibility
from app.features.planets.rules.looks import NAME_LENGTH
from app.kernel.texts import FilledLine, OneLine, Paragraphs

Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Name = Annotated[FilledLine, Field(max_length=NAME_LENGTH)]
Tagline = Annotated[OneLine, Field(max_length=200)]
Description = Annotated[Paragraphs, Field(max_length=20_000)]
Filter = Literal["mine", "shared", "public"]


UNNAMED = "A new planet"
"""What a planet is called that nobody has named."""


class _Input(BaseModel):
    model_config = ConfigDict(frozen=True)


class _View(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class NewPlanet(_Input):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Ember Hollow"}]})

    name: Name = UNNAMED
    tagline: Tagline = ""
    description: Description = ""
    accent_color: Hex = ACCENT
    visibility: Visibility = Visibility.PRIVATE


class PlanetChange(_Input):
    """Only what is given changes; `revision` is the one that the change is based on."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"visibility": "public"}]})

    name: Name | None = None
    tagline: Tagline | None = None
    description: Description | None = None
    accent_color: Hex | None = None
    visibility: Visibility | None = None
    archived: bool | None = None
    revision: int | None = None


class TopicView(_View):
    id: int
    name: str
    slug: str


class ListedTopic(TopicView):
    avoided: bool
    """Whether the person who asks wants to be warned of it."""


class TopicList(_View):
    topics: list[ListedTopic]


class Avoidance(_Input):
    """The topics to be warned of: these and no others."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"topic_ids": [9, 16]}]})

    topic_ids: Annotated[list[int], Field(max_length=200)]


class PersonView(_View):
    id: UUID
    name: str


class PlaceView(_View):
    """How far the building of an unfinished planet is."""

    step_index: int
    step_count: int
    step_title: str
    preview_url: str
    """The planet as far as it is answered; append `&width=320`, `640` or `1280`."""


class ArtView(_View):
    """Addresses of a painting's pictures."""

    version: int
    hero_url: str | None
    card_url: str | None
    """The hero in small."""
    icon_url: str | None
    spin_url: str | None
    download_url: str | None


class PlanetView(_View):
    """A planet. One that touches a topic which the person avoids is veiled until they choose to look."""

    id: int
    name: str
    slug: str
    tagline: str
    description: str
    accent_color: str
    visibility: Visibility
    creator: PersonView
    role: MemberRole | None
    """What the person who asks is to it."""
    status: ArtStatus
    error: str | None
    """Why the last painting failed, for those who may change the planet."""
    job_id: UUID | None
    art: ArtView | None
    picture_words: str
    """The picture's text alternative."""
    accessibility_notes: str
    topics: list[TopicView]
    warnings: list[str]
    veiled_by: list[str]
    """The topics for which it is veiled; empty when nothing is hidden."""
    building: PlaceView | None
    """Where its builder stands, for those who may change the planet."""
    revision: int
    created_at: datetime
    updated_at: datetime


class PlanetList(_View):
    planets: list[PlanetView]
    next: str | None
    """Send it as `after` for those that follow; null where the list ends."""


class MemberView(_View):
    user_id: UUID
    name: str
    role: MemberRole
    invited_by: str | None
    joined_at: datetime


class InvitationView(_View):
    id: UUID
    role: MemberRole
    email: str
    created_at: datetime
    expires_at: datetime


class NewInvitationView(_View):
    invitation: InvitationView
    link: str
    """Where the invited person joins; shown once, and kept by nobody."""


class MemberList(_View):
    members: list[MemberView]
    invitations: list[InvitationView]
    """Those that are still open; only for the owner and the stewards."""


class NewMember(_Input):
    """Somebody of your own account, by their id, is in at once."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "steward"}]})

    user_id: UUID
    role: Literal[MemberRole.STEWARD, MemberRole.MEMBER] = MemberRole.MEMBER


class NewPlanetInvitation(_Input):
    """A link for one person; with `email` it is sent there as well."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"role": "steward", "email": "ada@example.org"}]}
    )

    role: Literal[MemberRole.STEWARD, MemberRole.MEMBER] = MemberRole.MEMBER
    email: Annotated[OneLine, Field(max_length=254, pattern=r"^([^@\s]+@[^@\s]+)?$")] = ""


class RoleChange(_Input):
    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "steward"}]})

    role: Literal[MemberRole.STEWARD, MemberRole.MEMBER]


class JoinInput(_Input):
    model_config = ConfigDict(json_schema_extra={"examples": [{"token": "3vNq…"}]})

    token: Annotated[str, Field(min_length=1, max_length=200)]


class ArtVersionView(_View):
    """One painting, with what it was made from."""

    number: int
    shown: bool
    """Whether it is the one that the planet shows."""
    art: ArtView
    attributes: dict[str, object]
    hero_prompt: str
    icon_prompt: str
    generator_version: str
    note: str
    created_at: datetime


class ArtVersionList(_View):
    versions: list[ArtVersionView]


class ArtOrder(_Input):
    """Another `seed` gives the same answers another shape."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"seed": 7}]})

    seed: Annotated[int, Field(ge=0, lt=2**53)] | None = None


class ArtOrdered(_View):
    job_id: UUID
