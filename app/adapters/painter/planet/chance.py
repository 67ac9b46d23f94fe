"""What chance gives a planet, always the same for a recipe; known where no picture is painted, too."""

from hashlib import sha256

from app.adapters.painter.planet import words
from app.kernel.ports.planet import PlanetRecipe

_SUN_SIDE = 703
_FROM_THE_LEFT = 0.62


def seeded(*parts: object) -> int:
    return int.from_bytes(sha256("\0".join(map(str, parts)).encode()).digest()[:8]) >> 2


def seed_of(recipe: PlanetRecipe) -> int:
    """What everything varies by but rings and moons, below 2**31."""
    _, ground = words.read((*recipe.surface_descriptors, *recipe.materials))
    _, sky = words.read((*recipe.atmosphere_descriptors, recipe.tone_label))
    return seeded(recipe.seed, recipe.surface_type, ground, sky) % 2**31


def vary(seed: int, number: int, low: float, high: float) -> float:
    """The seed's own number between `low` and `high`, always the same."""
    return low + (high - low) * (seeded(seed, number) % 1_000_003) / 1_000_003


def is_lit_from_right(seed: int) -> bool:
    """Where the sun stands: more often at the left, where painters put it."""
    return vary(seed, _SUN_SIDE, 0, 1) > _FROM_THE_LEFT
