"""Jobs as people see them, each with the picture that its kind knows of."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from app.kernel import ports
from app.kernel.jobs.kinds import JobKinds
from app.kernel.jobs.models import Job, JobView


def job_view(session: Session, job: Job) -> JobView:
    """One job with its picture."""
    return job_views(session, [job])[0]


def job_views(session: Session, found: Sequence[Job]) -> list[JobView]:
    """All of them in their order, with one question to each kind."""
    pictures = _pictures(session, found)
    return [
        JobView.model_validate(job).model_copy(update={"picture_url": pictures.get(job.id)}) for job in found
    ]


def _pictures(session: Session, found: Sequence[Job]) -> dict[UUID, str | None]:
    by_kind: defaultdict[str, list[Job]] = defaultdict(list)
    for job in found:
        by_kind[job.kind].append(job)
    pictures: dict[UUID, str | None] = {}
    for name, alike in by_kind.items():
        kind = ports.get(JobKinds).find(name)
        if kind is not None and kind.pictures is not None:
            drawn = kind.pictures(session, [job.payload for job in alike])
            pictures.update(zip((job.id for job in alike), drawn, strict=True))
    return pictures
