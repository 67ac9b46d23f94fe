"""Planets as cards of a gallery."""

from pydantic import BaseModel, ConfigDict

from app.features.planets.schemas.planets import PlanetView


class _View(BaseModel):
    model_config = ConfigDict(frozen=True)


class PaintingView(_View):
    """How far the job is that paints a planet."""

    progress: float
    stage: str
    seconds_left: float | None
    preview_url: str
    """What is being painted; append `&width=320`, `640` or `1280`."""


class PlanetCard(_View):
    """A planet with what a card says of it in a line; nothing of it where it is veiled."""

    planet: PlanetView
    facts: str
    painting: PaintingView | None
    """For those who may change the planet, while it is painted."""


class GalleryView(_View):
    cards: list[PlanetCard]
    more: bool
    """Whether there are others after these."""
