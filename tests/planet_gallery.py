"""Contact sheets of planets: every surface in every palette, every ring and sky, and chance."""

import random
from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from app.features.planets.rules import sample
from app.features.planets.rules.looks import recipe_of
from app.features.planets.rules.steps import load_steps
from app.kernel.ports.painter import Painter
from app.kernel.ports.planet import (
    AtmosphereStyle,
    EmotionalTone,
    OriginType,
    PlanetRecipe,
    RingStyle,
    SurfaceType,
)

TILE = (480, 300)
PALETTES: Sequence[tuple[str, ...]] = (
    ("#B08BC9", "#4A90D9", "#F0E8FF"),
    ("#5F8A4A", "#2A6FB0", "#D8B47A"),
    ("#C8502E", "#F2B25C", "#3A2B3F"),
    ("#1FA79B", "#E56B8C", "#F4E3B2"),
)
WORDS = ("mossy", "glassy", "cracked", "golden", "storms", "islands", "dark", "polished", "ancient", "misty")


def planet(number: int, palette: int, **parts: object) -> PlanetRecipe:
    primary, *others = PALETTES[palette % len(PALETTES)]
    plain: dict[str, object] = {"primary_color": primary, "palette": others, "seed": number}
    return PlanetRecipe.model_validate(plain | parts)


def random_planet(chance: random.Random) -> PlanetRecipe:
    """Anything that a person could choose."""
    colours = [f"#{chance.randrange(256**3):06X}" for _ in range(chance.randint(1, 4))]
    moons = chance.choice([0, 0, 1, 2, 4, 7, 12])
    return PlanetRecipe(
        primary_color=colours[0],
        palette=tuple(colours[1:]),
        surface_type=chance.choice(list(SurfaceType)),
        surface_descriptors=tuple(chance.sample(WORDS, 2)),
        ring_style=chance.choice([RingStyle.NONE, *RingStyle]),
        atmosphere_style=chance.choice(list(AtmosphereStyle)),
        has_moons=moons > 0,
        moon_count=moons,
        origin_type=chance.choice(list(OriginType)),
        emotional_tone=chance.choice(list(EmotionalTone)),
        seed=chance.randrange(2**32),
    )


def rows() -> dict[str, list[list[PlanetRecipe]]]:
    """The recipes of every sheet."""
    rings, airs, chance = list(RingStyle), list(AtmosphereStyle), random.Random(4)
    return {
        "planets-surfaces": [
            [
                planet(
                    11 * at + palette,
                    palette,
                    surface_type=surface,
                    atmosphere_style=airs[(at + 2 * palette) % len(airs)],
                    ring_style=rings[(at + palette) % len(rings)]
                    if (at + palette) % 3 == 0
                    else RingStyle.NONE,
                    has_moons=(at + palette) % 2 == 0,
                    moon_count=(at + palette) % 5,
                )
                for palette in range(len(PALETTES))
            ]
            for at, surface in enumerate(SurfaceType)
        ],
        "planets-rings": [
            [
                planet(
                    100 + 7 * at + n,
                    at + n,
                    surface_type=surface,
                    ring_style=ring,
                    has_moons=True,
                    moon_count=n,
                )
                for n, ring in enumerate(rings[1:])
            ]
            for at, surface in enumerate(SurfaceType)
        ],
        "planets-skies": [
            [
                planet(200 + 7 * at + n, at + n, surface_type=surface, atmosphere_style=air)
                for n, air in enumerate(airs)
            ]
            for at, surface in enumerate(SurfaceType)
        ],
        "planets-chance": [[random_planet(chance) for _ in range(4)] for _ in range(6)],
    }


def sheet(
    painter: Painter, recipes: Sequence[Sequence[PlanetRecipe]], tile: tuple[int, int] = TILE
) -> Image.Image:
    """All planets in rows."""
    width, height = tile
    whole = Image.new("RGB", (width * max(map(len, recipes)), height * len(recipes)))
    for down, row in enumerate(recipes):
        for across, one in enumerate(row):
            with Image.open(BytesIO(painter.planet(one, width, height))) as picture:
                whole.paste(picture, (across * width, down * height))
    return whole


def for_the_readme(painter: Painter) -> Image.Image:
    """One sheet of sixteen: every surface twice, every ring and sky at least once."""
    rings, airs = list(RingStyle), list(AtmosphereStyle)
    recipes = [
        [
            planet(
                31 * down + 5 * across + 3,
                across + down,
                surface_type=list(SurfaceType)[(4 * down + across) % 8],
                ring_style=rings[(across + 2 * down) % 6] if (across + down) % 2 else RingStyle.NONE,
                atmosphere_style=airs[(2 * across + 3 * down + 4) % 7],
                has_moons=(across + down) % 3 != 2,
                moon_count=1 + across,
            )
            for across in range(4)
        ]
        for down in range(4)
    ]
    # Painted at twice the size: what is finer than a pixel there is seen as tone here.
    return sheet(painter, recipes, (960, 600)).resize((1920, 1200), Image.Resampling.LANCZOS)


STORM = PlanetRecipe(
    primary_color="#B3472F",
    secondary_color="#E8C48A",
    palette=("#704F38", "#F2B5C4"),
    surface_type=SurfaceType.GAS,
    surface_descriptors=("banded", "stormy"),
    has_moons=True,
    moon_count=1,
    atmosphere_style=AtmosphereStyle.CALM,
    emotional_tone=EmotionalTone.FIERY,
    seed=3,
)
"""What stands on the door to a first planet."""


def stills(painter: Painter) -> dict[str, Image.Image]:
    """The pictures in assets/landing: the sample world's planet, and another for its neighbour's door."""
    vesper = recipe_of(load_steps(), sample.ANSWERS, sample.SEED)
    return {
        "planet": _still(painter, vesper, (1280, 720)),
        "storm": _still(painter, STORM, (800, 450)),
    }


def _still(painter: Painter, recipe: PlanetRecipe, size: tuple[int, int]) -> Image.Image:
    with Image.open(BytesIO(painter.planet(recipe, 1600, 900))) as picture:
        return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
