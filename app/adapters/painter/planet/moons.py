"""Moons: each of a kind, size and colour of its own, where none covers another."""

from dataclasses import dataclass, replace

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.inks import Inks
from app.adapters.painter.planet.points import Floats
from app.kernel.ports.planet import AtmosphereStyle, PlanetRecipe, RingStyle, SurfaceType

_KINDS = (
    SurfaceType.ROCKY,
    SurfaceType.ICE,
    SurfaceType.ROCKY,
    SurfaceType.METALLIC,
    SurfaceType.ORGANIC,
    SurfaceType.ROCKY,
    SurfaceType.CRYSTALLINE,
    SurfaceType.OCEANIC,
)
_GREYS = ("#8d8a86", "#b9a88f", "#9aa6b4", "#c7beb3", "#7f7468")
_FARTHEST, _BESIDE, _ABOVE = 2.3, 1.80, 1.20
"""How far from the middle a moon may be, and how far from it in the picture."""


@dataclass(frozen=True)
class Moon:
    """`place` is its middle as the viewer sees it, in radii of the planet; so is `radius`."""

    who: Character
    place: Floats
    radius: float
    tilt: float
    roll: float
    turn: float


def make_moons(who: Character, normal: Floats) -> list[Moon]:
    """The moons in orbits about the equator, whose `normal` is given in the viewer's frame."""
    chance = np.random.default_rng(who.moon_seed)
    made: list[Moon] = []
    for number in range(who.recipe.moons()):
        kind = _KINDS[int(chance.integers(len(_KINDS)))]
        # One to look at, the others from small to tiny.
        size = 0.095 + 0.085 * chance.random() if number == 0 else 0.018 + 0.070 * chance.random() ** 2.2
        size *= 1 + 0.45 * who.trait("moon_size")
        place = _free_place(chance, normal, made, size)
        tilt, roll, turn = chance.uniform(-0.5, 0.5), chance.uniform(-0.6, 0.6), chance.uniform(0, 6.28)
        made.append(Moon(_small(who, kind, chance), place, float(size), tilt, roll, turn))
    return made


def _free_place(chance: np.random.Generator, normal: Floats, made: list[Moon], size: float) -> Floats:
    """Somewhere about the equator where the moon is seen whole: beside the planet or before its disc."""
    first = np.cross(normal, [0.0, 0.0, 1.0])
    first /= np.linalg.norm(first)
    second = np.cross(normal, first)
    best, room = np.array([1.6, 0.6, 0.8]), -np.inf
    for _ in range(60):
        angle, away = chance.uniform(0, 2 * np.pi), chance.uniform(1.30, _FARTHEST)
        off = normal * chance.uniform(-0.55, 0.55) * (0.5 + 0.5 * away)
        place = away * (np.cos(angle) * first + np.sin(angle) * second) + off
        score = _room(place, size, made) + 0.08 * chance.random()
        if score > room:
            best, room = place, score
    return best


def _room(place: Floats, size: float, made: list[Moon]) -> float:
    """How free a place in the picture is, in radii; below 0 something would be cut or covered."""
    far = float(np.hypot(place[0], place[1]))
    apart = [float(np.hypot(*(place - moon.place)[:2])) - moon.radius - size for moon in made]
    beside = far - 1 - 1.4 * size
    if place[2] > 0 and size < 0.07 and not any(np.hypot(*moon.place[:2]) < 1 for moon in made):
        beside = max(beside, 0.75 - far)
    inside = min(_BESIDE - abs(float(place[0])), _ABOVE - abs(float(place[1]))) - size
    return min([*apart, 0.30, beside]) + 4 * min(0.0, inside)


def _small(who: Character, kind: SurfaceType, chance: np.random.Generator) -> Character:
    """A recipe of a moon's own, with a colour of the planet's or a grey."""
    own = (who.recipe.primary_color, *(c for c in (who.recipe.secondary_color, *who.recipe.palette) if c))
    greys = [_GREYS[int(n)] for n in chance.integers(0, len(_GREYS), 2)]
    tinted = own[int(chance.integers(len(own)))]
    colours = [greys[0], tinted, greys[1]] if kind is SurfaceType.ROCKY else [tinted, greys[0], greys[1]]
    recipe = PlanetRecipe(
        primary_color=colours[0],
        palette=tuple(colours[1:]),
        surface_type=kind,
        ring_style=RingStyle.NONE,
        atmosphere_style=AtmosphereStyle.NONE,
        seed=int(chance.integers(2**31)),
    )
    inks = Inks(colours, vivid=-0.55, light=0.0, warmth=0.0)
    return replace(Character.of(recipe), inks=inks, traits={"craters": 0.7})
