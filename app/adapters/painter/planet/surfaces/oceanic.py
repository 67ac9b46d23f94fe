"""Continents with shelves, mountains, rivers and climates in a sea that mirrors the sun."""

from typing import NamedTuple

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Floats, Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


class Lie(NamedTuple):
    """Of each place: height over the sea (negative below), mountains, crags and rivers (0…1), rain and warmth
    (about -0.5…0.5), ice (0…1)."""

    rise: Floats
    peaks: Floats
    crags: Floats
    rivers: Floats
    rain: Floats
    warmth: Floats
    ice: Floats


def oceanic(at: Points, who: Character) -> Ground:
    lie = _lie(at, who)
    land = smooth(-0.003, 0.003, lie.rise)
    inland = smooth(0.0, 0.22, lie.rise)
    snow = np.maximum(
        lie.ice * smooth(-0.02, 0.05, lie.rise + 0.02),
        smooth(0.66, 1.05, 0.80 * lie.peaks + 0.60 * lie.crags - 1.0 * lie.warmth),
    )
    ground = mixed(_soil(lie, who), _white(who)(0.75 + 0.5 * lie.crags), snow)
    water, swell = _sea(at, who, lie)
    wet = smooth(0.3, 0.8, lie.rivers) * (1 - snow)
    ground = mixed(ground, _water(who)(0.55 + 0.2 * swell), 0.75 * wet)
    frozen = smooth(0.5, 0.9, lie.ice)
    high = 0.003 + 0.018 * inland + 0.046 * lie.peaks + 0.0075 * lie.crags * (0.25 + inland) - 0.004 * wet
    return Ground(
        height=mixed(0.0011 * swell, high * (1 + 0.5 * who.relief), land) + 0.0015 * frozen,
        colour=mixed(water, ground, land),
        gloss=mixed(0.66 + 0.16 * swell - 0.4 * frozen, 0.10 + 0.22 * snow + 0.45 * wet, land),
        through=mixed(0.15 + 0.3 * frozen, 0.08 + 0.3 * snow, land),
        glow=who.towns * _towns(at, land * (1 - snow), lie.rise) if who.towns else 0.0,
    )


def _lie(at: Points, who: Character) -> Lie:
    drifted = at.warped(who.vary(1, 1.1, 1.7), 5, 0.42 + 0.25 * who.swirl, 11)
    base = drifted.fractal(who.vary(2, 0.95, 1.5), 12, 21, 0.55 + 0.05 * who.detail)
    crags = at.warped(9, 3, 0.030, 25).fractal(11, 7, 28, 0.66)
    folded = at.warped(2.1, 4, 0.25, 31)
    ridge = folded.ridges(who.vary(3, 2.6, 3.8), 9, 34, 0.60)
    # Mountains stand in chains, where plates have met.
    chain = smooth(0.25, 0.95, folded.lines(who.vary(5, 0.8, 1.2), 0.45, 38))
    rain = at.warped(2.2, 3, 0.2, 41).fractal(1.9, 8, 44, 0.55)
    sea = who.vary(4, -0.06, 0.11) + 0.16 * who.sea
    rise = base + 0.05 * crags + 0.16 * chain * (ridge - 0.3) - sea
    inland = smooth(0.0, 0.24, rise)
    peaks = ridge * inland * (0.30 + 0.85 * chain) * (1 + 0.6 * who.relief)
    north = np.abs(at.y)
    # Wet at the equator, dry in the horse latitudes, wet again where the westerlies blow.
    rain = rain + 0.14 * np.cos(north * np.float32(7.4)) - 0.10 * inland + 0.10 * crags + 0.15
    warmth = 0.46 - 0.95 * north**1.8 - 0.30 * peaks + 0.14 * base + 0.06 * crags - 0.25 * who.ice
    ice = smooth(0.90, 1.02, north + 0.14 * rain + 0.10 * base + 0.05 * crags + 0.22 * who.ice)
    return Lie(rise, peaks, crags, _rivers(at, rise, inland, rain), rain, warmth, ice)


def _rivers(at: Points, rise: Floats, inland: Floats, rain: Floats) -> Floats:
    """Valleys that wind down to the coast, wider where they meet it."""
    winding = at.warped(5, 4, 0.06, 71).warped(14, 3, 0.012, 73)
    low = smooth(0.30, 0.05, rise)
    large = winding.lines(2.6, 0.016, 76)
    small = 0.8 * winding.lines(6.1, 0.030, 78) * smooth(-0.1, 0.2, rain)
    return np.maximum(large, small) * low * inland**0.3 * smooth(0.004, 0.02, rise)


