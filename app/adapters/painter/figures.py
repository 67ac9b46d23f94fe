"""Things that grow and that are built, drawn into a sketch. Sizes and places in scene units."""

import math
from itertools import pairwise

import numpy as np

from app.adapters.painter.sketch import Point, Sketch

Chance = np.random.Generator


def conifer(sketch: Sketch, chance: Chance, x: float, base: float, height: float, tone: float = 0.4) -> None:
    """A fir: drooping boughs in uneven tiers, brighter on the sun's side."""
    sunward = math.copysign(1.0, sketch.scene.sun[0] - x)
    lean = chance.normal(0, 0.012) * height
    sketch.line([(x, base), (x + lean, base - height * 0.96)], height * 0.016, tone * 0.6)
    tiers = int(18 + 12 * min(1.0, height * 4))
    width = height * chance.uniform(0.15, 0.21)
    for tier in range(tiers):
        share = (tier + 0.6) / tiers
        y = base - height * (1 - 0.93 * share)
        middle = x + lean * (1 - share)
        for side in (-1, 1):
            reach = width * share**0.85 * chance.uniform(0.62, 1.12)
            droop = height * (0.018 + 0.05 * share) * chance.uniform(0.7, 1.3)
            thick = height * 0.030 * (0.6 + share)
            lit = tone * (1.25 if side == sunward else 0.7) * chance.uniform(0.8, 1.2)
            tip = (middle + side * reach, y + droop)
            inner = (middle + side * reach * 0.45, y + droop * 0.95 + thick * 0.5)
            sketch.polygon([(middle, y - thick), tip, inner, (middle, y + thick)], lit)


def branches(
    sketch: Sketch,
    chance: Chance,
    start: Point,
    angle: float,
    length: float,
    width: float,
    order: int,
    tone: float = 0.4,
) -> list[Point]:
    """A limb with its boughs, bare; returns the tips. `angle` 0 points up, in radians to the right."""
    x, y = start
    tips: list[Point] = []
    pieces = 4
    for piece in range(pieces):
        angle += chance.normal(0, 0.13)
        to = (x + math.sin(angle) * length / pieces, y - math.cos(angle) * length / pieces)
        sketch.line([(x, y), to], width * (1 - 0.16 * piece), tone)
        x, y = to
        if order > 0 and piece > 0 and chance.random() < 0.8:
            turn = chance.choice([-1, 1]) * chance.uniform(0.35, 0.95)
            tips += branches(
                sketch,
                chance,
                to,
                angle + turn,
                length * chance.uniform(0.45, 0.7),
                width * 0.5,
                order - 1,
                tone,
            )
    if order > 0:
        for turn in (-chance.uniform(0.2, 0.6), chance.uniform(0.2, 0.6)):
            tips += branches(
                sketch,
                chance,
                (x, y),
                angle + turn,
                length * chance.uniform(0.55, 0.75),
                width * 0.55,
                order - 1,
                tone,
            )
    return [*tips, (x, y)]


def broadleaf(
    sketch: Sketch, chance: Chance, x: float, base: float, height: float, tone: float = 0.5
) -> None:
    """A tree in leaf: boughs that carry clouds of leaves, lit from the sun's side."""
    tips = branches(
        sketch, chance, (x, base), chance.normal(0, 0.05), height * 0.42, height * 0.05, 3, tone * 0.4
    )
    sunward = math.copysign(1.0, sketch.scene.sun[0] - x)
    top = min(y for _, y in tips)
    for tip_x, tip_y in sorted(tips, key=lambda tip: -tip[1]):
        for _ in range(20):
            dx, dy = chance.normal(0, height * 0.050, 2)
            radius = height * chance.uniform(0.006, 0.020)
            high = 1 - (tip_y + dy - top) / max(base - top, 1e-3)
            lit = tone * (0.45 + 0.5 * high + 0.5 * sunward * (tip_x + dx - x) / (height * 0.4))
            sketch.ellipse(tip_x + dx, tip_y + dy, radius, radius * 0.8, lit * chance.uniform(0.75, 1.25))


def blades(
    sketch: Sketch,
    chance: Chance,
    span: tuple[float, float],
    base: float,
    height: float,
    count: int,
    tone: float = 0.4,
) -> None:
    """Grass or reeds between two places, bent by one wind."""
    wind = sketch.scene.side * 0.30
    for x in chance.uniform(*span, count):
        tall = height * chance.uniform(0.35, 1.0) ** 1.2
        bend = tall * (wind + chance.normal(0, 0.25))
        foot = base + chance.uniform(0, height * 0.3)
        wide = tall * 0.016 + 0.0007
        middle = (x + bend * 0.32, foot - tall * 0.62)
        lit = tone * chance.uniform(0.5, 1.5)
        sketch.polygon(
            [
                (x - wide, foot),
                middle,
                (x + bend, foot - tall),
                (middle[0] + wide * 1.3, middle[1]),
                (x + wide, foot),
            ],
            lit,
        )


def bulrush(sketch: Sketch, chance: Chance, x: float, base: float, height: float, tone: float = 0.35) -> None:
    """A reed with its brown head."""
    bend = height * chance.normal(0.05 * sketch.scene.side, 0.06)
    top = (x + bend, base - height)
    sketch.line([(x, base), (x + bend * 0.4, base - height * 0.6), top], 0.0022, tone)
    neck = (x + bend * 0.86, base - height * 0.86)
    sketch.line([neck, (x + bend * 0.97, base - height * 0.97)], 0.0075, tone * 0.8)


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
    sketch.polygon(_box(chimney, eaves - roof * 0.35, width * 0.075, roof * 0.8), wall * 0.8)
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
                sketch.light(_box(place, y, pane_x, pane_y), chance.uniform(0.45, 1.0))
            elif chance.random() < 0.7:
                sketch.polygon(_box(place, y, pane_x, pane_y), 0.05)


