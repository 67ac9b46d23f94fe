"""Many requests at once: whoever holds the database must never wait for a thread that others hold."""

import asyncio

import httpx
import pytest

from app.api import make_api, wrapped
from app.features.accounts.models import User
from tests.fakes import Fakes

CROWD = 80


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_crowd_is_served_without_waiting_for_a_timeout(
    method: str, database: str, fakes: Fakes, user: User
) -> None:
    bearer = {"Authorization": f"Bearer {fakes.authenticator.admit(user)}"}
    transport = httpx.ASGITransport(wrapped(make_api()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=bearer) as people:
        async with asyncio.timeout(15):
            answers = await asyncio.gather(*[_ask(people, method) for _ in range(CROWD)])

    assert set(answers) == {200 if method == "GET" else 201}


async def _ask(people: httpx.AsyncClient, method: str) -> int:
    preset = {"kind": "logo", "name": "Mine", "settings": {}}
    answer = await people.request(
        method, "/api/presets" if method == "POST" else "/api/productions", json=preset
    )
    return answer.status_code
