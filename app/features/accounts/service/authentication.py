"""Who a secret belongs to: asked afresh by every door on every call."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session

from app.features.accounts import queries
from app.features.accounts.models import User
from app.features.accounts.service import browser_sessions, tokens
from app.features.accounts.service.keys import TOKEN_PREFIX
from app.kernel import clock
from app.kernel.identity import Actor, Scope
from app.kernel.ports.authenticator import Authenticator
from app.kernel.secret_hashes import hash_secret

NOTED_EVERY = timedelta(minutes=1)
WriteBeside = Callable[[Session, Callable[[Session], None]], None]


class AccountAuthenticator(Authenticator):
    """`Authenticator`, from the tables of accounts.

    Uses are noted at most once a minute, through `write_beside`, because most calls only read.
    """

    def __init__(self, write_beside: WriteBeside) -> None:
        self._write_beside = write_beside

    def by_browser_session(self, session: Session, secret: str) -> Actor | None:
        found = queries.live_browser_session(session, hash_secret(secret), clock.now())
        if found is None:
            return None
        row, user = found
        if clock.now() - row.last_used_at > NOTED_EVERY:
            self._write_beside(session, lambda writable: browser_sessions.renew(writable, row.id))
        return Actor(user.id, user.account_id, user.role, user.platform_role, browser_session_id=row.id)

    def by_bearer(self, session: Session, secret: str) -> Actor | None:
        if secret.startswith(TOKEN_PREFIX):
            return self._by_api_token(session, secret)
        return self.by_browser_session(session, secret)

    def _by_api_token(self, session: Session, secret: str) -> Actor | None:
        found = queries.api_token(session, hash_secret(secret))
        if found is None:
            return None
        row, user = found
        if row.last_used_at is None or clock.now() - row.last_used_at > NOTED_EVERY:
            self._write_beside(session, lambda writable: tokens.note_use(writable, row.id))
        return _with_scopes(user, frozenset(Scope(scope) for scope in row.scopes))


def _with_scopes(user: User, scopes: frozenset[Scope]) -> Actor:
    return Actor(user.id, user.account_id, user.role, user.platform_role, scopes)
