"""Ships, drawn into a sketch."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.adapters.painter.figures.buildings import box
from app.adapters.painter.sketch import Chance, Point, Sketch

_HULL = ((-0.5, -0.13), (-0.47, -0.02), (-0.36, 0.02), (0.34, 0.02), (0.50, -0.12), (0.62, -0.16))
_DECK = ((0.44, -0.075), (0.1, -0.055), (-0.28, -0.065), (-0.32, -0.115))
_MASTS = ((-0.26, 0.62), (0.02, 0.86), (0.27, 0.72))
"""Foot and height of each, in lengths of the ship, as all places here."""
_YARDS = ((0.50, 0.17), (0.72, 0.135), (0.90, 0.09))
"""Share of the mast's height and half the width of each."""
_STAYS = (
    ((0.80, -0.24), (0.27, -0.72)),
    ((0.55, -0.14), (0.27, -0.55)),
    ((0.27, -0.70), (0.02, -0.45)),
    ((-0.5, -0.13), (-0.26, -0.60)),
    ((0.02, -0.84), (-0.26, -0.45)),
)


@dataclass(frozen=True)
class _Ship:
    """Where it lies: its middle, its waterline, and 1 or −1 for where it heads."""

    sketch: Sketch
    x: float
    line: float
    length: float
    heading: float

    def at(self, dx: float, dy: float) -> Point:
        """A place of the ship in the scene."""
        return self.x + self.heading * dx * self.length, self.line + dy * self.length

    def shape(self, points: Sequence[Point], tone: float) -> None:
        """A filled shape of it."""
        self.sketch.polygon([self.at(*point) for point in points], tone)

    def stroke(self, one: Point, other: Point, width: float, tone: float) -> None:
        """A line of it."""
        self.sketch.line([self.at(*one), self.at(*other)], self.length * width, tone)


def ship(
    sketch: Sketch, chance: Chance, x: float, line: float, length: float, *, sails: bool, heading: float
) -> None:
    """A sailing ship with its keel on the waterline `line`; `heading` is 1 to the right, −1 to the left."""
    drawn = _Ship(sketch, x, line, length, heading)
    drawn.shape([*_HULL, *_DECK], 0.3)
    drawn.stroke((-0.46, -0.06), (0.45, -0.055), 0.008, 0.75)
    drawn.stroke((0.46, -0.12), (0.80, -0.24), 0.014, 0.35)
    for foot, tall in _MASTS:
        drawn.stroke((foot, -0.05), (foot, -tall), 0.015, 0.35)
        for share, wide in _YARDS:
            y = -tall * share
            drawn.stroke((foot - wide, y), (foot + wide, y), 0.009, 0.4)
            if sails:
                drawn.shape(_sail(foot, wide, y, -tall * (share - 0.21)), chance.uniform(0.62, 0.98))
            else:
                drawn.stroke((foot - wide * 0.9, y + 0.014), (foot + wide * 0.9, y + 0.014), 0.022, 0.6)
    _rigging(drawn)
    lamp = drawn.at(-0.46, -0.16)
    sketch.light(box(lamp[0], lamp[1], length * 0.02, length * 0.03), 0.9)


def _sail(mast: float, wide: float, y: float, foot: float) -> list[Point]:
    """A square sail below its yard, filled by the wind."""
    belly, middle = 0.04, (y + foot) / 2
    return [
        (mast - wide * 0.95, y),
        (mast + wide * 0.95, y),
        (mast + wide * 1.05 + belly, middle),
        (mast + wide * 1.12, foot),
        (mast - wide * 1.02, foot),
        (mast - wide * 0.80 + belly, middle),
    ]


def _rigging(drawn: _Ship) -> None:
    for one, other in _STAYS:
        drawn.stroke(one, other, 0.0028, 0.3)
    for foot, tall in _MASTS:
        for side in (0.09, -0.09):
            drawn.stroke((foot + side, -0.06), (foot, -tall * 0.66), 0.0028, 0.3)
