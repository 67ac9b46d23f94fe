"""Signing in: counted, looked at, begun. Three short steps around one slow hash."""

from sqlmodel import Session

from app.features.accounts import queries
from app.features.accounts.errors import TooManySignIns, WrongCredentials
from app.features.accounts.models import User
from app.features.accounts.rules import throttling
from app.features.accounts.rules.passwords import normalized
from app.features.accounts.schemas import Credentials, SignedInView
from app.features.accounts.service import browser_sessions, throttle
from app.features.accounts.service.browser_sessions import Origin
from app.features.accounts.service.keys import hash_password, needs_rehash, password_matches
from app.features.accounts.service.transactions import Transactions


def sign_in(transactions: Transactions, credentials: Credentials, origin: Origin) -> SignedInView:
    """Sign a person in. Raises `TooManySignIns`, `WrongCredentials`.

    An unknown e-mail costs the same work and gets the same answer as a wrong password.
    """
    with transactions() as session:
        user = _start(session, credentials, origin)
    password = normalized(credentials.password)
    if not password_matches(user.password_hash if user else None, password) or user is None:
        raise WrongCredentials
    renewed = hash_password(password) if needs_rehash(user.password_hash) else None
    with transactions() as session:
        return _finish(session, user, renewed, origin)


def _start(session: Session, credentials: Credentials, origin: Origin) -> User | None:
    waits = [
        throttle.count_attempt(session, _by_email(credentials.email), throttling.FREE_BY_EMAIL),
        throttle.count_attempt(session, _by_address(origin), throttling.FREE_BY_ADDRESS),
    ]
    if (wait := max(waits)) > 0:
        raise TooManySignIns(wait)
    return queries.user_by_email(session, credentials.email)


def _finish(session: Session, user: User, renewed_hash: str | None, origin: Origin) -> SignedInView:
    current = session.get(User, user.id)
    if current is None or current.password_hash != user.password_hash:
        raise WrongCredentials  # changed or deleted while the hash was computed
    if renewed_hash is not None:
        current.password_hash = renewed_hash
    throttle.forget(session, _by_email(user.email))
    throttle.take_back(session, _by_address(origin))
    return browser_sessions.begin(session, current, origin)


def _by_email(email: str) -> str:
    return f"email:{email}"


def _by_address(origin: Origin) -> str:
    return f"address:{origin.address}"
