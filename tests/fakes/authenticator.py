"""Knows whoever a test lets in."""

from dataclasses import replace
from uuid import NAMESPACE_OID, uuid5

from sqlmodel import Session

from app.features.accounts.models import User
from app.kernel.identity import Actor
from app.kernel.ports.authenticator import Authenticator


class FakeAuthenticator(Authenticator):
    """`admit` gives a secret that is good as a cookie and as a bearer token until `revoke`."""

    def __init__(self) -> None:
        self.admitted: dict[str, Actor] = {}

    def admit(self, who: User | Actor) -> str:
        actor = who if isinstance(who, Actor) else actor_of(who)
        secret = f"secret-{len(self.admitted)}-{actor.user_id.hex}"
        self.admitted[secret] = actor
        return secret

    def revoke(self, secret: str) -> None:
        del self.admitted[secret]

    def by_browser_session(self, session: Session, secret: str) -> Actor | None:
        actor = self.admitted.get(secret)
        return actor and replace(actor, browser_session_id=uuid5(NAMESPACE_OID, secret))

    def by_bearer(self, session: Session, secret: str) -> Actor | None:
        return self.admitted.get(secret)


def actor_of(user: User) -> Actor:
    """The user as one call sees them, with every scope."""
    return Actor(user.id, user.account_id, role=user.role, platform_role=user.platform_role)
