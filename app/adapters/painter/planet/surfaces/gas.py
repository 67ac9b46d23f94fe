"""A giant of gas: belts and zones that shear, festoons between them, and storms that stay."""

from typing import NamedTuple

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Floats, Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


class Weather(NamedTuple):
    """Of each place: belts and zones, a slower change of their kind, garlands along their edges, eddies,
    braids and threads (all about -0.5…0.5); how lively it is (0…1)."""

    bands: Floats
    kind: Floats
    festoons: Floats
    turbulence: Floats
    braids: Floats
    threads: Floats
    stir: Floats


def gas(at: Points, who: Character) -> Ground:
    stirred = at.warped(3.0, 3, 0.022, 5).whirled(who.storms).whirled(_pearls(who))
    air = _weather(stirred, who)
    eye, core, wake = _eyes(stirred, who)
    colour = _belts(air, who)
    fine = air.turbulence + 0.6 * air.threads
    colour = mixed(colour, _wake(who)(0.5 + fine), 0.45 * wake * smooth(-0.2, 0.3, air.braids))
    colour = mixed(colour, _storm(who)(0.42 + 0.5 * core + 0.2 * air.threads + 0.8 * fine), 0.88 * eye)
    colour = mixed(colour, who.inks.light(1, 0.80, 0.7), 0.35 * core)
    pole = smooth(0.76, 1.0, np.abs(at.y) + 0.08 * air.turbulence + 0.04 * air.braids)
    mottle = at.warped(3.0, 4, 0.20, 91).ridges(4.2, 6, 94, 0.6)
    colour = mixed(colour, _polar(who)(0.25 + 0.6 * mottle + 0.4 * air.turbulence), 0.80 * pole)
    return Ground(
        height=0.0040 * air.turbulence
        + 0.0018 * air.threads
        + 0.0030 * air.festoons
        + 0.0022 * air.braids
        + 0.006 * eye,
        colour=colour,
        gloss=0.0,
        through=0.42,
        glow=who.inner * 0.5 * smooth(0.15, 0.5, -air.bands + 0.3 * air.threads),
    )


def _weather(at: Points, who: Character) -> Weather:
    slow = at.stretched(1, 2.2).warped(1.2, 3, 0.08 + 0.07 * who.swirl, 11)
    flow = slow.stretched(1, 2.4)
    curl = flow.warped(2.4, 5, 0.32 + 0.20 * who.swirl, 21).warped(7.0, 5, 0.10, 31)
    turbulence = curl.fractal(1.7, 9, 41, 0.58)
    north = at.y + 0.016 * turbulence + 0.030 * slow.fractal(1.1, 3, 45)
    belts = who.vary(1, 5.5, 9.5) * (1 + 0.4 * who.bands)
    lines = Points(north * 0, north * np.float32(belts), north * 0 + 3.7, at.foot * belts, at.seed)
    bands = lines.fractal(0.42, 7, 51, 0.66)
    festoons = flow.warped(3.4, 5, 0.46, 61).fractal(2.8, 9, 64, 0.62)
    festoons = festoons * smooth(0.26, 0.0, np.abs(bands))
    return Weather(
        bands=bands,
        kind=lines.fractal(0.23, 3, 81) + 0.16 * turbulence + 0.10 * festoons,
        festoons=festoons,
        turbulence=turbulence,
        braids=flow.warped(4.0, 4, 0.20, 67).ridges(3.6, 6, 68, 0.6) - 0.4,
        threads=curl.stretched(1, 3.0).fractal(6.0, 6, 71, 0.66),
        stir=0.45 + 0.75 * smooth(-0.2, 0.2, lines.fractal(0.31, 2, 85)),
    )


