"""A giant of gas: belts and zones that shear, festoons between them, and storms that stay."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


def gas(at: Points, who: Character) -> Ground:
    stirred = at.warped(3.0, 3, 0.03, 5).whirled(who.storms)
    slow = stirred.stretched(1, 2.2).warped(1.2, 3, 0.10 + 0.08 * who.swirl, 11)
    flow = slow.stretched(1, 2.6)
    curl = flow.warped(2.2, 5, 0.30 + 0.22 * who.swirl, 21).warped(6.5, 4, 0.085, 31)
    turbulence = curl.fractal(1.6, 9, 41, 0.56)
    height = stirred.y + 0.020 * turbulence + 0.035 * slow.fractal(1.1, 3, 45)
    belts = who.vary(1, 4.5, 8.0) * (1 + 0.4 * who.bands)
    lines = Points(height * 0, height * np.float32(belts), height * 0 + 3.7, at.foot * belts, at.seed)
    bands = lines.fractal(0.42, 6, 51, 0.62)
    edges = 1 - smooth(0.0, 0.22, np.abs(bands))
    festoons = edges * flow.warped(3.2, 4, 0.42, 61).fractal(2.6, 8, 64, 0.6)
    threads = curl.stretched(1, 3.2).fractal(5.0, 6, 71, 0.62)
    eye, core = _eyes(stirred, who)
    tone = 0.5 + 0.95 * bands + 0.36 * festoons + 0.22 * turbulence + 0.13 * threads
    colour = mixed(
        _belt(who)(tone), _zone(who)(tone), smooth(-0.22, 0.24, lines.fractal(0.23, 3, 81) + 0.2 * turbulence)
    )
    colour = mixed(
        colour, who.inks.light(2, 0.90, 0.45), 0.55 * smooth(0.16, 0.40, festoons + 0.10 * threads)
    )
    colour = mixed(colour, _storm(who)(0.45 + 0.8 * threads + 0.5 * turbulence), 0.85 * eye)
    colour = mixed(colour, who.inks.light(1, 0.86, 0.5), 0.3 * core)
    pole = smooth(0.72, 0.99, np.abs(at.y) + 0.05 * turbulence)
    colour = mixed(colour, _polar(who)(0.5 + threads + 0.6 * turbulence), 0.7 * pole)
    return Ground(
        height=0.005 * turbulence + 0.0022 * threads + 0.003 * festoons + 0.006 * eye,
        colour=colour,
        gloss=0.0,
        through=0.42,
        glow=who.inner * 0.5 * smooth(0.15, 0.5, -bands + 0.3 * threads),
    )


def _eyes(at: Points, who: Character) -> tuple[np.ndarray, np.ndarray]:
    """Where storms stand, and their bright collars."""
    eye, core = np.zeros_like(at.x), np.zeros_like(at.x)
    for x, y, z, radius, turn in who.storms:
        t = np.sqrt((at.x - x) ** 2 + ((at.y - y) * 1.55) ** 2 + (at.z - z) ** 2) / radius
        strength = smooth(1.2, 2.4, abs(turn)) * (radius > 0.12)
        eye = np.maximum(eye, strength * smooth(0.66, 0.46, t))
        core = np.maximum(core, strength * smooth(0.52, 0.60, t) * smooth(0.76, 0.64, t))
    return eye, core


def _belt(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.00, shade(0, 0.34, 0.9)),
        (0.22, shade(1, 0.48, 1.0)),
        (0.42, shade(0, 0.60, 0.95)),
        (0.58, shade(2, 0.72, 0.8)),
        (0.76, shade(0, 0.76, 0.7)),
        (1.00, blend(shade(1, 0.86, 0.5), (0.90, 0.0, 0.02), 0.4)),
    )


def _zone(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.00, shade(2, 0.40, 0.9)),
        (0.25, shade(0, 0.54, 1.0)),
        (0.50, shade(1, 0.70, 0.9)),
        (0.75, blend(shade(3, 0.78, 0.5), shade(0, 0.78, 0.6), 0.6)),
        (1.00, shade(2, 0.88, 0.4)),
    )


def _storm(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(who.inks.other, 0.40, 1.1)),
        (0.5, shade(who.inks.other, 0.58, 1.15)),
        (1.0, shade(1, 0.80, 0.8)),
    )


def _polar(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(0, 0.30, 0.8)), (0.6, shade(2, 0.48, 0.7)), (1.0, shade(1, 0.68, 0.5)))