def _box(x: float, base: float, width: float, height: float) -> list[Point]:
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
            sketch.light(_arch(x + chance.normal(0, width * 0.1), y, width * 0.14, width * 0.30), 0.95)


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


def _arch(x: float, base: float, width: float, height: float) -> list[Point]:
    """A window or a door with a round head."""
    radius = width / 2
    spring = base - height + radius
    head = [(x + radius * math.cos(t), spring - radius * math.sin(t)) for t in np.linspace(0, math.pi, 9)]
    return [(x + radius, base), *head, (x - radius, base)]


arch = _arch


def ship(
    sketch: Sketch, chance: Chance, x: float, line: float, length: float, *, sails: bool, heading: float
) -> None:
    """A sailing ship with its keel on the waterline `line`; `heading` is 1 to the right, −1 to the left."""
    hull = [(-0.5, -0.13), (-0.47, -0.02), (-0.36, 0.02), (0.34, 0.02), (0.50, -0.12), (0.62, -0.16)]
    deck = [(0.44, -0.075), (0.1, -0.055), (-0.28, -0.065), (-0.32, -0.115)]

    def at(dx: float, dy: float) -> Point:
        return x + heading * dx * length, line + dy * length

    sketch.polygon([at(*point) for point in [*hull, *deck]], 0.3)
    sketch.line([at(-0.46, -0.06), at(0.45, -0.055)], length * 0.008, 0.75)
    sketch.line([at(0.46, -0.12), at(0.80, -0.24)], length * 0.014, 0.35)
    masts = [(-0.26, 0.62), (0.02, 0.86), (0.27, 0.72)]
    for foot, tall in masts:
        sketch.line([at(foot, -0.05), at(foot, -tall)], length * 0.015, 0.35)
        for share, wide in ((0.50, 0.17), (0.72, 0.135), (0.90, 0.09)):
            y = -tall * share
            sketch.line([at(foot - wide, y), at(foot + wide, y)], length * 0.009, 0.4)
            if sails:
                foot_y = -tall * (share - 0.21)
                belly = 0.04
                sketch.polygon(
                    [
                        at(foot - wide * 0.95, y),
                        at(foot + wide * 0.95, y),
                        at(foot + wide * 1.05 + belly, (y + foot_y) / 2),
                        at(foot + wide * 1.12, foot_y),
                        at(foot - wide * 1.02, foot_y),
                        at(foot - wide * 0.80 + belly, (y + foot_y) / 2),
                    ],
                    chance.uniform(0.62, 0.98),
                )
            else:
                sketch.line(
                    [at(foot - wide * 0.9, y + 0.014), at(foot + wide * 0.9, y + 0.014)], length * 0.022, 0.6
                )
    stays = [((0.80, -0.24), (0.27, -0.72)), ((0.55, -0.14), (0.27, -0.55)), ((0.27, -0.70), (0.02, -0.45))]
    stays += [((-0.5, -0.13), (-0.26, -0.60)), ((0.02, -0.84), (-0.26, -0.45))]
    for foot, tall in masts:
        stays += [((foot + 0.09, -0.06), (foot, -tall * 0.66)), ((foot - 0.09, -0.06), (foot, -tall * 0.66))]
    for one, other in stays:
        sketch.line([at(*one), at(*other)], length * 0.0028, 0.3)
    lamp = at(-0.46, -0.16)
    sketch.light(_box(lamp[0], lamp[1], length * 0.02, length * 0.03), 0.9)


def boulder(
    sketch: Sketch, chance: Chance, x: float, base: float, width: float, height: float, tone: float = 0.45
) -> None:
    """A rock: a rough outline in facets of different light."""
    sunward = math.copysign(1.0, sketch.scene.sun[0] - x)
    angles = np.linspace(math.pi, 0, 13)
    rough = chance.uniform(0.78, 1.08, angles.size)
    rim = [
        (x + math.cos(a) * width / 2 * r, base - math.sin(a) ** 0.8 * height * r)
        for a, r in zip(angles, rough, strict=True)
    ]
    heart = (x + chance.normal(0, width * 0.06), base - height * 0.42)
    for one, other in pairwise(rim):
        facing = ((one[0] + other[0]) / 2 - x) / width * 2 * sunward
        high = (base - (one[1] + other[1]) / 2) / height
        sketch.polygon(
            [one, other, heart], tone * (0.55 + 0.45 * high + 0.5 * facing) * chance.uniform(0.85, 1.15)
        )
    sketch.polygon([rim[0], heart, rim[-1]], tone * 0.35)


def birds(sketch: Sketch, chance: Chance, x: float, y: float, spread: float, count: int, size: float) -> None:
    """A loose flock far away."""
    for _ in range(count):
        bird_x, bird_y = x + chance.normal(0, spread), y + chance.normal(0, spread * 0.35)
        wing = size * chance.uniform(0.6, 1.2)
        lift = wing * chance.uniform(0.15, 0.5)
        sketch.line(
            [(bird_x - wing, bird_y - lift), (bird_x, bird_y), (bird_x + wing, bird_y - lift)],
            size * 0.16,
            0.2,
        )
