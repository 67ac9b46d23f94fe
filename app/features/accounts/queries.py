"""Selects on accounts that deserve a name."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, col, select

from app.features.accounts.models import Account, ApiToken, BrowserSession, OneTimeToken, User
from app.kernel.assets import Asset
from app.kernel.identity import Role


def user_by_email(session: Session, email: str) -> User | None:
    return session.exec(select(User).where(User.email == email)).first()


def display_names(session: Session, user_ids: Collection[UUID]) -> dict[UUID, str]:
    # Whoever asks was looked up a moment ago, and is mostly the only one who is asked for.
    here = [session.identity_map.get(identity_key(User, user_id)) for user_id in user_ids]
    names = {user.id: user.display_name for user in here if user is not None}
    if left := set(user_ids) - set(names):
        found = select(User.id, User.display_name).where(col(User.id).in_(left))
        names |= dict(session.exec(found).all())
    return names


def live_browser_session(
    session: Session, secret_hash: str, at: datetime
) -> tuple[BrowserSession, User] | None:
    """An unexpired session and whose it is."""
    found = (
        select(BrowserSession, User)
        .join(User, col(User.id) == BrowserSession.user_id)
        .where(BrowserSession.secret_hash == secret_hash, BrowserSession.expires_at > at)
    )
    return session.exec(found).first()


def api_token(session: Session, secret_hash: str) -> tuple[ApiToken, User] | None:
    found = (
        select(ApiToken, User)
        .join(User, col(User.id) == ApiToken.user_id)
        .where(ApiToken.secret_hash == secret_hash)
    )
    return session.exec(found).first()


def one_time_token(session: Session, purpose: str, secret_hash: str, at: datetime) -> OneTimeToken | None:
    """A link that is still good; held for this transaction, so that two clicks use it once."""
    found = select(OneTimeToken).where(
        OneTimeToken.purpose == purpose,
        OneTimeToken.secret_hash == secret_hash,
        OneTimeToken.expires_at > at,
        col(OneTimeToken.used_at).is_(None),
    )
    return session.exec(found.with_for_update()).first()


def members(session: Session, account_id: UUID) -> list[User]:
    return list(
        session.exec(select(User).where(User.account_id == account_id).order_by(col(User.created_at)))
    )


def other_members(session: Session, user: User) -> list[User]:
    return [member for member in members(session, user.account_id) if member.id != user.id]


def owners(session: Session, account_id: UUID) -> list[User]:
    """Held for this transaction, so that two owners can't both stop being one."""
    found = select(User).where(User.account_id == account_id, User.role == Role.OWNER)
    return list(session.exec(found.with_for_update()))


def open_invitations(session: Session, account_id: UUID, at: datetime) -> list[OneTimeToken]:
    found = (
        select(OneTimeToken)
        .where(
            OneTimeToken.purpose == "invitation",
            OneTimeToken.account_id == account_id,
            OneTimeToken.expires_at > at,
            col(OneTimeToken.used_at).is_(None),
        )
        .order_by(col(OneTimeToken.created_at).desc())
    )
    return list(session.exec(found))


def account_of(session: Session, user: User) -> Account:
    return session.exec(select(Account).where(Account.id == user.account_id)).one()


def stored_bytes(session: Session, account_id: UUID) -> int:
    """Bytes of all files of an account."""
    total = select(func.coalesce(func.sum(Asset.bytes), 0)).where(Asset.account_id == account_id)
    return int(session.exec(total).one())
