"""SIGKILL of the server during ten thousand saves of game clients: every acknowledged one loads."""

import random
import time
from collections.abc import Iterator

import pytest

from app.kernel import config
from app.launcher.local_ports import free_port, is_listening
from tests.topology.forks import Forks, kill
from tests.topology.players import Player
from tests.waiting import wait_until

SAVES = 10_000
PLAYERS = 8
LONGEST_PAUSE_SECONDS = 0.02

pytestmark = pytest.mark.timeout(0)


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill on each topology: a tenth of `--kills`, for there are many saves in each life."""
    return max(1, int(request.config.getoption("--kills")) // 10)


@pytest.fixture
def servers(topology: str) -> Iterator[Forks]:
    now = config.settings()
    environment = {"DATABASE_URL": now.database_url, "DATA_DIR": str(now.data_dir)}
    with Forks("tests.topology.server_source", environment) as forks:
        yield forks


def test_killed_servers_lose_no_acknowledged_save(servers: Forks, kills: int) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)  # noqa: T201  # to repeat a failed run
    chance, port = random.Random(seed), free_port()
    players = [Player(f"player{number}", port) for number in range(PLAYERS)]
    server = _start(servers, port)
    for moment in sorted(chance.randrange(SAVES) for _ in range(kills)):
        playing = [player.play_until(lambda: False) for player in players]
        # Not before this life has acknowledged something: an empty one proves nothing.
        _wait_for(players, max(moment, _acknowledged(players) + 1))
        time.sleep(chance.uniform(0, LONGEST_PAUSE_SECONDS))
        kill(server)
        for thread in playing:
            thread.join()
        server = _start(servers, port)
    for thread in [player.play_until(lambda: _acknowledged(players) >= SAVES) for player in players]:
        thread.join()
    assert [player.refused for player in players] == [[] for _ in players]
    assert [player.lost() for player in players] == [[] for _ in players]
    assert _acknowledged(players) >= SAVES


def _start(servers: Forks, port: int) -> int:
    server = servers.fork(str(port))
    wait_until(lambda: is_listening(port), what="the server's start")
    return server


def _wait_for(players: list[Player], count: int) -> None:
    wait_until(
        lambda: _acknowledged(players) >= count or any(player.refused for player in players),
        seconds=300,
        what=f"the acknowledgement of {count} saves",
    )


def _acknowledged(players: list[Player]) -> int:
    return sum(player.acknowledgements for player in players)
