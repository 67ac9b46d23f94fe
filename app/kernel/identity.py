"""Who is asking. Doors resolve an `Actor` afresh for each call; services authorize with it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.kernel.errors import NotAllowed


class Role(StrEnum):
    """What a user may do in their account."""

    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"
    VIEWER = "viewer"


class PlatformRole(StrEnum):
    """A role beyond one account. A developer may read everyone's drafts to help."""

    DEVELOPER = "developer"
    SYSTEM = "system"


class Scope(StrEnum):
    """What an API token may do; a browser session may do both."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True)
class Actor:
    """A signed-in user, as one call sees them."""

    user_id: UUID
    account_id: UUID
    role: Role = Role.OWNER
    platform_role: PlatformRole | None = None
    scopes: frozenset[Scope] = frozenset(Scope)
    browser_session_id: UUID | None = None

    @property
    def is_developer(self) -> bool:
        return self.platform_role is PlatformRole.DEVELOPER

    def require_writing_scope(self) -> None:
        """Raise `NotAllowed` for a token that may only read: enough for what is a person's own affair."""
        if Scope.WRITE not in self.scopes:
            raise NotAllowed("This token may only read.")

    def require_write(self) -> None:
        """Raise `NotAllowed` unless this actor may change things in the account."""
        self.require_writing_scope()
        if self.role is Role.VIEWER:
            raise NotAllowed("You may look at this account, but not change it.")
