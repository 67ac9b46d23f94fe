"""The signed-in person: who they are, how they like the screen, when they were here."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from app.features.accounts import queries
from app.features.accounts.models import User
from app.features.accounts.schemas import ProfileChange, StorageView, UserView
from app.features.accounts.service.views import preferences_of, user_view
from app.kernel import clock
from app.kernel.config import settings
from app.kernel.errors import NotSignedIn
from app.kernel.identity import Actor
from app.kernel.ports.people import People, Person

VISIT_ENDS_AFTER = timedelta(minutes=30)
NOTED_EVERY = timedelta(minutes=1)


def own_user(session: Session, actor: Actor) -> User:
    """The actor's row. Raises `NotSignedIn` when it has been deleted meanwhile."""
    user = session.get(User, actor.user_id)
    if user is None:
        raise NotSignedIn
    return user


def get_me(session: Session, actor: Actor) -> UserView:
    """The actor's own profile."""
    return user_view(session, own_user(session, actor))


def change_profile(session: Session, actor: Actor, change: ProfileChange) -> UserView:
    """Change what is given and leave the rest."""
    user = own_user(session, actor)
    if change.display_name is not None:
        user.display_name = change.display_name
    liked = change.model_dump(exclude={"display_name"}, exclude_none=True)
    user.preferences = user.preferences | liked
    session.flush()
    return user_view(session, user)


def get_storage(session: Session, actor: Actor) -> StorageView:
    """How much of its quota the actor's account uses."""
    used = queries.stored_bytes(session, actor.account_id)
    return StorageView(used_bytes=used, quota_bytes=settings().account_quota_bytes)


class AccountPeople(People):
    """`People`, from the tables of accounts."""

    def person(self, session: Session, actor: Actor) -> Person:
        user = own_user(session, actor)
        return Person(
            email=user.email,
            display_name=user.display_name,
            account_name=queries.account_of(session, user).name,
            role=user.role,
            platform_role=user.platform_role,
            preferences=preferences_of(user),
            away_since=user.away_since or user.created_at,
        )

    def mark_visit(self, session: Session, actor: Actor) -> None:
        user, at = own_user(session, actor), clock.now()
        before = user.last_seen_at
        if before is not None and at - before < NOTED_EVERY:
            return
        if before is not None and at - before > VISIT_ENDS_AFTER:
            user.away_since = before
        user.last_seen_at = at

    def names(self, session: Session, user_ids: Collection[UUID]) -> dict[UUID, str]:
        return queries.display_names(session, user_ids)

    def is_colleague(self, session: Session, actor: Actor, user_id: UUID) -> bool:
        user = session.get(User, user_id)
        return user is not None and user.account_id == actor.account_id

    def colleagues(self, session: Session, actor: Actor) -> dict[UUID, str]:
        found = queries.members(session, actor.account_id)
        return {user.id: user.display_name for user in found if user.id != actor.user_id}
