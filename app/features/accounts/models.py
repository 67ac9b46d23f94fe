"""Accounts, users, browser sessions and API tokens."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from app.kernel import clock
from app.kernel.columns import JSON_COLUMN, UtcDateTime, text_enum
from app.kernel.identity import PlatformRole, Role


class Account(SQLModel, table=True):
    """The tenant: users belong to one."""

    __tablename__ = "accounts"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str = Field(max_length=120)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class User(SQLModel, table=True):
    """A person who signs in. `email` is kept folded to lower case."""

    __tablename__ = "users"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True, ondelete="CASCADE")
    email: str = Field(max_length=254, unique=True)
    display_name: str = Field(max_length=80)
    password_hash: str = Field(max_length=200)
    role: Role = Field(default=Role.OWNER, sa_type=text_enum(Role))
    platform_role: PlatformRole | None = Field(default=None, sa_type=text_enum(PlatformRole))
    preferences: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    """Theme and comfort; see `kernel.ports.people.Preferences`."""
    last_seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When Home was last opened."""
    away_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When the visit before this one ended, for "Finished since you left"."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class BrowserSession(SQLModel, table=True):
    """A signed-in browser (or a sign-in's bearer token). Only the hash of its secret is kept."""

    __tablename__ = "browser_sessions"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    secret_hash: str = Field(max_length=64, unique=True)
    device: str = Field(default="", max_length=200)
    address: str = Field(default="", max_length=64)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    last_used_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class ApiToken(SQLModel, table=True):
    """A personal token for REST; shown once, kept as a hash."""

    __tablename__ = "api_tokens"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=80)
    secret_hash: str = Field(max_length=64, unique=True)
    scopes: list[str] = Field(default_factory=list, sa_column=Column(JSON_COLUMN, nullable=False))
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OneTimeToken(SQLModel, table=True):
    """A link sent to a person: a forgotten password or an invitation. Kept as a hash, used once."""

    __tablename__ = "one_time_tokens"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    purpose: str = Field(max_length=20)
    """`password` or `invitation`."""
    account_id: UUID = Field(foreign_key="accounts.id", ondelete="CASCADE")
    user_id: UUID | None = Field(default=None, foreign_key="users.id", index=True, ondelete="CASCADE")
    role: Role | None = Field(default=None, sa_type=text_enum(Role))
    secret_hash: str = Field(max_length=64, unique=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class SignInAttempts(SQLModel, table=True):
    """Failed sign-ins in a row, by e-mail and by address, for the growing delay."""

    __tablename__ = "sign_in_attempts"

    subject: str = Field(max_length=300, primary_key=True)
    """`email:…` or `address:…`; registrations and letters are counted likewise."""
    failures: int = 0
    blocked_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
