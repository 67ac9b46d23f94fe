"""Growing delays, counted before an attempt is looked at, so that many at once gain nothing."""

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.features.accounts.models import SignInAttempts
from app.features.accounts.rules import throttling
from app.kernel import clock


def count_attempt(session: Session, subject: str, free: int) -> int:
    """Count one more, unless it comes too early: then the seconds to wait (otherwise 0)."""
    at = clock.now()
    attempts = _attempts(session, subject)
    if (wait := throttling.seconds_left(attempts.blocked_until, at)) > 0:
        return wait
    if at - attempts.updated_at > throttling.FORGOTTEN_AFTER:
        attempts.failures = 0
    attempts.failures += 1
    attempts.blocked_until = at + throttling.delay(attempts.failures, free)
    attempts.updated_at = at
    session.flush()
    return 0


def take_back(session: Session, subject: str) -> None:
    """The attempt was a good one and doesn't count."""
    attempts = _attempts(session, subject)
    attempts.failures = max(0, attempts.failures - 1)
    attempts.blocked_until = None


def forget(session: Session, subject: str) -> None:
    """Start from nothing, and drop what everybody has forgotten by now."""
    long_ago = clock.now() - throttling.FORGOTTEN_AFTER
    old = (col(SignInAttempts.subject) == subject) | (col(SignInAttempts.updated_at) < long_ago)
    session.execute(delete(SignInAttempts).where(old))


def _attempts(session: Session, subject: str) -> SignInAttempts:
    """The row of `subject`, locked; made when there is none, by one of those who ask at once."""
    found = select(SignInAttempts).where(SignInAttempts.subject == subject).with_for_update()
    if (attempts := session.exec(found).first()) is not None:
        return attempts
    try:
        with session.begin_nested():
            session.add(SignInAttempts(subject=subject, updated_at=clock.now()))
    except IntegrityError:
        pass  # somebody else was faster; theirs is as good
    return session.exec(found).one()
