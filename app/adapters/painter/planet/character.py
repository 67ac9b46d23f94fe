"""Who a planet is: the recipe as numbers that the surface models, the air and the rings paint from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.adapters.painter.planet import words
from app.adapters.painter.planet.chance import seed_of, seeded, vary
from app.adapters.painter.planet.inks import Inks
from app.adapters.painter.planet.points import Floats
from app.kernel.ports.planet import AtmosphereStyle, EmotionalTone, OriginType, PlanetRecipe, SurfaceType

_ORIGINS: dict[OriginType, dict[str, float]] = {
    OriginType.NATURAL: {},
    OriginType.UNKNOWN: {},
    OriginType.CRAFTED: {"towns": 0.7, "age": -0.3, "gloss": 0.2},
    OriginType.RECLAIMED: {"age": 0.6, "towns": 0.35},
    OriginType.BIOENGINEERED: {"inner": 0.35, "vivid": 0.15},
    OriginType.RITUAL: {"inner": 0.45, "glow": 0.3, "cracks": 0.2},
}
_TONES: dict[EmotionalTone, dict[str, float]] = {
    EmotionalTone.SANCTUARY: {"warmth": 0.2, "light": 0.12, "storm": -0.3, "phase": 0.35},
    EmotionalTone.REBELLIOUS: {"vivid": 0.35, "relief": 0.3, "storm": 0.3, "phase": -0.15},
    EmotionalTone.JUBILANT: {"vivid": 0.4, "light": 0.15, "stars": 0.4, "phase": 0.5},
    EmotionalTone.REFLECTIVE: {"vivid": -0.15, "gloss": 0.3, "swirl": -0.2, "phase": -0.25},
    EmotionalTone.FIERY: {"warmth": 0.6, "lava": 0.35, "vivid": 0.25, "phase": 0.0},
    EmotionalTone.TENDER: {"warmth": 0.25, "vivid": -0.1, "light": 0.18, "relief": -0.3, "phase": 0.4},
    EmotionalTone.ENIGMATIC: {"light": -0.15, "nebula": 0.4, "haze": 0.2, "phase": -0.55},
}
_CLOUDS: dict[AtmosphereStyle, float] = {
    AtmosphereStyle.NONE: 0.0,
    AtmosphereStyle.AURORA: 0.40,
    AtmosphereStyle.NEBULA: 0.46,
    AtmosphereStyle.STORMY: 0.72,
    AtmosphereStyle.CALM: 0.34,
    AtmosphereStyle.GLOWING: 0.36,
    AtmosphereStyle.VAPORWAVE: 0.42,
}
_WATERY = 0.12
"""Worlds with a sea have a little more cloud, dry ones a little less."""


@dataclass(frozen=True)
class Character:
    """Traits are about -1…1 with 0 for an unremarkable planet; `seed` is below 2**31."""

    recipe: PlanetRecipe
    seed: int
    ring_seed: int
    moon_seed: int
    traits: dict[str, float]
    inks: Inks

    @classmethod
    def of(cls, recipe: PlanetRecipe) -> "Character":
        ground, _ = words.read((*recipe.surface_descriptors, *recipe.materials))
        sky, _ = words.read((*recipe.atmosphere_descriptors, recipe.tone_label))
        rings, ring_seed = words.read(recipe.ring_descriptors)
        moons, moon_seed = words.read(recipe.moon_descriptors)
        traits = {name: by for name, by in ground.items() if name not in ("wide", "gaps", "sparkle")}
        for more in (
            {name: by for name, by in sky.items() if name in _OF_THE_SKY},
            {name: by for name, by in rings.items() if name in ("wide", "gaps", "sparkle")},
            {name: by for name, by in moons.items() if name == "moon_size"},
            _ORIGINS[recipe.origin_type],
            _TONES.get(recipe.emotional_tone, {}) if recipe.emotional_tone else {},
        ):
            for name, by in more.items():
                traits[name] = max(-1.0, min(1.0, traits.get(name, 0.0) + by))
        colours = (recipe.primary_color, recipe.secondary_color, *recipe.palette)
        inks = Inks(
            [one for one in colours if one],
            vivid=traits.get("vivid", 0),
            light=traits.get("light", 0),
            warmth=traits.get("warmth", 0),
        )
        return cls(
            recipe,
            seed_of(recipe),
            seeded(recipe.seed, recipe.ring_style, ring_seed) % 2**31,
            seeded(recipe.seed, "moons", moon_seed) % 2**31,
            traits,
            inks,
        )

    def vary(self, number: int, low: float, high: float) -> float:
        """A number of this planet's own between `low` and `high`, always the same."""
        return vary(self.seed, number, low, high)

    def trait(self, name: str) -> float:
        return self.traits.get(name, 0.0)

    @cached_property
    def sea(self) -> float:
        return self.trait("sea")

    @cached_property
    def relief(self) -> float:
        return self.trait("relief")

    @cached_property
    def detail(self) -> float:
        return self.trait("detail")

    @cached_property
    def swirl(self) -> float:
        return self.trait("swirl")

    @cached_property
    def craters(self) -> float:
        return self.trait("craters")

    @cached_property
    def cracks(self) -> float:
        return self.trait("cracks")

    @cached_property
    def ice(self) -> float:
        return self.trait("ice")

    @cached_property
    def gloss(self) -> float:
        return self.trait("gloss")

    @cached_property
    def age(self) -> float:
        return self.trait("age")

    @cached_property
    def bands(self) -> float:
        return self.trait("bands")

    @cached_property
    def lava(self) -> float:
        return max(0.0, self.trait("lava"))

    @cached_property
    def inner(self) -> float:
        """Light of its own, 0…1."""
        return max(0.0, self.trait("inner"))

    @cached_property
    def towns(self) -> float:
        return max(0.0, self.trait("towns"))

    @cached_property
    def cloud(self) -> float:
        """How much of the sky is covered, 0…1; giants of gas are all cloud and get only veils."""
        style = self.recipe.atmosphere_style
        if style is AtmosphereStyle.NONE:
            return 0.0
        kind = self.recipe.surface_type
        own = _WATERY if kind is SurfaceType.OCEANIC else 0.0
        if kind in (SurfaceType.CRYSTALLINE, SurfaceType.METALLIC, SurfaceType.ORGANIC):
            own = -0.12
        if kind is SurfaceType.GAS:
            own = -0.20
        return max(
            0.0, min(1.0, _CLOUDS[style] + own + 0.3 * self.trait("cloud") + self.vary(900, -0.07, 0.07))
        )

    @cached_property
    def storms(self) -> Floats:
        """Whirls of the ground of gas giants and of every cloud cover: centre, radius, turn."""
        stormy = self.recipe.atmosphere_style is AtmosphereStyle.STORMY
        chance = np.random.default_rng(self.seed)
        count = int(3 + 4 * chance.random() + (7 if stormy else 0) + 5 * self.trait("storm"))
        rows = []
        for number in range(max(0, count)):
            north = chance.uniform(-0.72, 0.72)
            east = chance.uniform(0, 2 * np.pi)
            flat = np.sqrt(1 - north * north)
            radius = chance.uniform(0.10, 0.22) * (1.9 if number == 0 else 1.0)
            turn = np.copysign(chance.uniform(1.4, 3.4), north)
            rows.append((flat * np.cos(east), north, flat * np.sin(east), radius, turn))
        return np.array(rows, np.float32).reshape(-1, 5)


_OF_THE_SKY = frozenset(
    {"cloud", "storm", "haze", "glow", "nebula", "stars", "warmth", "light", "vivid", "swirl", "phase"}
)
