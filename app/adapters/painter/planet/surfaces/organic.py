"""A living skin: mazes that growing things draw, calm membranes with veins, and lights at night."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Floats, Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


def organic(at: Points, who: Character) -> Ground:
    climate = at.warped(1.1, 4, 0.5 + 0.3 * who.swirl, 11).fractal(1.0, 6, 21)
    moist = at.warped(1.6, 3, 0.4, 23).fractal(1.5, 7, 26, 0.55)
    alive = smooth(-0.16, 0.16, climate + 0.22 * moist + who.vary(3, -0.06, 0.10))
    maze, polyps = _maze(at, who, climate, moist)
    hairs = at.labyrinth(58, 47) * smooth(-0.2, 0.3, moist)
    fine = at.fractal(20, 5, 61, 0.68)
    vein, twig = _veins(at, who)
    calm = 1 - alive
    crowns = smooth(-0.9, 1.6, polyps)
    relief = maze * (0.62 + 0.38 * crowns)
    spots = smooth(0.2, 1.6, polyps + 1.6 * moist) * calm
    skin = _skin(who)(0.40 + 0.62 * moist + 0.30 * climate + 0.13 * fine + 0.05 * hairs - 0.13 * spots)
    floor = _floor(who)(0.40 + 0.6 * moist + 0.30 * fine + 0.12 * hairs)
    crown = _crown(who)(0.02 + 0.58 * relief + 0.50 * climate + 0.22 * moist + 0.14 * fine + 0.05 * hairs)
    colour = mixed(skin, mixed(floor, crown, smooth(0.12, 0.62, maze)), alive)
    bloom = smooth(0.9, 1.9, polyps) * maze * alive * smooth(0.0, 0.3, moist + 0.2 * fine)
    colour = mixed(colour, who.inks.light(3, 0.74, 1.1), 0.65 * bloom)
    colour = mixed(colour, _blood(who), calm * np.clip(0.62 * vein + 0.34 * twig, 0, 1))
    shore = smooth(0.15, 0.45, alive) * smooth(0.85, 0.55, alive)
    colour = mixed(colour, who.inks.light(2, 0.76, 0.8), 0.40 * shore * (0.6 + fine))
    return Ground(
        height=0.026 * climate
        + 0.006 * moist
        + 0.008 * alive
        + alive * 0.0150 * relief
        + calm * (0.0030 * vein + 0.0012 * twig - 0.0016 * spots)
        + 0.0015 * fine
        + 0.0005 * hairs,
        colour=colour,
        gloss=np.clip(0.44 * calm + 0.10 + 0.2 * who.gloss + 0.2 * moist, 0, 0.9),
        through=0.45 + 0.35 * calm,
        glow=_glimmer(who, bloom, alive * (1 - maze), calm * np.maximum(vein, 0.45 * twig), moist, fine),
    )


def _maze(at: Points, who: Character, climate: Floats, moist: Floats) -> tuple[Floats, Floats]:
    """Growth, 0 between and 1 upon it: spots where life is thin, worms, then a mat with holes in it; and the
    crowns it is made of."""
    wave = who.vary(1, 5.2, 7.4) * (1 + 0.3 * who.detail)
    bent = at.warped(2.2, 3, 0.16, 31).warped(7.0, 3, 0.030, 33)
    large, small = bent.labyrinth(wave, 36), bent.labyrinth(wave * 2.2, 37)
    polyps = bent.labyrinth(wave * 4.6, 38)
    grown = 0.85 * large + 0.60 * small + 0.22 * polyps + 2.4 * climate + 1.4 * moist - 0.15
    return smooth(-0.55, 1.05, grown), polyps


def _veins(at: Points, who: Character) -> tuple[Floats, Floats]:
    """Vessels, and the capillaries that branch off them."""
    bent = at.warped(1.8, 4, 0.22, 51).warped(6.0, 3, 0.030, 52)
    freq = who.vary(4, 1.5, 2.2)
    near = bent.lines(freq, 0.30, 54)
    trunk = np.maximum(smooth(0.90, 0.97, near), 0.9 * smooth(0.80, 0.95, bent.lines(freq * 1.9, 0.13, 55)))
    twigs = np.maximum(bent.lines(freq * 4.4, 0.17, 56), bent.lines(freq * 8.3, 0.24, 57))
    return trunk, smooth(0.62, 0.95, twigs) * smooth(-0.2, 0.5, near)


def _glimmer(
    who: Character, bloom: Floats, ground: Floats, vein: Floats, moist: Floats, fine: Floats
) -> Floats:
    """Light of its own: in veins, in blossoms, and in the undergrowth where it is damp."""
    damp = smooth(0.0, 0.40, moist + 0.45 * fine)
    pulse = 0.35 + 0.65 * smooth(-0.4, 0.5, moist + 0.8 * fine)
    return (0.45 + who.inner) * pulse * (0.8 * vein + 1.1 * bloom + 0.30 * ground**2 * damp)


def _skin(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(0, 0.28, 0.9)),
        (0.35, shade(0, 0.46, 1.0)),
        (0.65, blend(shade(0, 0.62, 0.9), shade(1, 0.62, 0.8), 0.35)),
        (1.0, blend(shade(0, 0.78, 0.6), shade(2, 0.80, 0.6), 0.5)),
    )


def _floor(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(1, 0.20, 0.7), shade(0, 0.20, 0.8), 0.5)),
        (0.5, blend(shade(1, 0.34, 0.8), shade(0, 0.34, 0.9), 0.5)),
        (1.0, blend(shade(1, 0.50, 0.8), shade(0, 0.50, 1.0), 0.5)),
    )


def _crown(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(1, 0.34, 1.0)),
        (0.35, blend(shade(1, 0.46, 1.0), shade(0, 0.46, 1.0), 0.5)),
        (0.60, shade(0, 0.57, 1.0)),
        (0.82, blend(shade(0, 0.68, 0.9), shade(2, 0.70, 0.9), 0.4)),
        (1.0, blend(shade(0, 0.80, 0.7), shade(2, 0.82, 0.7), 0.7)),
    )


def _blood(who: Character) -> Floats:
    return who.inks.light(who.inks.strongest, 0.36, 0.9)
