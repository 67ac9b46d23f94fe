"""Binds real adapters to ports, from the settings. The only place that knows both sides."""

from functools import lru_cache

from app.adapters.queue import CeleryQueue, make_celery
from app.adapters.storage import LocalStorage
from app.kernel import ports
from app.kernel.config import settings
from app.kernel.jobs import JobKind, JobKinds
from app.kernel.ports.queue import Queue
from app.kernel.ports.storage import Storage


@lru_cache
def wire() -> None:
    """Bind every port once in this process."""
    ports.bind(JobKinds, JobKinds(job_kinds()))
    ports.bind(Queue, CeleryQueue(make_celery(settings())))
    ports.bind(Storage, LocalStorage(settings().files_dir))


def job_kinds() -> dict[str, JobKind]:
    """Every kind of job by its name."""
    kinds: list[JobKind] = []
    return {kind.name: kind for kind in kinds}
