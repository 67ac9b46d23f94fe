"""Signed-in browsers: begun, listed, ended; each is a row and ends everywhere at once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.features.accounts.errors import NoSuchSession
from app.features.accounts.models import BrowserSession, User
from app.features.accounts.rules.devices import device_name
from app.features.accounts.schemas import BrowserSessionView, SignedInView
from app.features.accounts.service.keys import SESSION_PREFIX, new_secret
from app.features.accounts.service.views import user_view
from app.kernel import clock
from app.kernel.identity import Actor
from app.kernel.secret_hashes import hash_secret

LIFETIME = timedelta(days=30)


@dataclass(frozen=True)
class Origin:
    """Where a request came from."""

    address: str = ""
    user_agent: str = ""


def begin(session: Session, user: User, origin: Origin) -> SignedInView:
    """Sign `user` in on one more browser; the secret in the view is not kept anywhere else."""
    at = clock.now()
    secret = new_secret(SESSION_PREFIX)
    expired = (col(BrowserSession.user_id) == user.id) & (col(BrowserSession.expires_at) <= at)
    session.execute(delete(BrowserSession).where(expired))
    session.add(
        BrowserSession(
            user_id=user.id,
            secret_hash=hash_secret(secret),
            device=device_name(origin.user_agent),
            address=origin.address[:64],
            created_at=at,
            last_used_at=at,
            expires_at=at + LIFETIME,
        )
    )
    session.flush()
    lifetime = int(LIFETIME.total_seconds())
    return SignedInView(access_token=secret, expires_in=lifetime, user=user_view(session, user))


def list_browser_sessions(session: Session, actor: Actor) -> list[BrowserSessionView]:
    """The actor's live sessions, the last used first."""
    found = (
        select(BrowserSession)
        .where(BrowserSession.user_id == actor.user_id, BrowserSession.expires_at > clock.now())
        .order_by(col(BrowserSession.last_used_at).desc())
    )
    return [_view(row, actor) for row in session.exec(found)]


def sign_out(session: Session, actor: Actor) -> None:
    """End the session that asks, wherever it is open."""
    if actor.browser_session_id is not None:
        end_browser_session(session, actor, actor.browser_session_id)


def end_browser_session(session: Session, actor: Actor, session_id: UUID) -> None:
    """End one of the actor's sessions. Raises `NoSuchSession`."""
    found = session.get(BrowserSession, session_id)
    if found is None or found.user_id != actor.user_id:
        raise NoSuchSession
    session.delete(found)


def end_other_browser_sessions(session: Session, actor: Actor) -> None:
    """End all of the actor's sessions but the one that asks."""
    end_all(session, actor.user_id, but=actor.browser_session_id)


def end_all(session: Session, user_id: UUID, *, but: UUID | None = None) -> None:
    """End every session of a user, but for one."""
    ended = col(BrowserSession.user_id) == user_id
    if but is not None:
        ended &= col(BrowserSession.id) != but
    session.execute(delete(BrowserSession).where(ended))


def renew(session: Session, session_id: UUID) -> None:
    """Count the 30 days anew."""
    if (found := session.get(BrowserSession, session_id)) is not None:
        found.last_used_at = clock.now()
        found.expires_at = clock.now() + LIFETIME


def _view(row: BrowserSession, actor: Actor) -> BrowserSessionView:
    return BrowserSessionView.model_validate(
        row.model_dump() | {"current": row.id == actor.browser_session_id}
    )