def _soil(lie: Lie, who: Character) -> Floats:
    """What grows there, bare rock on the heights, sand at the coast."""
    mottle = 0.38 * lie.crags + 0.35 * lie.rain
    green = _lush(who)(0.5 + lie.warmth + mottle)
    sand = _dry(who)(0.36 + lie.warmth + 0.55 * lie.crags + 0.5 * lie.peaks + 0.6 * lie.rain)
    colour = mixed(sand, green, smooth(-0.26, 0.22, lie.rain + 0.08 * lie.crags))
    rock = _rock(who)(0.35 + 0.6 * lie.peaks + 0.5 * lie.crags)
    colour = mixed(colour, rock, smooth(0.22, 0.50, lie.peaks + 0.20 * lie.crags))
    beach = smooth(0.016, 0.002, lie.rise + 0.012 * lie.crags) * smooth(-0.35, 0.1, lie.warmth)
    return mixed(colour, _dry(who)(1.0 + 0 * lie.rise), 0.55 * beach)


def _sea(at: Points, who: Character, lie: Lie) -> tuple[Floats, Floats]:
    """Colours of the water and its swell: shelves, deep basins, currents, floes along the ice."""
    swell = at.stretched(1, 1.6).fractal(5, 7, 51, 0.62)
    currents = at.warped(1.6, 4, 0.35, 54).warped(5, 3, 0.09, 56).fractal(2.4, 6, 58, 0.55)
    depth = 0.72 * np.exp(np.minimum(lie.rise, 0) * 13) + 0.30 * np.exp(np.minimum(lie.rise, 0) * 3.2)
    colour = _water(who)(depth * (0.94 + 0.2 * swell) + 0.13 * currents)
    bloom = smooth(0.12, 0.45, currents + 0.4 * swell) * smooth(0.15, 0.7, depth)
    colour = mixed(colour, who.inks.light(who.inks.land, 0.50, 0.7), 0.22 * bloom)
    floes = smooth(0.35, 0.75, lie.ice + 0.25 * lie.crags + 0.15 * swell)
    return mixed(colour, _white(who)(0.65 + 0.6 * lie.crags), 0.94 * floes), swell


def _water(who: Character) -> Ramp:
    inks = who.inks
    return Ramp(
        (0.00, inks.shade(inks.sea, 0.20, 0.55)),
        (0.30, inks.shade(inks.sea, 0.31, 0.70)),
        (0.62, inks.shade(inks.sea, 0.41, 0.80)),
        (0.88, inks.shade(inks.sea, 0.51, 0.80)),
        (1.00, inks.shade(inks.sea, 0.60, 0.60)),
    )


def _lush(who: Character) -> Ramp:
    """From cold to hot."""
    inks = who.inks
    return Ramp(
        (0.00, blend(inks.shade(inks.land, 0.52, 0.45), inks.shade(inks.other, 0.52, 0.4), 0.4)),
        (0.30, inks.shade(inks.land, 0.36, 0.75)),
        (0.60, inks.shade(inks.land, 0.47, 1.0)),
        (0.80, inks.shade(inks.land, 0.40, 1.0)),
        (1.00, inks.shade(inks.land, 0.33, 0.95)),
    )


def _dry(who: Character) -> Ramp:
    inks = who.inks
    return Ramp(
        (0.00, blend(inks.shade(inks.other, 0.50, 0.4), inks.shade(inks.land, 0.48, 0.4), 0.5)),
        (0.35, blend(inks.shade(inks.land, 0.55, 0.7), inks.shade(inks.other, 0.55, 0.7), 0.5)),
        (0.65, blend(inks.shade(inks.other, 0.62, 0.85), inks.shade(inks.land, 0.62, 0.7), 0.25)),
        (0.85, inks.shade(inks.other, 0.68, 0.8)),
        (1.00, blend(inks.shade(inks.other, 0.74, 0.7), (0.78, 0.01, 0.06), 0.3)),
    )


def _rock(who: Character) -> Ramp:
    inks = who.inks
    return Ramp(
        (0.0, blend(inks.shade(inks.other, 0.30, 0.5), inks.shade(inks.land, 0.30, 0.5), 0.5)),
        (0.5, blend(inks.shade(inks.other, 0.46, 0.6), inks.shade(inks.land, 0.44, 0.7), 0.45)),
        (1.0, blend(inks.shade(inks.other, 0.66, 0.4), inks.shade(inks.land, 0.64, 0.5), 0.4)),
    )


def _white(who: Character) -> Ramp:
    sea = who.inks.sea
    return Ramp((0.0, who.inks.shade(sea, 0.74, 0.35)), (1.0, who.inks.shade(sea, 0.94, 0.12)))


def _towns(at: Points, land: Floats, rise: Floats) -> Floats:
    """Lights along the coasts: cities, towns around them, the haze of both; only the night shows them."""
    settled = smooth(0.0, 0.32, at.fractal(3.5, 6, 61, 0.6)) * smooth(0.22, 0.01, rise) * land
    light = 0.10 * settled * smooth(0.1, 0.5, at.fractal(16, 4, 63, 0.7) + 0.2)
    for freq, salt in ((58, 62), (130, 64)):
        sparks = at.cells(freq, salt)
        wide = 0.24 + at.foot * np.float32(0.45 * freq)
        spark = smooth(wide, 0.3 * wide, sparks.first) * (0.24 / wide) ** 1.5
        light = light + 2.0 * settled * spark * smooth(0.30, 1.0, sparks.number) ** 2
    return np.asarray(light)
