"""What people send to accounts, and the views that leave."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.features.accounts.rules.passwords import MAX_LENGTH
from app.kernel.identity import PlatformRole, Role, Scope
from app.kernel.ports.people import Dim, Motion, Preferences, Spacing, TextSize, Theme
from app.kernel.texts import FilledLine, one_line

TOKEN_TYPE = "bearer"  # noqa: S105  (the name of a scheme)


def _address(text: str) -> str:
    """Folded to lower case, so that a person has one account however they write it."""
    folded = one_line(text).lower()
    name, _, host = folded.rpartition("@")
    if not name or not host or " " in folded or "@" in name:
        raise ValueError("Write an e-mail address, such as ada@example.org.")
    return folded


EmailText = Annotated[str, Field(max_length=254), AfterValidator(_address)]
DisplayName = Annotated[FilledLine, Field(max_length=80)]
PasswordText = Annotated[str, Field(max_length=MAX_LENGTH, json_schema_extra={"format": "password"})]
SecretText = Annotated[str, Field(min_length=1, max_length=200)]


class _Input(BaseModel):
    model_config = ConfigDict(frozen=True)


class _View(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class Registration(_Input):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"email": "ada@example.org", "password": "a lantern in the fog", "display_name": "Ada"}
            ]
        }
    )

    email: EmailText
    password: PasswordText
    display_name: DisplayName


class Credentials(_Input):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": "ada@example.org", "password": "a lantern in the fog"}]}
    )

    email: EmailText
    password: PasswordText


class ProfileChange(_Input):
    """Only what is given changes."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"display_name": "Ada L."}]})

    display_name: DisplayName | None = None
    theme: Theme | None = None
    motion: Motion | None = None
    text_size: TextSize | None = None
    spacing: Spacing | None = None
    dim: Dim | None = None
    typed: bool | None = None
    drift: bool | None = None


class PasswordChange(_Input):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"current_password": "a lantern in the fog", "new_password": "two lanterns in the fog"}
            ]
        }
    )

    current_password: PasswordText
    new_password: PasswordText


class ForgottenPassword(_Input):
    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "ada@example.org"}]})

    email: EmailText


class PasswordReset(_Input):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"token": "3vNq…", "password": "two lanterns in the fog"}]}
    )

    token: SecretText
    password: PasswordText


class Departure(_Input):
    """The password once more, before everything is deleted."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"password": "a lantern in the fog"}]})

    password: PasswordText


class NewToken(_Input):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "game client", "scopes": ["read"]}]})

    name: Annotated[FilledLine, Field(max_length=80)]
    scopes: Annotated[set[Scope], Field(min_length=1)] = {Scope.READ}


class NewInvitation(_Input):
    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "editor"}]})

    role: Role = Role.EDITOR


class Acceptance(_Input):
    """What an invited person fills in."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "token": "3vNq…",
                    "email": "grace@example.org",
                    "password": "a lantern in the fog",
                    "display_name": "Grace",
                }
            ]
        }
    )

    token: SecretText
    email: EmailText
    password: PasswordText
    display_name: DisplayName


class RoleChange(_Input):
    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "viewer"}]})

    role: Role


class UserView(_View):
    id: UUID
    account_id: UUID
    account_name: str
    email: str
    display_name: str
    role: Role
    platform_role: PlatformRole | None
    preferences: Preferences
    created_at: datetime


class SignedInView(_View):
    access_token: str
    token_type: str = TOKEN_TYPE
    expires_in: int
    """Seconds, counted anew with each use."""
    user: UserView


class BrowserSessionView(_View):
    id: UUID
    device: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    current: bool
    """Whether it is the one that asks."""


class ApiTokenView(_View):
    id: UUID
    name: str
    scopes: list[Scope]
    created_at: datetime
    last_used_at: datetime | None


class NewTokenView(_View):
    token: ApiTokenView
    secret: str
    """Shown this once."""


class MemberView(_View):
    id: UUID
    email: str
    display_name: str
    role: Role
    created_at: datetime


class InvitationView(_View):
    id: UUID
    role: Role
    created_at: datetime
    expires_at: datetime


class NewInvitationView(_View):
    invitation: InvitationView
    link: str
    """A path on this site; the token in it is shown this once."""


class StorageView(_View):
    used_bytes: int
    quota_bytes: int


class ExportView(_View):
    """What an export holds: rows by table, and which files lie beside them."""

    rows: dict[str, list[dict[str, Any]]]
    files: list["ExportedFile"]


class ExportedFile(_View):
    name: str
    storage_key: str
