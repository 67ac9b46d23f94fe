"""How doors learn who is asking, without knowing how accounts are kept."""

from abc import ABC, abstractmethod

from sqlmodel import Session

from app.kernel.identity import Actor

SESSION_COOKIE = "everkeep_session"
SIGNED_IN_HINT = "everkeep_signed_in"
"""Readable by scripts, holds nothing: lets `/` show the right page before the server has spoken."""


class Authenticator(ABC):
    """Resolves a secret to an actor afresh; None when it is unknown, expired or revoked."""

    @abstractmethod
    def by_browser_session(self, session: Session, secret: str) -> Actor | None: ...

    @abstractmethod
    def by_bearer(self, session: Session, secret: str) -> Actor | None:
        """`secret` is a sign-in's access token or a personal API token."""
