"""How a planet looks: the recipe that a painter needs, and nothing that it does not."""

from enum import StrEnum
from hashlib import sha256
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

GENERATION = 1
"""The newest way of painting. A recipe keeps the one that it was first painted in."""
MOST_MOONS = 12


class SurfaceType(StrEnum):
    GAS = "gas"
    ICE = "ice"
    OCEANIC = "oceanic"
    ROCKY = "rocky"
    METALLIC = "metallic"
    ORGANIC = "organic"
    CRYSTALLINE = "crystalline"
    HYBRID = "hybrid"


class RingStyle(StrEnum):
    NONE = "none"
    SINGLE = "single"
    DOUBLE = "double"
    MULTIPLE = "multiple"
    FRAGMENTED = "fragmented"
    HALO = "halo"


class AtmosphereStyle(StrEnum):
    NONE = "none"
    AURORA = "aurora"
    NEBULA = "nebula"
    STORMY = "stormy"
    CALM = "calm"
    GLOWING = "glowing"
    VAPORWAVE = "vaporwave"


class OriginType(StrEnum):
    NATURAL = "natural"
    CRAFTED = "crafted"
    RECLAIMED = "reclaimed"
    BIOENGINEERED = "bioengineered"
    RITUAL = "ritual"
    UNKNOWN = "unknown"


class EmotionalTone(StrEnum):
    SANCTUARY = "sanctuary"
    REBELLIOUS = "rebellious"
    JUBILANT = "jubilant"
    REFLECTIVE = "reflective"
    FIERY = "fiery"
    TENDER = "tender"
    ENIGMATIC = "enigmatic"
    CUSTOM = "custom"


Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Words = Annotated[tuple[Annotated[str, Field(max_length=500)], ...], Field(max_length=100)]


class PlanetRecipe(BaseModel):
    """The same recipe gives the same planet, at any size; every default is a choice that paints."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    primary_color: Hex = "#8B5CF6"
    secondary_color: Hex | None = None
    palette: tuple[Hex, ...] = Field((), max_length=16)
    surface_type: SurfaceType = SurfaceType.OCEANIC
    surface_descriptors: Words = ()
    ring_style: RingStyle = RingStyle.NONE
    ring_color: Hex | None = None
    ring_descriptors: Words = ()
    has_moons: bool = False
    moon_count: int = Field(0, ge=0, le=MOST_MOONS)
    moon_descriptors: Words = ()
    atmosphere_style: AtmosphereStyle = AtmosphereStyle.NONE
    atmosphere_descriptors: Words = ()
    origin_type: OriginType = OriginType.UNKNOWN
    materials: Words = ()
    emotional_tone: EmotionalTone | None = None
    tone_label: str = Field("", max_length=500)
    seed: int = Field(0, ge=0, lt=2**63)
    generation: int = Field(GENERATION, ge=1)
    """Which painter's hand; one that is newer than the installation knows is refused by the painter."""

    def moons(self) -> int:
        """How many are painted: at least one when there are any."""
        return max(1, self.moon_count) if self.has_moons else 0

    def fingerprint(self) -> str:
        """32 hexadecimal digits that no other recipe has."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:32]
