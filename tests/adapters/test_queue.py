"""The queue's two transports."""

import json
import shutil
from pathlib import Path
from queue import Empty
from uuid import uuid4

import pytest
from kombu import Connection

from app.adapters.queue import QUEUE, RUN_JOB, CeleryQueue, make_celery
from app.kernel.config import Settings
from app.kernel.errors import Unavailable
from app.launcher.local_ports import free_port


@pytest.fixture
def queue(settings: Settings) -> CeleryQueue:
    return CeleryQueue(make_celery(settings))


def messages(settings: Settings) -> list[Path]:
    return sorted((settings.queue_dir / "messages").iterdir())


def test_a_message_is_one_whole_file(queue: CeleryQueue, settings: Settings) -> None:
    queue.send(uuid4())
    (message,) = messages(settings)
    assert json.loads(message.read_text())["headers"]["task"] == RUN_JOB


def test_a_message_is_fetched_once_and_leaves_no_file(queue: CeleryQueue, settings: Settings) -> None:
    queue.send(uuid4())
    (settings.queue_dir / "messages" / f"0.{QUEUE}.msg").write_text("{")  # broken, and first in line
    with _connection(settings) as connection:
        channel = connection.channel()
        assert channel._get(QUEUE)["headers"]["task"] == RUN_JOB
        with pytest.raises(Empty):
            channel._get(QUEUE)
    assert messages(settings) == []


def test_a_folder_that_was_removed_is_made_again(queue: CeleryQueue, settings: Settings) -> None:
    shutil.rmtree(settings.queue_dir / "messages")
    with pytest.raises(Unavailable):
        queue.check()
    queue.send(uuid4())
    queue.check()


def test_a_redis_that_is_away_is_unavailable(settings: Settings) -> None:
    settings.redis_url = f"redis://127.0.0.1:{free_port()}/0"
    queue = CeleryQueue(make_celery(settings))
    with pytest.raises(Unavailable):
        queue.check()
    with pytest.raises(Unavailable):
        queue.send(uuid4())


def _connection(settings: Settings) -> Connection:
    return make_celery(settings).connection_for_read()
