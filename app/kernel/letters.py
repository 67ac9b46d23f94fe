"""Letters that leave only when the transaction that they tell of has been committed."""

from sqlmodel import Session

from app.kernel import ports
from app.kernel.db import after_commit
from app.kernel.ports.mail import Mail


def post(session: Session, to: str, subject: str, text: str) -> None:
    """Hand a plain-text letter to the mail port after the commit."""
    after_commit(session, lambda: ports.get(Mail).send(to, subject, text))
