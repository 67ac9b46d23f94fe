"""SIGKILL at random moments: nothing is lost, nothing happens twice, nothing is left lying about."""

import random
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from app import wiring
from app.features.productions.models import ProductionStatus
from app.kernel import clock, db, jobs, ports
from app.kernel.assets import Asset
from app.kernel.ports.storage import Storage
from app.launcher.local_ports import free_port, is_listening
from tests.media import Media
from tests.topology import studio
from tests.topology.forks import Forks, kill
from tests.topology.installation import Installation
from tests.topology.writers import RestWriter, SocketWriter, StewardWriter, Writer
from tests.waiting import wait_until

JOBS_IN_A_ROUND = 2
LONGEST_JOB_SECONDS = 0.2
LONGEST_LIFE_SECONDS = 0.3
LONGEST_TYPING_SECONDS = 0.3
LONGEST_RENDER_SECONDS = 1.5

pytestmark = pytest.mark.timeout(0)


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill, by `--kills`; half of them on each topology."""
    return max(1, int(request.config.getoption("--kills")) // 2)


@pytest.fixture
def chance() -> random.Random:
    """Random moments; a failure shows the seed, to see it again."""
    seed = random.randrange(2**32)
    print("seed", seed)  # noqa: T201  # to repeat a failed run
    return random.Random(seed)


def test_killed_workers_lose_no_job_and_do_none_twice(
    installation: Installation, kills: int, chance: random.Random
) -> None:
    numbers = range(JOBS_IN_A_ROUND * kills)
    waiting = iter(numbers)
    for _ in range(kills):
        worker = installation.start_worker()
        for _ in range(JOBS_IN_A_ROUND):
            seconds = chance.uniform(0, LONGEST_JOB_SECONDS)
            installation.enqueue(next(waiting), seconds=seconds, max_attempts=2 * kills)
        time.sleep(chance.uniform(0, LONGEST_LIFE_SECONDS))
        kill(worker)
    installation.start_worker()
    installation.wait_for_all()
    assert installation.effects() == dict.fromkeys(numbers, 1)
    assert installation.statuses() == {jobs.JobStatus.SUCCEEDED: len(numbers)}
    jobs.sweep()
    assert _unfinished_files() == []


def test_killed_servers_lose_nothing_that_they_acknowledged(
    studio_installation: Installation, kills: int, chance: random.Random, media: Media
) -> None:
    writers = _writers(studio_installation, media)
    with Forks("tests.topology.server_source", studio_installation.environment) as servers:
        for _ in range(kills):
            server = servers.fork(str(writers[0].port))
            wait_until(lambda: is_listening(writers[0].port), what="the server's start")
            before = _acknowledged(writers)
            typing = [writer.type_until_the_server_dies() for writer in writers]
            wait_until(lambda: _acknowledged(writers) > before, what="the first acknowledgement", seconds=150)  # noqa: B023  # called at once
            time.sleep(chance.uniform(0, LONGEST_TYPING_SECONDS))
            kill(server)
            for thread in typing:
                thread.join()
            for writer in writers:
                assert writer.kept() in (writer.acknowledged, writer.acknowledged + 1)
    assert [writer.refused for writer in writers] == [[] for _ in writers]


def test_killed_workers_finish_each_film_once_and_leave_no_files(
    studio_installation: Installation, kills: int, chance: random.Random, media: Media
) -> None:
    film = media.made("blink", seconds=1, width=160, height=90)
    upload_id = studio.add_film(studio_installation, film)
    begun = studio.open_draft(studio_installation, studio.add_film(studio_installation, film))
    studio.name_draft(begun, "7")
    worker = studio_installation.start_worker()
    kills = max(1, kills // 2)  # a film takes longer than a save
    for _ in range(kills):
        studio.produce(studio_installation, upload_id)
        time.sleep(chance.uniform(0, LONGEST_RENDER_SECONDS))
        kill(worker)
        worker = studio_installation.start_worker()
        studio_installation.wait_for_all()
    made = studio.all_productions()
    assert [production.status for production in made] == [ProductionStatus.COMPLETED] * kills
    assert len({production.video_asset_id for production in made}) == kills
    assert studio.streamed_productions() == {production.id for production in made}
    assert studio.saved_name(begun) == 7
    _tidy()
    assert _stored() == _recorded()
    assert _unfinished_files() == []
    wait_until(lambda: not studio.encoders(), what="the end of every encoder")


def _writers(installation: Installation, media: Media) -> list[Writer]:
    port, secret = free_port(), studio.sign_in(installation)
    drafts = [
        studio.open_draft(installation, studio.add_film(installation, media.tiny_film())) for _ in range(3)
    ]
    return [
        RestWriter(port, secret, drafts[0]),
        RestWriter(port, secret, drafts[1]),
        SocketWriter(port, secret, drafts[2]),
        StewardWriter(port, secret, studio.begin_planet(installation)),
    ]


def _acknowledged(writers: list[Writer]) -> int:
    return sum(writer.acknowledged for writer in writers)


def _tidy() -> None:
    """What the worker does every few minutes, as it will be in two hours."""
    jobs.sweep()
    with clock.frozen(clock.now() + timedelta(hours=2)):
        for tidy in wiring.housekeeping():
            tidy()


def _stored() -> set[str]:
    return set(ports.get(Storage).keys())


def _recorded() -> set[str]:
    with db.reading() as session:
        return set(session.exec(select(Asset.storage_key)))


def _unfinished_files() -> list[Path]:
    return [path for path in ports.get(Storage).workspace().rglob("*") if path.is_file()]
