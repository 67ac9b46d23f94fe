"""Binds real adapters to ports, from the settings. The only place that knows both sides."""

from functools import lru_cache

from app.kernel.jobs import JobKind


@lru_cache
def wire() -> None:
    """Bind every port once in this process."""


def job_kinds() -> dict[str, JobKind]:
    """Every kind of job by its name."""
    kinds: list[JobKind] = []
    return {kind.name: kind for kind in kinds}
