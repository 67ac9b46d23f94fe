"""Background work of planets."""

from app.features.planets.tasks import generate
from app.kernel.jobs import JobKind

KINDS: list[JobKind] = [*generate.KINDS]
