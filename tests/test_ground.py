"""The ground that the other tests stand on."""

import socket
from datetime import UTC, datetime

import pytest
import reflex as rx
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import Upload
from app.kernel import clock, db, ports
from app.kernel.ports.storage import Storage
from app.ui.call import read
from tests.conftest import HeldClock
from tests.factories import fresh
from tests.fakes import FakeStorage
from tests.media import Media
from tests.network import NetworkClosed
from tests.rest_client import Client
from tests.state_runner import Runner


class Greeting(rx.State):
    """Says whose tab it is."""

    text: str = ""

    @rx.event
    async def greet(self):
        self.text = await read(self, lambda session, actor: f"Hello {actor.user_id}")


def test_a_door_sees_what_a_factory_made_and_the_other_way_round(session: Session, user: User) -> None:
    with db.unit_of_work() as other:
        other.exec(select(User)).one().display_name = "Renamed"
    assert fresh(session, user).display_name == "Renamed"


def test_an_upload_has_its_file(upload: Upload, storage: FakeStorage) -> None:
    assert ports.get(Storage) is storage
    assert len(list(storage.keys())) == 1
    assert upload.id is not None


def test_the_network_beyond_this_machine_is_closed() -> None:
    with pytest.raises(NetworkClosed):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_the_clock_moves_only_when_told(held_clock: HeldClock) -> None:
    held_clock.advance(days=1)
    assert clock.now() == datetime(2026, 1, 2, 12, tzinfo=UTC)


def test_footage_is_there(media: Media) -> None:
    assert media.tiny_film().stat().st_size > 1000


def test_an_unknown_address_is_answered_in_the_envelope(client: Client) -> None:
    reply = client.get("/api/nowhere")
    assert reply.status_code == 404
    assert reply.json()["error"]["message"] == "There is no such address."


async def test_a_tab_runs_events_as_whoever_its_cookie_says(runner: Runner, user: User) -> None:
    runner.sign_in(user)
    await runner.run(Greeting.greet)
    assert (await runner.state(Greeting)).text == f"Hello {user.id}"
