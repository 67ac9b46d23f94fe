"""Whether this installation lives, and whether it is fit for work."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy import text

from app import __version__
from app.kernel import clock, db, ports
from app.kernel.errors import AppError, Unavailable
from app.kernel.jobs.workers import last_seen
from app.kernel.ports.queue import Queue
from app.kernel.ports.storage import Storage
from app.kernel.timings import TimingSummary, saves

log = structlog.get_logger()
WORKER_SILENCE = timedelta(seconds=30)
router = APIRouter(prefix="/api", tags=["operations"])


class Health(BaseModel):
    """`saves` are the draft saves of this process, measured until they were committed."""

    status: str
    version: str
    saves: TimingSummary


class Part(BaseModel):
    ok: bool
    message: str = ""


class Readiness(BaseModel):
    """`status` is `ready`, or `not_ready` with the parts that fail."""

    status: str
    parts: dict[str, Part]


def _database() -> None:
    with db.reading() as session:
        session.connection().execute(text("SELECT 1"))


def _queue() -> None:
    ports.get(Queue).check()


def _storage() -> None:
    ports.get(Storage).check()


def _worker() -> None:
    with db.reading() as session:
        seen = last_seen(session)
    if seen is None or clock.now() - seen > WORKER_SILENCE:
        raise Unavailable("No worker has been heard of for a while. Start one with: make worker")


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "queue": _queue,
    "storage": _storage,
    "worker": _worker,
}


@router.get("/health")
def health() -> Health:
    """The process answers."""
    return Health(status="ok", version=__version__, saves=saves.summary())


@router.get("/ready", responses={503: {"model": Readiness}})
def ready(response: Response) -> Readiness:
    """Every part that work needs: 503 while one of them fails, with its name."""
    parts = {name: _tried(name, check) for name, check in CHECKS.items()}
    fit = all(part.ok for part in parts.values())
    response.status_code = 200 if fit else 503
    return Readiness(status="ready" if fit else "not_ready", parts=parts)


def _tried(name: str, check: Callable[[], Any]) -> Part:
    try:
        check()
    except AppError as error:
        return Part(ok=False, message=error.message)
    except Exception:
        # Whatever keeps a part from answering makes it unfit; the reason belongs into the log.
        log.exception("readiness check failed", part=name)
        return Part(ok=False, message="It does not answer.")
    return Part(ok=True)
