"""What grows, lies and flies, drawn into a sketch. Sizes and places in scene units."""

import math
from itertools import pairwise

import numpy as np

from app.adapters.painter.sketch import Chance, Point, Sketch


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
