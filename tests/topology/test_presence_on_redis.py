"""Several processes know the same people to be here."""

from uuid import uuid4

from app.adapters.presence import SharedPresence
from app.kernel.ports.presence import SECONDS
from tests.conftest import HeldClock


def test_two_processes_see_the_same_people_for_seconds(redis_url: str, held_clock: HeldClock) -> None:
    one, other, room = SharedPresence(redis_url), SharedPresence(redis_url), uuid4().hex
    one.note(room, "ada")
    held_clock.advance(seconds=SECONDS - 1)
    assert other.note(room, "bo") == one.here(room) == {"ada", "bo"}
    held_clock.advance(seconds=1)
    assert other.here(room) == {"bo"}
    assert one.note(room, "cy") == {"bo", "cy"}
