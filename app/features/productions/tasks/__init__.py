"""Background work of uploads and productions."""

from app.features.productions.tasks import media, render, stream
from app.kernel.jobs import JobKind

KINDS: list[JobKind] = [*media.KINDS, *render.KINDS, *stream.KINDS]