def _belts(air: Weather, who: Character) -> Floats:
    eddies = 0.36 * air.festoons + 0.22 * air.turbulence + 0.20 * air.braids
    tone = 0.47 + 0.62 * air.bands + air.stir * eddies + 0.16 * air.threads
    colour = mixed(_belt(who)(tone), _zone(who)(tone), smooth(-0.18, 0.20, air.kind))
    bright = smooth(0.16, 0.42, air.stir * air.festoons + 0.12 * air.threads)
    return mixed(colour, who.inks.light(2, 0.77, 0.75), 0.50 * bright)


def _pearls(who: Character) -> Floats:
    """A string of small whirls along one parallel, and some that stand alone."""
    chance = np.random.default_rng((who.seed, 55))
    count = int(9 + 10 * chance.random() + 6 * max(0.0, who.trait("storm")))
    string = chance.random(count) < 0.55
    north = np.where(string, chance.uniform(-0.6, 0.6), chance.uniform(-0.85, 0.85, count))
    north = north + chance.normal(0, 0.008, count)
    east = chance.uniform(0, 2 * np.pi, count)
    flat = np.sqrt(1 - north * north)
    radius = chance.uniform(0.030, 0.075, count)
    turn = np.copysign(chance.uniform(1.2, 3.0, count), north)
    rows = [flat * np.cos(east), north, flat * np.sin(east), radius, turn]
    return np.column_stack(rows).astype(np.float32)


def _eyes(at: Points, who: Character) -> tuple[Floats, Floats, Floats]:
    """Where storms stand, their bright collars, and what they leave behind them in the wind."""
    eye, core, wake = np.zeros_like(at.x), np.zeros_like(at.x), np.zeros_like(at.x)
    for x, y, z, radius, turn in who.storms:
        east = (at.x * z - at.z * x) / np.sqrt(x * x + z * z)
        near = at.x * x + at.z * z > 0
        north = (at.y - y) * np.float32(1.6)
        t = np.sqrt(east * east + north * north + (1 - near) * 9) / radius
        strength = smooth(1.2, 2.4, abs(turn)) * (radius > 0.12)
        eye = np.maximum(eye, strength * smooth(0.70, 0.50, t))
        core = np.maximum(core, strength * smooth(0.50, 0.62, t) * smooth(0.82, 0.66, t))
        behind = np.copysign(1, turn) * east / radius
        trail = smooth(0.2, 0.9, behind) * smooth(6.0, 1.5, behind) * smooth(0.9, 0.2, np.abs(north) / radius)
        wake = np.maximum(wake, strength * near * trail)
    return eye, core, wake


def _belt(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.00, shade(0, 0.26, 0.9)),
        (0.20, shade(1, 0.40, 1.0)),
        (0.40, shade(0, 0.52, 1.0)),
        (0.58, blend(shade(2, 0.64, 0.9), shade(0, 0.62, 0.9), 0.4)),
        (0.78, shade(0, 0.67, 0.85)),
        (1.00, blend(shade(1, 0.75, 0.75), shade(0, 0.75, 0.7), 0.4)),
    )


def _zone(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.00, shade(2, 0.34, 0.9)),
        (0.22, blend(shade(0, 0.46, 1.0), shade(2, 0.48, 1.0), 0.4)),
        (0.48, shade(1, 0.60, 0.95)),
        (0.74, blend(shade(3, 0.68, 0.75), shade(0, 0.68, 0.85), 0.6)),
        (1.00, blend(shade(2, 0.76, 0.75), shade(0, 0.75, 0.7), 0.4)),
    )


def _storm(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(who.inks.other, 0.34, 1.1)),
        (0.5, shade(who.inks.other, 0.54, 1.15)),
        (1.0, shade(1, 0.76, 0.9)),
    )


def _wake(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(0, 0.40, 1.0)), (0.5, shade(2, 0.62, 0.9)), (1.0, shade(2, 0.82, 0.6)))


def _polar(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(0, 0.24, 0.8)), (0.5, shade(2, 0.42, 0.8)), (1.0, shade(1, 0.64, 0.7)))
