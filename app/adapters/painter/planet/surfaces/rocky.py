"""Old stone: plains of lava and dust, mountains, canyons, and craters of every size, some with rays."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Floats, Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


class Lie(NamedTuple):
    """Of each place: the lie of the land and its crags (about -0.5…0.5), plains, ridges and wrinkles of lava
    (0…1), craters (radii of the planet) and rays, canyons, their floors and layers, and dust."""

    base: Floats
    crags: Floats
    plains: Floats
    ridge: Floats
    wrinkle: Floats
    pits: Floats
    rays: Floats
    rift: Floats
    floor: Floats
    layers: Floats
    dust: Floats


def rocky(at: Points, who: Character) -> Ground:
    lie = _lie(at, who)
    frost = np.abs(at.y) + 0.10 * lie.dust + 0.08 * lie.crags + 0.34 * who.ice
    frost = smooth(0.93, 1.03, frost)
    colour = mixed(_stones(at, who, lie), who.inks.light(1, 0.86, 0.2), 0.85 * frost)
    molten = _molten(at, who, lie) if who.lava else np.zeros_like(at.x)
    rough = 0.042 * lie.base + 0.026 * lie.ridge + 0.0060 * lie.crags * (1 - 0.6 * lie.plains)
    return Ground(
        height=rough * (1 + 0.7 * who.relief)
        + 0.85 * lie.pits
        + 0.0016 * lie.wrinkle
        - lie.rift * (0.012 - 0.004 * lie.layers)
        - 0.012 * lie.floor
        + 0.004 * lie.dust,
        colour=mixed(colour, colour * 0.15, np.clip(molten * 4, 0, 1)),
        gloss=0.06 + 0.25 * frost,
        through=0.02 + 0.25 * frost,
        glow=1.5 * np.clip(molten, 0, 1) ** 2,
    )


def _lie(at: Points, who: Character) -> Lie:
    moved = at.warped(1.5, 4, 0.35 + 0.3 * who.swirl, 11)
    base = moved.fractal(who.vary(1, 1.0, 1.6), 10, 21, 0.55)
    crags = at.fractal(13, 7, 28, 0.68)
    plains = smooth(-0.02, 0.16, -base + who.vary(2, -0.12, 0.06) + 0.1 * at.fractal(3, 6, 25))
    pits, rays = _craters(at, who)
    rift, floor = _canyons(at, who, crags)
    return Lie(
        base,
        crags,
        plains,
        ridge=moved.ridges(who.vary(3, 2.6, 4.2), 9, 31, 0.58) * (1 - 0.75 * plains),
        wrinkle=plains * smooth(0.55, 1.0, at.warped(2.5, 3, 0.15, 36).ridges(4.5, 4, 38, 0.5)),
        pits=pits,
        rays=rays,
        rift=rift,
        floor=floor,
        layers=_layers(at, base, pits, crags),
        dust=at.stretched(1, who.vary(5, 1.0, 2.6)).warped(2, 3, 0.3, 51).fractal(2.4, 9, 54, 0.60),
    )


def _stones(at: Points, who: Character, lie: Lie) -> Floats:
    """Stone, dust in the hollows, ores in provinces, and what craters have thrown over all of it."""
    tone = 0.46 + 0.50 * lie.base + 0.30 * lie.dust - 0.24 * lie.plains + 0.18 * (lie.ridge - 0.4)
    tone = tone + 6 * lie.pits + 0.12 * lie.crags
    dusty = smooth(-0.05, 0.45, lie.dust + 0.4 * lie.base)
    colour = mixed(_stone(who)(tone), _dust(who)(tone + 0.2 * lie.ridge), 0.85 * dusty)
    minerals = at.warped(1.8, 4, 0.4, 81).fractal(1.2, 7, 84, 0.55) + 0.15 * lie.crags
    colour = mixed(colour, _ore(who)(tone + 0.1), 0.42 * smooth(0.10, 0.42, minerals))
    colour = mixed(colour, _ore(who)(0.32 + 0.26 * lie.layers), 0.45 * lie.rift)
    colour = mixed(colour, colour * 0.40, 0.8 * lie.floor)
    return np.asarray(colour * (1 + np.clip(lie.rays, -0.2, 1.1) * 0.85)[:, None])


def _craters(at: Points, who: Character) -> tuple[Floats, Floats]:
    """Of every size; no rim is a circle."""
    bent = at.warped(6, 4, 0.012, 96)
    pits, bright = bent.craters(who.vary(4, 2.6, 3.6), 6, 0.30 + 0.22 * who.craters, 41)
    great, rays = bent.great_craters(_great(who.seed, round(14 + 8 * who.craters)), 47)
    return pits + great, bright + rays


@lru_cache(maxsize=32)
def _great(seed: int, count: int) -> Floats:
    chance = np.random.default_rng((seed, 41))
    middle = chance.normal(size=(count, 3))
    middle /= np.linalg.norm(middle, axis=1, keepdims=True)
    radius = 0.06 + 0.16 * chance.random(count) ** 1.8
    fresh = np.where(chance.random(count) < 0.6, chance.uniform(0.6, 1.2, count), 0)
    radius = np.where(fresh > 0, 0.04 + 0.25 * (radius - 0.06), radius)
    return np.column_stack([middle, radius, fresh]).astype(np.float32)


def _canyons(at: Points, who: Character, crags: Floats) -> tuple[Floats, Floats]:
    """Walls and floors of rifts that branch, where the crust was torn."""
    torn = smooth(0.0, 0.22, at.fractal(1.3, 3, 64) + 0.06 * crags)
    winding = at.warped(2.2, 5, 0.22, 66).warped(9, 3, 0.022, 68)
    freq = who.vary(6, 0.9, 1.4)
    near = np.maximum(winding.lines(freq, 0.075, 61), 0.85 * winding.lines(freq * 2.7, 0.085, 62))
    return torn * smooth(0.10, 0.55, near), torn * smooth(0.55, 0.90, near)


def _layers(at: Points, base: Floats, pits: Floats, crags: Floats) -> Floats:
    """Strata that show on the walls, 0…1."""
    return 0.5 + 0.5 * np.sin((base + 10 * pits + 0.05 * crags) * np.float32(46)) * smooth(
        0.012, 0.003, at.foot
    )


def _molten(at: Points, who: Character, lie: Lie) -> Floats:
    """How hot it is, 0…1: cracks, and lakes under a crust that drifts and breaks."""
    drift = at.warped(3, 4, 0.22, 71)
    cracks = smooth(0.35, 1.0, drift.lines(who.vary(7, 1.8, 2.6), 0.16, 74)) * smooth(0.62, 0.2, lie.ridge)
    pool = np.maximum(cracks, smooth(0.15, 0.30, lie.plains * (lie.dust + 0.15)))
    web = at.warped(6, 3, 0.08, 76)
    open_ = np.maximum(smooth(0.35, 1.0, web.lines(6.5, 0.10, 78)), smooth(0.5, 1.0, web.lines(17, 0.16, 79)))
    crust = 0.22 + 0.55 * open_ + 0.5 * drift.fractal(5, 7, 75, 0.6)
    return who.lava * pool * np.clip(crust, 0.05, 1)


def _stone(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(0, 0.26, 0.45)),
        (0.3, shade(0, 0.39, 0.65)),
        (0.6, shade(0, 0.53, 0.72)),
        (1.0, blend(shade(0, 0.67, 0.55), shade(1, 0.69, 0.45), 0.4)),
    )


def _dust(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(0, 0.31, 0.55), shade(1, 0.31, 0.4), 0.3)),
        (0.35, blend(shade(0, 0.45, 0.7), shade(2, 0.46, 0.55), 0.4)),
        (0.65, blend(shade(0, 0.58, 0.7), shade(2, 0.60, 0.6), 0.55)),
        (1.0, blend(shade(0, 0.69, 0.55), shade(2, 0.72, 0.5), 0.55)),
    )


def _ore(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(1, 0.26, 0.5), shade(0, 0.26, 0.5), 0.4)),
        (0.5, blend(shade(1, 0.46, 0.6), shade(0, 0.46, 0.5), 0.45)),
        (1.0, blend(shade(1, 0.67, 0.5), shade(2, 0.69, 0.5), 0.45)),
    )
