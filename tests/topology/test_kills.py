"""SIGKILL at random moments: nothing is lost, nothing happens twice, nothing is left lying about."""

import random
import time
from pathlib import Path

import pytest

from app.kernel import jobs
from tests.topology.installation import Installation, kill

JOBS_IN_A_ROUND = 2
LONGEST_JOB_SECONDS = 0.2
LONGEST_LIFE_SECONDS = 0.3


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill, by `--kills`."""
    return int(request.config.getoption("--kills"))


@pytest.fixture
def chance() -> random.Random:
    """Random moments; a failure shows the seed, to see it again."""
    seed = random.randrange(2**32)
    print("seed", seed)  # noqa: T201
    return random.Random(seed)


@pytest.mark.timeout(0)
def test_killed_workers_lose_no_job_and_do_none_twice(
    installation: Installation, kills: int, chance: random.Random
) -> None:
    numbers = range(JOBS_IN_A_ROUND * (kills // 2))
    waiting = iter(numbers)
    for _ in range(kills // 2):  # the other half on the other topology
        worker = installation.start_worker()
        for _ in range(JOBS_IN_A_ROUND):
            seconds = chance.uniform(0, LONGEST_JOB_SECONDS)
            installation.enqueue(next(waiting), seconds=seconds, max_attempts=kills)
        time.sleep(chance.uniform(0, LONGEST_LIFE_SECONDS))
        kill(worker)
    installation.start_worker()
    installation.wait_for_all(seconds=60)
    assert installation.effects() == dict.fromkeys(numbers, 1)
    assert installation.statuses() == {jobs.JobStatus.SUCCEEDED: len(numbers)}
    jobs.sweep()
    assert _files(installation) == []


def _files(installation: Installation) -> list[Path]:
    folder = Path(installation.environment["DATA_DIR"]) / "files"
    return [path for path in folder.rglob("*") if path.is_file()]
