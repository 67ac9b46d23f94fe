"""Things that are built on land, drawn into a sketch. Sizes and places in scene units."""

import math

import numpy as np

from app.adapters.painter.sketch import Chance, Point, Sketch


def house(
    sketch: Sketch, chance: Chance, x: float, base: float, width: float, height: float, lamps: float = 0.5
) -> None:
    """A gabled house seen from its gable or its long side, some of its windows lit."""
    sunward = sketch.scene.sun[0] > x
    wall = chance.uniform(0.32, 0.6)
    roof = height * chance.uniform(0.36, 0.62)
    eaves = base - height
    left, right = x - width / 2, x + width / 2
    sketch.polygon([(left, base), (left, eaves), (right, eaves), (right, base)], wall)
    edge = width * 0.06
    if chance.random() < 0.55:  # gable towards us
        peak = (x + chance.normal(0, width * 0.03), eaves - roof)
        sketch.polygon([(left, eaves), peak, (right, eaves)], wall * 1.05)
        for foot, lit in (
            ((left - edge, eaves + edge), not sunward),
            ((right + edge, eaves + edge), sunward),
        ):
            sketch.line([foot, peak], width * 0.07, 0.75 if lit else 0.12)
    else:
        inset = width * chance.uniform(0.0, 0.14)
        slope = [
            (left - edge, eaves + edge * 0.4),
            (left + inset, eaves - roof),
            (right - inset, eaves - roof),
        ]
        sketch.polygon([*slope, (right + edge, eaves + edge * 0.4)], chance.uniform(0.14, 0.34))
    chimney = x + chance.uniform(-0.32, 0.32) * width
    sketch.polygon(box(chimney, eaves - roof * 0.35, width * 0.075, roof * 0.8), wall * 0.8)
    _windows(sketch, chance, x, base, width, height, lamps)


def _windows(
    sketch: Sketch, chance: Chance, x: float, base: float, width: float, height: float, lamps: float
) -> None:
    across, down = max(1, round(width / 0.026)), max(1, round(height / 0.036))
    pane_x, pane_y = min(0.0075, width / 7), min(0.0105, height / 4)
    for row in range(down):
        for column in range(across):
            place = x + width * ((column + 0.5) / across - 0.5) * 0.86
            y = base - height * (row + 0.42) / down
            if chance.random() < lamps:
                sketch.light(box(place, y, pane_x, pane_y), chance.uniform(0.45, 1.0))
            elif chance.random() < 0.7:
                sketch.polygon(box(place, y, pane_x, pane_y), 0.05)


def box(x: float, base: float, width: float, height: float) -> list[Point]:
    """An upright rectangle around `x`, on `base`."""
    return [
        (x - width / 2, base),
        (x - width / 2, base - height),
        (x + width / 2, base - height),
        (x + width / 2, base),
    ]


def spire(
    sketch: Sketch, chance: Chance, x: float, base: float, width: float, height: float, *, lamps: float = 0.6
) -> None:
    """A tower with a pointed roof, rounded by its shading."""
    round_wall(sketch, x, base, width, height)
    eaves = base - height
    roof = width * chance.uniform(1.5, 2.4)
    sunward = math.copysign(1.0, sketch.scene.sun[0] - x)
    flare = width * 0.64
    sketch.polygon([(x - flare, eaves), (x, eaves - roof), (x + flare, eaves)], 0.22)
    sketch.polygon([(x, eaves), (x, eaves - roof), (x + sunward * flare, eaves)], 0.5)
    sketch.line([(x, eaves - roof), (x, eaves - roof * 1.16)], width * 0.03, 0.5)
    for share in (0.24, 0.52, 0.8):
        if chance.random() < lamps:
            y = eaves + height * share * 0.8
            sketch.light(arch(x + chance.normal(0, width * 0.1), y, width * 0.14, width * 0.30), 0.95)


def round_wall(
    sketch: Sketch, x: float, base: float, width: float, height: float, taper: float = 0.0
) -> None:
    """A round tower's wall, lit as a cylinder is."""
    sunward = math.copysign(1.0, sketch.scene.sun[0] - x)
    strips = 12
    for strip in range(strips):
        a, b = strip / strips * 2 - 1, (strip + 1) / strips * 2 - 1
        facing = (a + b) / 2 * sunward
        tone = 0.12 + 0.72 * max(0.0, 0.30 + 0.75 * facing) * (1 - 0.25 * max(0.0, facing) ** 4)
        foot, top = width / 2, width / 2 * (1 - taper)
        sketch.polygon(
            [
                (x + a * foot, base),
                (x + a * top, base - height),
                (x + b * top, base - height),
                (x + b * foot, base),
            ],
            tone,
        )


def arch(x: float, base: float, width: float, height: float) -> list[Point]:
    """A window or a door with a round head."""
    radius = width / 2
    spring = base - height + radius
    head = [(x + radius * math.cos(t), spring - radius * math.sin(t)) for t in np.linspace(0, math.pi, 9)]
    return [(x + radius, base), *head, (x - radius, base)]
