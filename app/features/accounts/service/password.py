"""Changing a password, and getting back in without one."""

from datetime import timedelta

from sqlmodel import Session

from app.features.accounts import queries
from app.features.accounts.errors import LinkSpent, TooManyGuesses, TooManyLetters, WrongPassword
from app.features.accounts.models import OneTimeToken, User
from app.features.accounts.rules import throttling
from app.features.accounts.rules.passwords import check_password, normalized
from app.features.accounts.schemas import ForgottenPassword, PasswordChange, PasswordReset
from app.features.accounts.service import browser_sessions, throttle
from app.features.accounts.service.browser_sessions import Origin
from app.features.accounts.service.keys import (
    LINK_PREFIX,
    hash_password,
    new_secret,
    password_matches,
)
from app.features.accounts.service.people import own_user
from app.features.accounts.service.transactions import Transactions
from app.kernel import clock
from app.kernel.config import public_url
from app.kernel.identity import Actor
from app.kernel.letters import post
from app.kernel.secret_hashes import hash_secret
from app.kernel.transact import Transact

PURPOSE = "password"
LINK_LIFETIME = timedelta(hours=1)
FREE_LETTERS = 3
_LETTER = """Hello {name},

somebody asked for a new password for {email} on Everkeep. Choose one here within an hour:

{link}

If it was not you, do nothing: your password stays as it is.
"""


def change_password(transact: Transact, change: PasswordChange) -> None:
    """Set a new password; every other browser is signed out. Raises `WrongPassword`, `PasswordTooShort`, …"""
    user = check_own_password(transact, change.current_password, "current_password")
    chosen = check_password(change.new_password, personal=_personal(user), field="new_password")
    transact(_set_password, user.password_hash, hash_password(chosen))


def check_own_password(transact: Transact, password: str, field: str) -> User:
    """The actor, as they were when `password` was theirs.

    Slowed down like signing in, so that whoever finds a browser open can't guess on. No transaction is
    open while the hash is computed. Raises `TooManyGuesses`, `WrongPassword` on `field`.
    """
    user = transact(_count_guess)
    if not password_matches(user.password_hash, normalized(password)):
        raise WrongPassword(field)
    transact(_forget_guesses)
    return user


def _count_guess(session: Session, actor: Actor) -> User:
    if (wait := throttle.count_attempt(session, _guesses(actor), throttling.FREE_BY_EMAIL)) > 0:
        raise TooManyGuesses(wait)
    return own_user(session, actor)


def _forget_guesses(session: Session, actor: Actor) -> None:
    throttle.forget(session, _guesses(actor))


def _guesses(actor: Actor) -> str:
    return f"own-password:{actor.user_id}"


def own_user_with(session: Session, actor: Actor, password_hash: str, field: str) -> User:
    """The actor's row, if nobody has changed the password since it was checked. Raises `WrongPassword`."""
    user = own_user(session, actor)
    if user.password_hash != password_hash:
        raise WrongPassword(field)
    return user


def _set_password(session: Session, actor: Actor, checked_hash: str, new_hash: str) -> None:
    user = own_user_with(session, actor, checked_hash, "current_password")
    user.password_hash = new_hash
    browser_sessions.end_all(session, user.id, but=actor.browser_session_id)


def request_password_link(session: Session, asked: ForgottenPassword, origin: Origin) -> None:
    """Send a link to whoever has this e-mail, saying nothing of whether anybody has.

    Raises `TooManyLetters`.
    """
    for subject in (f"letter:{asked.email}", f"letters-from:{origin.address}"):
        if (wait := throttle.count_attempt(session, subject, FREE_LETTERS)) > 0:
            raise TooManyLetters(wait)
    secret = new_secret(LINK_PREFIX)
    user = queries.user_by_email(session, asked.email)
    if user is None:
        return
    session.add(
        OneTimeToken(
            purpose=PURPOSE,
            account_id=user.account_id,
            user_id=user.id,
            secret_hash=hash_secret(secret),
            expires_at=clock.now() + LINK_LIFETIME,
        )
    )
    # Behind the hash sign, a browser sends the token to nobody.
    link = f"{public_url()}/reset-password#token={secret}"
    post(session, user.email, "A new password for Everkeep", _letter(user, link))


def reset_password(transactions: Transactions, reset: PasswordReset) -> None:
    """Set the password that came with a link; everybody signed in is signed out. Raises `LinkSpent`, …"""
    password_hash = hash_password(check_password(reset.password))
    with transactions() as session:
        _use_link(session, reset.token, password_hash)


def _use_link(session: Session, token: str, password_hash: str) -> None:
    link = queries.one_time_token(session, PURPOSE, hash_secret(token), clock.now())
    user = session.get(User, link.user_id) if link and link.user_id else None
    if link is None or user is None:
        raise LinkSpent
    link.used_at = clock.now()
    user.password_hash = password_hash
    browser_sessions.end_all(session, user.id)
    throttle.forget(session, f"email:{user.email}")


def _letter(user: User, link: str) -> str:
    return _LETTER.format(name=user.display_name, email=user.email, link=link)


def _personal(user: User) -> tuple[str, ...]:
    return (user.email, user.email.partition("@")[0], user.display_name)
