"""Planets, who shares them, how they look, how they are built, and every picture that was made."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.features.planets.rules.looks import NAME_LENGTH
from app.kernel import clock
from app.kernel.columns import JSON_COLUMN, UtcDateTime, text_enum
from app.kernel.ports.planet import AtmosphereStyle, EmotionalTone, OriginType, RingStyle, SurfaceType

ACCENT = "#8B5CF6"


def _json(kind: Any = dict) -> Any:
    return Field(default_factory=kind, sa_column=Column(JSON_COLUMN, nullable=False))


class Visibility(StrEnum):
    """Who sees a planet: everybody; its members, who may invite more; or whom owner and stewards let in."""

    PUBLIC = "public"
    INVITE = "invite"
    PRIVATE = "private"


class MemberRole(StrEnum):
    """The owner made the planet. Stewards change it with them, members see it."""

    OWNER = "owner"
    STEWARD = "steward"
    MEMBER = "member"


class ArtStatus(StrEnum):
    """draft → generating → live; what changes after that is needs_regen until it is painted anew."""

    DRAFT = "draft"
    GENERATING = "generating"
    LIVE = "live"
    NEEDS_REGEN = "needs_regen"
    ARCHIVED = "archived"


class Planet(SQLModel, table=True):
    """A planet and its face to the world. It goes when its creator leaves."""

    __tablename__ = "planets"
    # An id is never given twice: a link to a deleted planet must not open another one.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True, ondelete="CASCADE")
    creator_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=NAME_LENGTH)
    slug: str = Field(max_length=NAME_LENGTH + 20, unique=True)
    tagline: str = Field(default="", max_length=200)
    description: str = Field(default="", sa_column=Column(Text, nullable=False))
    accent_color: str = Field(default=ACCENT, max_length=7)
    visibility: Visibility = Field(default=Visibility.PRIVATE, sa_type=text_enum(Visibility))
    revision: int = 1
    """One more with each change of the columns above."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class Membership(SQLModel, table=True):
    """Who shares a planet. Exactly one is its owner."""

    __tablename__ = "planet_memberships"
    __table_args__ = (UniqueConstraint("planet_id", "user_id"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    planet_id: int = Field(foreign_key="planets.id", ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    role: MemberRole = Field(sa_type=text_enum(MemberRole))
    invited_by_id: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class PlanetInvitation(SQLModel, table=True):
    """A link by which one person may join. Only the hash of its secret is kept."""

    __tablename__ = "planet_invitations"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    planet_id: int = Field(foreign_key="planets.id", index=True, ondelete="CASCADE")
    role: MemberRole = Field(sa_type=text_enum(MemberRole))
    email: str = Field(default="", max_length=254)
    """Where the letter went, if it was sent by one."""
    secret_hash: str = Field(max_length=64, unique=True)
    invited_by_id: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PlanetAppearance(SQLModel, table=True):
    """How a planet looks and what its art stands at. The answers of its builder, mirrored."""

    __tablename__ = "planet_appearances"

    planet_id: int = Field(foreign_key="planets.id", primary_key=True, ondelete="CASCADE")
    name: str = Field(default="", max_length=NAME_LENGTH)
    tagline: str = Field(default="", max_length=200)
    motto: str = Field(default="", max_length=200)
    primary_color: str | None = Field(default=None, max_length=7)
    secondary_color: str | None = Field(default=None, max_length=7)
    palette: list[str] = _json(list)
    surface_type: SurfaceType | None = Field(default=None, sa_type=text_enum(SurfaceType))
    surface_descriptors: list[str] = _json(list)
    ring_style: RingStyle = Field(default=RingStyle.NONE, sa_type=text_enum(RingStyle))
    ring_descriptors: list[str] = _json(list)
    ring_color: str | None = Field(default=None, max_length=7)
    has_moons: bool = False
    moon_count: int = 0
    moon_descriptors: list[str] = _json(list)
    atmosphere_style: AtmosphereStyle = Field(
        default=AtmosphereStyle.NONE, sa_type=text_enum(AtmosphereStyle)
    )
    atmosphere_descriptors: list[str] = _json(list)
    origin_type: OriginType = Field(default=OriginType.UNKNOWN, sa_type=text_enum(OriginType))
    materials: list[str] = _json(list)
    emotional_tone: EmotionalTone | None = Field(default=None, sa_type=text_enum(EmotionalTone))
    tone_label: str = Field(default="", max_length=80)
    """The person's own word where the tone is `custom`."""
    accessibility_notes: str = Field(default="", sa_column=Column(Text, nullable=False))
    custom_warnings: list[str] = _json(list)
    hero_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    card_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    icon_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    spin_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    hero_prompt: str = Field(default="", sa_column=Column(Text, nullable=False))
    icon_prompt: str = Field(default="", sa_column=Column(Text, nullable=False))
    generator_version: str = Field(default="", max_length=40)
    seed: int = Field(sa_column=Column(BigInteger, nullable=False))
    status: ArtStatus = Field(default=ArtStatus.DRAFT, sa_type=text_enum(ArtStatus))
    art_version: int | None = None
    """The number of the art version that is shown."""
    error: str | None = Field(default=None, max_length=1000)
    """Why the last painting failed, for people."""
    job_id: UUID | None = Field(default=None, foreign_key="jobs.id", ondelete="SET NULL")
    """The job that paints, or painted last."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


_ACTIVE_ON_SQLITE = text("is_active = 1")
_ACTIVE = text("is_active")


class PlanetBuilderSession(SQLModel, table=True):
    """Where the building of a planet stands. One active session for each planet, shared by its stewards."""

    __tablename__ = "planet_builder_sessions"
    __table_args__ = (
        Index(
            "uq_planet_builder_sessions_active",
            "planet_id",
            unique=True,
            sqlite_where=_ACTIVE_ON_SQLITE,
            postgresql_where=_ACTIVE,
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    planet_id: int = Field(foreign_key="planets.id", index=True, ondelete="CASCADE")
    user_id: UUID | None = Field(default=None, foreign_key="users.id", index=True, ondelete="SET NULL")
    """Who began it. It belongs to the planet, so it stays when a steward leaves."""
    steps_version: int
    """The version of the steps that it was last answered with."""
    step_index: int = 0
    """Where somebody moved last; each has a place of their own besides."""
    attributes: dict[str, Any] = _json()
    skipped_steps: list[str] = _json(list)
    confirmations: dict[str, Any] = _json()
    borrowed: list[str] = _json(list)
    """The fields whose answers came from chance or an older picture."""
    earlier: list[dict[str, Any]] = _json(list)
    """Answers that chance, a restart or an older picture put away, for undo; the newest last."""
    marks: dict[str, Any] = _json()
    """For each answer the revision at which it last changed, and by whom."""
    typed: dict[str, Any] = _json()
    """What is half typed, by person and field."""
    typed_over: dict[str, Any] = _json()
    """The answer that each half typed text began from, by person and field; None where there was none."""
    places: dict[str, Any] = _json()
    """By person: their own step, the revision at which they came there, and the moves they made last."""
    revision: int = 1
    """One more with each change of an answer or of the step."""
    device: str = Field(default="", max_length=30)
    is_active: bool = True
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class ArtVersion(SQLModel, table=True):
    """One finished painting of a planet, with everything that it was made from."""

    __tablename__ = "planet_art_versions"
    __table_args__ = (UniqueConstraint("planet_id", "number"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    planet_id: int = Field(foreign_key="planets.id", ondelete="CASCADE")
    number: int
    """1, 2, 3, … of its planet."""
    attributes: dict[str, Any] = _json()
    recipe: dict[str, Any] = _json()
    """The `PlanetRecipe` that paints the same picture again."""
    hero_prompt: str = Field(default="", sa_column=Column(Text, nullable=False))
    icon_prompt: str = Field(default="", sa_column=Column(Text, nullable=False))
    generator_version: str = Field(default="", max_length=40)
    hero_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    card_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    icon_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    spin_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    note: str = Field(default="", max_length=500)
    """What a person should know of its making, such as that another painter had to step in."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class TriggerTopic(SQLModel, table=True):
    """Something that a person may not want to come upon unwarned."""

    __tablename__ = "trigger_topics"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80, unique=True)
    slug: str = Field(max_length=80, unique=True)


class AppearanceTopic(SQLModel, table=True):
    """A topic that a planet touches."""

    __tablename__ = "planet_appearance_topics"

    planet_id: int = Field(foreign_key="planet_appearances.planet_id", primary_key=True, ondelete="CASCADE")
    topic_id: int = Field(foreign_key="trigger_topics.id", primary_key=True, index=True, ondelete="CASCADE")


class AvoidedTopic(SQLModel, table=True):
    """A topic that a person wants to be warned of."""

    __tablename__ = "avoided_topics"

    user_id: UUID = Field(foreign_key="users.id", primary_key=True, ondelete="CASCADE")
    topic_id: int = Field(foreign_key="trigger_topics.id", primary_key=True, index=True, ondelete="CASCADE")
