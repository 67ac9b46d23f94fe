"""Rows of accounts as they leave."""

from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from app.features.accounts import queries
from app.features.accounts.models import User
from app.features.accounts.schemas import UserView
from app.kernel.ports.people import Preferences


def user_view(session: Session, user: User) -> UserView:
    account = queries.account_of(session, user)
    kept: dict[str, Any] = user.model_dump(exclude={"preferences", "password_hash"})
    return UserView.model_validate(kept | {"account_name": account.name, "preferences": preferences_of(user)})


def preferences_of(user: User) -> Preferences:
    """As stored; a value that this version doesn't know falls back to its default."""
    known = {name: value for name, value in user.preferences.items() if name in Preferences.model_fields}
    try:
        return Preferences.model_validate(known)
    except ValidationError as problem:
        unknown = {error["loc"][0] for error in problem.errors()}
        return Preferences.model_validate({name: known[name] for name in known if name not in unknown})
