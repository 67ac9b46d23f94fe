"""Background work."""

from itertools import count
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from app.features.accounts.models import User
from app.kernel import clock
from app.kernel.jobs import UNFINISHED, Job, JobStatus
from tests.factories import saved

_numbers = count(1)


def make_job(session: Session, user: User, **given: Any) -> Job:
    """A queued job of `user`'s, unless `status` says otherwise."""
    status = given.get("status", JobStatus.QUEUED)
    values: dict[str, Any] = {
        "kind": "tests.work",
        "title": f"Work {next(_numbers)}",
        "key": uuid4().hex,
        "sent_at": clock.now(),
        "finished_at": None if status in UNFINISHED else clock.now(),
    }
    return saved(session, Job(account_id=user.account_id, user_id=user.id, **values | given))
