"""Kinds of jobs whose effects can be counted."""

import time
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from app.kernel import ports
from app.kernel.assets import Asset
from app.kernel.jobs import JobContext, JobKind, JobKinds

EFFECT = "topology.effect"
STEP_SECONDS = 0.01


def take_a_while(context: JobContext) -> dict[str, Any]:
    """Leave an unfinished file and report progress for as many seconds as the payload says."""
    (context.folder / "unfinished").write_text("half a film")
    seconds = float(context.payload["seconds"])
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        context.report(1 - left / seconds, "Working")
        time.sleep(STEP_SECONDS)
    return {"number": context.payload["number"]}


def record_effect(session: Session, payload: dict[str, Any], result: dict[str, Any]) -> None:
    """One row for each time that a job's success was committed."""
    session.add(
        Asset(
            account_id=UUID(payload["account_id"]),
            user_id=UUID(payload["user_id"]),
            kind=EFFECT,
            mime="text/plain",
            bytes=0,
            storage_key=f"effect/{uuid4()}",
            filename=str(result["number"]),
        )
    )


KIND = JobKind("topology.work", run=take_a_while, succeeded=record_effect)


def bind() -> None:
    """Let jobs of this kind run in this process."""
    ports.bind(JobKinds, JobKinds({KIND.name: KIND}))
