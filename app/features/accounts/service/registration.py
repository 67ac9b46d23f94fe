"""New people: by registering, by an invitation, or by the operator."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.features.accounts import queries
from app.features.accounts.errors import EmailTaken, LinkSpent, TooManyRegistrations
from app.features.accounts.models import Account, User
from app.features.accounts.rules import throttling
from app.features.accounts.rules.passwords import check_password
from app.features.accounts.schemas import Acceptance, Registration, SignedInView, UserView
from app.features.accounts.service import browser_sessions, throttle
from app.features.accounts.service.browser_sessions import Origin
from app.features.accounts.service.keys import hash_password
from app.features.accounts.service.transactions import Transactions
from app.features.accounts.service.views import user_view
from app.kernel import clock
from app.kernel.identity import PlatformRole, Role
from app.kernel.secret_hashes import hash_secret

INVITATION = "invitation"


def register(transactions: Transactions, wanted: Registration, origin: Origin) -> SignedInView:
    """Make an account with its owner and sign them in.

    Raises `TooManyRegistrations`, `EmailTaken`, `PasswordTooShort`, …
    """
    password = _check_new_password(wanted)
    with transactions() as session:
        _count(session, origin)
    password_hash = hash_password(password)
    with transactions() as session:
        user = _open_account(session, wanted, password_hash)
        return browser_sessions.begin(session, user, origin)


def create_user(
    session: Session, wanted: Registration, platform_role: PlatformRole | None = None
) -> UserView:
    """The operator's way to `register`, with a platform role if there is to be one."""
    user = _open_account(session, wanted, hash_password(_check_new_password(wanted)), platform_role)
    return user_view(session, user)


def accept_invitation(transactions: Transactions, wanted: Acceptance, origin: Origin) -> SignedInView:
    """Join the account that the link belongs to. Raises `LinkSpent`, `EmailTaken`, …"""
    password_hash = hash_password(_check_new_password(wanted))
    with transactions() as session:
        return browser_sessions.begin(session, _join(session, wanted, password_hash), origin)


def _join(session: Session, wanted: Acceptance, password_hash: str) -> User:
    link = queries.one_time_token(session, INVITATION, hash_secret(wanted.token), clock.now())
    if link is None or link.role is None:
        raise LinkSpent
    link.used_at = clock.now()
    user = User(
        account_id=link.account_id,
        email=wanted.email,
        display_name=wanted.display_name,
        password_hash=password_hash,
        role=link.role,
    )
    return _insert(session, user)


def _check_new_password(wanted: Registration | Acceptance) -> str:
    personal = (wanted.email, wanted.email.partition("@")[0], wanted.display_name)
    return check_password(wanted.password, personal=personal)


def _count(session: Session, origin: Origin) -> None:
    subject = f"registrations-from:{origin.address}"
    if (wait := throttle.count_attempt(session, subject, throttling.FREE_REGISTRATIONS)) > 0:
        raise TooManyRegistrations(wait)


def _open_account(
    session: Session, wanted: Registration, password_hash: str, platform_role: PlatformRole | None = None
) -> User:
    if queries.user_by_email(session, wanted.email) is not None:
        raise EmailTaken
    account = Account(name=wanted.display_name)
    session.add(account)
    session.flush()
    user = User(
        account_id=account.id,
        email=wanted.email,
        display_name=wanted.display_name,
        password_hash=password_hash,
        role=Role.OWNER,
        platform_role=platform_role,
    )
    return _insert(session, user)


def _insert(session: Session, user: User) -> User:
    """Let the constraint decide between two who take the same e-mail at once."""
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError:
        raise EmailTaken from None
    return user
