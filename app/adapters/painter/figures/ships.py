"""Ships, drawn into a sketch."""

from app.adapters.painter.figures.buildings import box
from app.adapters.painter.sketch import Chance, Point, Sketch


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
    sketch.light(box(lamp[0], lamp[1], length * 0.02, length * 0.03), 0.9)
