"""Celery as the queue: over a folder by default, over Redis when `REDIS_URL` is set."""

import tempfile
from typing import Any
from uuid import UUID

from celery import Celery
from kombu.exceptions import ChannelError, OperationalError
from kombu.transport import TRANSPORT_ALIASES

from app.adapters import folder_transport
from app.kernel.config import Settings
from app.kernel.errors import Unavailable
from app.kernel.ports.queue import Queue

RUN_JOB = "everkeep.run_job"
QUEUE = "everkeep"
PICK_UP_SECONDS = 0.05
CONNECT_SECONDS = 2

TRANSPORT_ALIASES[folder_transport.NAME] = f"{folder_transport.__name__}:Transport"


def make_celery(settings: Settings) -> Celery:
    """A Celery application on the broker that the settings name, without a result backend."""
    celery = Celery("everkeep", set_as_current=False)
    celery.conf.update(
        accept_content=["json"],
        broker_connection_retry_on_startup=True,
        task_default_queue=QUEUE,
        task_ignore_result=True,
        task_publish_retry_policy={"max_retries": 1, "interval_start": 0.1},
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_prefetch_multiplier=1,
        worker_send_task_events=False,
        **_broker(settings),
    )
    return celery


def _broker(settings: Settings) -> dict[str, Any]:
    if settings.redis_url is not None:
        timeouts = {"socket_connect_timeout": CONNECT_SECONDS, "socket_timeout": 2 * CONNECT_SECONDS}
        return {"broker_url": settings.redis_url, "broker_transport_options": timeouts}
    folders = {name: settings.queue_dir / name for name in ("messages", "control")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {
        "broker_url": f"{folder_transport.NAME}://localhost",
        "broker_transport_options": {
            "data_folder_in": str(folders["messages"]),
            "data_folder_out": str(folders["messages"]),
            "control_folder": folders["control"],
            "polling_interval": PICK_UP_SECONDS,
        },
    }


class CeleryQueue(Queue):
    """Sends a job's id to whichever worker is free."""

    def __init__(self, celery: Celery) -> None:
        self._celery = celery

    def send(self, job_id: UUID) -> None:
        try:
            self._celery.send_task(RUN_JOB, args=[str(job_id)])
        except (OperationalError, ChannelError, OSError) as error:
            raise Unavailable("The queue can't be reached.") from error

    def check(self) -> None:
        try:
            folder = self._celery.conf.broker_transport_options.get("data_folder_out")
            if folder is not None:
                tempfile.TemporaryFile(dir=folder).close()
                return
            with self._celery.connection_for_write() as connection:
                connection.ensure_connection(max_retries=1, interval_start=0.1, timeout=CONNECT_SECONDS)
        except (OperationalError, ChannelError, OSError) as error:
            raise Unavailable("The queue can't be reached.") from error
