"""Who is here is known for seconds, in each room by itself."""

from app.adapters.presence import MOST_ROOMS, OwnPresence, SharedPresence
from app.kernel.ports.presence import SECONDS
from tests.conftest import HeldClock


def test_whoever_is_not_seen_again_is_gone_after_seconds(held_clock: HeldClock) -> None:
    presence = OwnPresence()
    presence.note("one", "ada")
    held_clock.advance(seconds=SECONDS - 1)
    assert presence.note("one", "bo") == {"ada", "bo"}
    assert presence.note("other", "cy") == {"cy"}
    held_clock.advance(seconds=1)
    assert presence.here("one") == {"bo"}
    assert presence.note("one", "bo") == {"bo"}


def test_the_room_that_nobody_came_to_for_longest_is_forgotten(held_clock: HeldClock) -> None:
    presence = OwnPresence()
    presence.note("one", "ada")
    for number in range(MOST_ROOMS):
        presence.note(f"room {number}", "bo")
    assert presence.here("one") == set()


def test_nobody_is_kept_from_their_work_while_the_shared_memory_is_away() -> None:
    presence = SharedPresence("redis://127.0.0.1:1")
    assert (presence.note("one", "ada"), presence.here("one")) == ({"ada"}, set())
