"""Accounts and people."""

from itertools import count
from typing import Any

from sqlmodel import Session

from app.features.accounts.models import Account, User
from tests.factories import saved

_numbers = count(1)


def make_account(session: Session, **given: Any) -> Account:
    return saved(session, Account(**{"name": "An account"} | given))


def make_user(session: Session, **given: Any) -> User:
    """A person in an account of their own, unless `account_id` says which. Nobody knows the password."""
    number = next(_numbers)
    account_id = given.pop("account_id", None) or make_account(session).id
    values: dict[str, Any] = {
        "email": f"person{number}@example.com",
        "display_name": f"Person {number}",
        "password_hash": "none",
    }
    return saved(session, User(account_id=account_id, **values | given))
