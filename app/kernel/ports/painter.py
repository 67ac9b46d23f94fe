"""Generated pictures: what is to be painted, and who paints it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.kernel.ports.planet import PlanetRecipe

QUICK_PIXELS = 300_000
"""A planet's picture of so many pixels follows a hand: it waits for no larger one."""


class Landscape(StrEnum):
    HARBOUR = "harbour"
    SEA = "sea"
    FOREST = "forest"
    MOUNTAINS = "mountains"
    CAVERN = "cavern"
    CITY = "city"
    PLAIN = "plain"
    MARSH = "marsh"
    RUIN = "ruin"
    BRIDGE = "bridge"
    TOWER = "tower"
    SKY = "sky"


class Hour(StrEnum):
    DAWN = "dawn"
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"


class Weather(StrEnum):
    CLEAR = "clear"
    MIST = "mist"
    RAIN = "rain"
    SNOW = "snow"
    EMBERS = "embers"
    STORM = "storm"


Side = Literal["left", "right"]
Symbol = Literal["light", "shadow", "chaos"]
Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Backdrop(BaseModel):
    """The recipe of one picture. The same recipe gives the same picture, composed anew for each size."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    landscape: Landscape
    hour: Hour
    weather: Weather
    palette: tuple[Hex, ...] = Field(min_length=3, max_length=5)
    """Dark to light, then accents: the picture's colours lean towards them."""
    seed: int = Field(0, ge=0, lt=2**32)
    symbol: Symbol | None = None
    """What the party carries; it colours light and shade."""

    def fingerprint(self) -> str:
        """32 hexadecimal digits that no other recipe has."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:32]


class Painter(ABC):
    """Paints without a network. Raises `Unavailable` when it can't."""

    version: str
    """Changes whenever a backdrop would look different; a planet's recipe carries its own generation."""

    @abstractmethod
    def backdrop(self, recipe: Backdrop, width: int, height: int) -> bytes:
        """WebP of exactly `width` × `height` pixels (16 to 4096), with no text in it.

        Deterministic: the same recipe and size give the same bytes.
        """

    @abstractmethod
    def planet(self, recipe: PlanetRecipe, width: int, height: int, *, sky: bool = True) -> bytes:
        """WebP of exactly `width` × `height` pixels (16 to 4096) with the planet in the middle.

        Without `sky` everything around planet, rings and moons is transparent. Deterministic: the same
        recipe and size give the same bytes, and every size shows the same planet.
        """

    @abstractmethod
    def spin(self, recipe: PlanetRecipe, side: int, tell: Callable[[float], None]) -> bytes:
        """Animated WebP, `side` pixels square (16 to 1024): one turn in 48 frames, without a seam.

        `tell` learns after each frame how far it is (0 to 1); what it raises ends the work and is passed on.
        """

    @abstractmethod
    def lit_from(self, recipe: PlanetRecipe) -> Side:
        """The side of its pictures from which the planet is lit; known at once."""

    @abstractmethod
    def get_ready(self) -> None:
        """Return once the next `planet` waits for nothing but its paint; cheap when called again."""

    def close(self) -> None:  # noqa: B027  # most painters hold nothing
        """Let go of what painting needs; whoever waits for a picture gets `Unavailable`."""
