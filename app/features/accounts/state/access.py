"""Where the person is signed in, and which programs may act for them."""

from datetime import datetime
from typing import Any, TypedDict

import reflex as rx
from pydantic import ValidationError

from app.features.accounts import service
from app.features.accounts.errors import NoSuchSession, NoSuchToken
from app.features.accounts.schemas import ApiTokenView, BrowserSessionView, NewToken
from app.features.accounts.state.rows import row_id
from app.kernel import clock
from app.kernel.identity import Scope
from app.ui import words
from app.ui.call import door, own, read

_SCOPES = {"read": {Scope.READ}, "write": {Scope.READ, Scope.WRITE}}


class SessionRow(TypedDict):
    id: str
    device: str
    facts: str
    exact: str
    current: bool


class TokenRow(TypedDict):
    id: str
    name: str
    facts: str
    exact: str


class AccessState(rx.State):
    """Browser sessions and API tokens."""

    sessions: list[SessionRow] = []
    tokens: list[TokenRow] = []
    naming: bool = False
    """Whether the dialog for a new token is open."""
    name: str = ""
    scope: str = "read"
    name_error: str = ""
    secret: str = ""
    """Shown once, while the dialog is open."""

    @rx.var
    def has_other_sessions(self) -> bool:
        """Whether there is anywhere else to sign out."""
        return len(self.sessions) > 1

    @rx.event
    @door
    async def load(self) -> None:
        """Fill the lists from the database."""
        now = clock.now()
        self.sessions = [_session(row, now) for row in await read(self, service.list_browser_sessions)]
        self.tokens = [_token(row, now) for row in await read(self, service.list_tokens)]

    @rx.event
    @door
    async def end_session(self, session_id: str) -> Any:
        """Sign one browser out."""
        await own(self, service.end_browser_session, row_id(session_id, NoSuchSession()))
        return AccessState.load

    @rx.event
    @door
    async def end_other_sessions(self) -> Any:
        """Sign out everywhere but here."""
        await own(self, service.end_other_browser_sessions)
        return AccessState.load

    @rx.event
    def open_naming(self, is_open: bool) -> None:
        """Open or close the dialog; closing forgets the secret."""
        self.naming = bool(is_open)
        self.name, self.name_error, self.secret, self.scope = "", "", "", "read"

    @rx.event
    def choose_scope(self, scope: str) -> None:
        """What the new token may do."""
        self.scope = scope if scope in _SCOPES else "read"

    @rx.event
    @door
    async def create_token(self, form: dict[str, Any]) -> Any:
        """Make the token and show its secret, this once."""
        try:
            wanted = NewToken(name=str(form.get("name", "")), scopes=_SCOPES[self.scope])
        except ValidationError:
            self.name_error = "Write a name of at most 80 characters, such as the program's."
            return None
        made = await own(self, service.create_token, wanted)
        self.secret, self.name, self.name_error = made.secret, made.token.name, ""
        return AccessState.load

    @rx.event
    @door
    async def revoke_token(self, token_id: str) -> Any:
        """End a token at once."""
        await own(self, service.revoke_token, row_id(token_id, NoSuchToken()))
        return AccessState.load


def _session(row: BrowserSessionView, now: datetime) -> SessionRow:
    used = "in use" if row.current else f"last used {words.ago(row.last_used_at, now)}"
    return {
        "id": str(row.id),
        "device": row.device,
        "facts": f"{used}, from {row.address}" if row.address else used,
        "exact": words.exact(row.last_used_at),
        "current": row.current,
    }


def _token(row: ApiTokenView, now: datetime) -> TokenRow:
    may = "may read and change" if Scope.WRITE in row.scopes else "may read"
    used = f"last used {words.ago(row.last_used_at, now)}" if row.last_used_at else "never used"
    return {
        "id": str(row.id),
        "name": row.name,
        "facts": f"{may}, {used}",
        "exact": words.exact(row.last_used_at or row.created_at),
    }
