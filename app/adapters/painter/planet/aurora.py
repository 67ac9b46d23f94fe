"""Aurora: folded sheets of light in ovals around the magnetic poles, with rays of every length."""

from dataclasses import dataclass

import numpy as np

from app.adapters.painter.colour import mix
from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import smooth
from app.adapters.painter.planet.points import Floats

_GREEN = np.array([0.06, 1.0, 0.36], np.float32)
_VIOLET = np.array([0.46, 0.10, 1.0], np.float32)
_SHEETS = ((0.00, 1.0, 1.0), (0.055, 0.55, 0.7), (-0.075, 0.40, 1.25))
"""Of each sheet: how far outside the oval it stands, how bright and how tall it is."""


@dataclass(frozen=True)
class Sheet:
    """`feet` are unit vectors (n, 3) as the viewer sees them; `tall` (n,) is in radii."""

    feet: Floats
    tall: Floats
    strength: Floats
    low: Floats
    high: Floats


def make_sheets(who: Character, axis: Floats, sun: Floats, turn: float, radius: float) -> list[Sheet]:
    """The sheets around both poles of a globe of `radius` pixels, in the viewer's frame.

    As it is with real ones, the ovals keep to the night and the globe turns below them.
    """
    count = int(5 * radius) + 96
    low, high = _colours(who)
    up = axis if axis[1] > 0 else -axis
    sheets = []
    for number, pole in enumerate((up, -up)):
        chance = np.random.default_rng((who.seed, 41, number))
        night = np.array([-sun[0], 0.0, 0.75 if number == 0 else 0.0])
        middle = pole + night * chance.uniform(0.35, 0.62)
        middle /= np.linalg.norm(middle)
        wide = chance.uniform(0.42, 0.58)
        for outside, bright, tall in _SHEETS:
            feet = _line(chance, middle, wide + outside, turn, count)
            rays = _rays(chance, count)
            patch = smooth(-0.55, 0.75, _waves(chance, count, 1, 7, 0.7))
            height = (0.080 + 0.070 * np.clip(rays, 0, 1.4)) * tall
            strength = 0.25 * bright * patch * (0.42 + 0.85 * np.clip(rays, 0, 1.6) ** 1.3)
            sheets.append(Sheet(feet, height, strength, low, high))
    return sheets


def _colours(who: Character) -> tuple[Floats, Floats]:
    inks = who.inks
    bright, deep = inks.light(0, 0.80, 1.5), inks.light(inks.other, 0.62, 1.6)
    if who.vary(721, 0, 1) < 0.62:
        return mix(_GREEN, bright, 0.18), mix(_VIOLET, inks.light(0, 0.60, 1.6), 0.30)
    return mix(bright, _GREEN, 0.15), mix(deep, _VIOLET, 0.35)


def _waves(chance: np.random.Generator, count: int, first: int, last: int, fade: float) -> Floats:
    """A closed line of chance, deviation about 0.5, made of waves `first`…`last` to a turn.

    The same waves for every `count`: those that are too short for it are left out.
    """
    numbers = np.arange(first, last)
    sizes = numbers.astype(float) ** -fade
    phases = np.exp(2j * np.pi * chance.random(len(numbers))) * sizes / np.sqrt(2 * np.sum(sizes**2))
    spectrum = np.zeros(count // 2 + 1, complex)
    kept = numbers < count // 3
    spectrum[numbers[kept]] = phases[kept]
    return np.fft.irfft(spectrum, count) * count


def _line(chance: np.random.Generator, middle: Floats, wide: float, turn: float, count: int) -> Floats:
    """A folded ring of unit vectors around `middle`, `wide` radians away from it."""
    first = np.cross(middle, [0.31, 0.17, 0.93])
    first /= np.linalg.norm(first)
    second = np.cross(middle, first)
    away = wide + 0.085 * _waves(chance, count, 1, 6, 1.1) + 0.022 * _waves(chance, count, 5, 26, 0.9)
    away += 0.006 * _waves(chance, count, 24, 90, 0.8)
    # Moving along the line as well folds the sheet over itself.
    around = np.linspace(turn, turn + 2 * np.pi, count, endpoint=False)
    around = around + 0.14 * _waves(chance, count, 5, 24, 0.8)
    ring = np.cos(around)[:, None] * first + np.sin(around)[:, None] * second
    return np.cos(away)[:, None] * middle + np.sin(away)[:, None] * ring


def _rays(chance: np.random.Generator, count: int) -> Floats:
    """How strong the rays are along a sheet, about 0…1.5: bundles of fine ones."""
    bundles = 0.55 + 0.6 * _waves(chance, count, 9, 60, 0.5)
    fine = _waves(chance, count, 50, 330, 0.15)
    return np.clip(bundles, 0.05, 1.4) * (0.55 + 0.75 * fine)
