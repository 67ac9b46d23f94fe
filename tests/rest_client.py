"""REST as a client sees it."""

from typing import Any

from starlette.testclient import TestClient
from starlette.types import ASGIApp

from app.features.accounts.models import User
from app.kernel.ports.authenticator import SESSION_COOKIE
from tests.fakes.authenticator import FakeAuthenticator


class Client(TestClient):
    """`client.bearer(user)` and `client.cookie(user)` give clients of the same app, signed in."""

    def __init__(self, api: ASGIApp, authenticator: FakeAuthenticator, **options: Any) -> None:
        super().__init__(api, base_url="http://testserver", **options)
        self._api, self._authenticator = api, authenticator

    def bearer(self, user: User) -> "Client":
        """As a program with an API token."""
        headers = {"Authorization": f"Bearer {self._authenticator.admit(user)}"}
        return Client(self._api, self._authenticator, headers=headers)

    def cookie(self, user: User) -> "Client":
        """As a browser: a session cookie, and the origin that browsers send."""
        return Client(
            self._api,
            self._authenticator,
            headers={"Origin": "http://testserver"},
            cookies={SESSION_COOKIE: self._authenticator.admit(user)},
        )
