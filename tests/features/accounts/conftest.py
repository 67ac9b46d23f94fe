"""People who really sign in: the real authenticator, with a hash that costs little."""

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from app.features.accounts.service import AccountAuthenticator, AccountPeople, keys
from app.kernel import db, ports
from app.kernel.ports.authenticator import Authenticator
from app.kernel.ports.people import People
from tests.fakes import Fakes
from tests.rest_client import Client

PASSWORD = "a lantern in the fog"
ADA = {"email": "ada@example.org", "password": PASSWORD, "display_name": "Ada"}


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    keys._nobodys_hash.cache_clear()


@pytest.fixture
def real_accounts(database: str, fakes: Fakes) -> None:
    """Accounts as they are wired; everything else stays a fake."""
    ports.bind(Authenticator, AccountAuthenticator(db.write_beside))
    ports.bind(People, AccountPeople())


@pytest.fixture
def rest(real_accounts: None, fakes: Fakes, rest_app: FastAPI) -> Client:
    """REST, signed out, as a page of this site uses it."""
    return Client(rest_app, fakes.authenticator, headers={"Origin": "http://testserver"})


@pytest.fixture
def another_browser(rest: Client, fakes: Fakes) -> Client:
    """A second browser that shares nothing with the first."""
    return Client(rest._api, fakes.authenticator, headers={"Origin": "http://testserver"})


@pytest.fixture
def ada(rest: Client) -> Client:
    """Ada's browser, signed in."""
    assert rest.post("/api/auth/register", json=ADA).status_code == 201
    return rest
