"""A frozen shell over a sea: plains, ridges that cross, blue cracks, and blocks adrift where it broke."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Floats, Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points, Tracks
from app.adapters.painter.planet.tracks import drawn


def ice(at: Points, who: Character) -> Ground:
    swell = at.warped(1.1, 4, 0.45, 15).fractal(1.3, 10, 21, 0.52)
    frost = at.warped(2.2, 3, 0.25, 23).fractal(3.1, 9, 25, 0.64)
    grain = at.fractal(30, 4, 28, 0.62)
    lines = _lines(at, who)
    groove = at.warped(1.6, 3, 0.35, 71).stretched(1.0, 2.6).ridges(6.5, 6, 74, 0.62)
    grooved = smooth(-0.02, 0.22, at.fractal(1.2, 4, 77) + 0.25 * frost)
    chaos = smooth(0.16, 0.30, at.fractal(1.4, 6, 91, 0.6) + 0.16 * frost - 0.03 + 0.10 * who.cracks)
    raft, wedge = _rafts(at)
    cap = smooth(0.80 - 0.3 * who.ice, 1.02, np.abs(at.y) + 0.20 * swell + 0.16 * frost)
    old = smooth(-0.06, 0.28, -swell + 0.35 * frost)
    deep = np.maximum(lines.core, 0.65 * chaos * wedge) * (1 - 0.55 * cap)
    furrow = grooved * (groove - 0.45)
    tone = 0.43 + 0.44 * swell + 0.26 * frost + 0.10 * grain + 0.26 * furrow
    tone = tone + chaos * 0.30 * (raft - 0.55) + 0.16 * lines.rims
    dirt = np.clip(1.15 * lines.stain + 0.42 * old + 0.35 * chaos * (1 - raft) - 0.45 * furrow, 0, 1)
    colour = mixed(_snow(who)(tone), _stained(who)(tone + 0.2 * frost), 0.90 * dirt * (1 - 0.7 * cap))
    colour = mixed(colour, _depth(who)(0.45 + 0.7 * frost + 0.3 * swell), 0.88 * deep)
    colour = mixed(colour, _cap(who)(0.5 + 0.6 * frost + 0.4 * grain), 0.70 * cap * (1 - 0.6 * deep))
    return Ground(
        height=0.022 * swell * (1 + who.relief)
        + 0.0055 * frost
        + 0.0011 * grain
        + (0.0046 * lines.rims - 0.0060 * lines.core) * (1 - 0.5 * cap)
        + 0.0042 * furrow * (1 - 0.6 * cap)
        + chaos * (0.0050 * raft - 0.0035 * wedge),
        colour=colour,
        gloss=np.clip(0.40 - 0.25 * cap - 0.2 * dirt + 0.25 * deep + 0.25 * who.gloss + 0.1 * frost, 0, 0.95),
        through=0.45 + 0.35 * deep,
        glow=who.inner * (lines.core**2 + 0.5 * chaos * wedge**2) * smooth(-0.35, 0.45, frost + 0.4 * grain),
    )


def _lines(at: Points, who: Character) -> Tracks:
    """Bands that tides draw, from some that go half round the globe to a web of hairlines."""
    more = 1 + 0.7 * who.cracks
    seed = who.seed + 31
    found = at.warped(0.9, 3, 0.16, 11).tracks(
        drawn(seed + 3, round(6 * more), (0.011, 0.019), (1.2, 2.6)),
        drawn(seed, round(14 * more), (0.004, 0.012), (0.7, 2.2)),
        drawn(seed + 1, round(38 * more), (0.0022, 0.006), (0.4, 1.6), 0.05),
    )
    small = at.warped(2.6, 3, 0.05, 13).tracks(
        drawn(seed + 2, round(120 * more), (0.0010, 0.0030), (0.15, 1.0), 0.02),
    )
    return Tracks(*(np.maximum(a, 0.8 * b) for a, b in zip(found, small, strict=True)))


def _rafts(at: Points) -> tuple[Floats, Floats]:
    """Blocks that broke off and froze in again, each at a height of its own; and the gaps between them."""
    torn = at.warped(9.0, 3, 0.035, 93)
    large, small = torn.cells(17, 96, 0.98), torn.cells(47, 97, 0.98)
    broken = large.number < 0.6
    edge = np.where(broken, np.minimum(large.edge, 0.36 * small.edge), large.edge)
    wide = 0.11 + at.foot * 14
    gap = smooth(wide, 0.3 * wide, edge) * (0.11 / wide) ** 0.6
    high = np.where(broken, 0.35 + 0.6 * small.number * large.number, large.number)
    return high * (1 - gap), gap


def _snow(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(0, 0.38, 0.9), (0.38, -0.012, -0.028), 0.30)),
        (0.35, blend(shade(0, 0.60, 0.75), (0.62, -0.012, -0.028), 0.30)),
        (0.65, blend(shade(0, 0.76, 0.60), (0.78, -0.012, -0.028), 0.30)),
        (1.0, blend(shade(0, 0.88, 0.30), (0.90, -0.006, -0.012), 0.4)),
    )


def _stained(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(1, 0.34, 0.9)), (0.5, shade(1, 0.54, 0.95)), (1.0, shade(2, 0.76, 0.7)))


def _depth(who: Character) -> Ramp:
    sea = who.inks.sea
    return Ramp((0.0, who.inks.shade(sea, 0.26, 1.1)), (1.0, who.inks.shade(sea, 0.58, 1.2)))


def _cap(who: Character) -> Ramp:
    sea = who.inks.sea
    return Ramp(
        (0.0, who.inks.shade(sea, 0.76, 0.35)), (0.6, who.inks.shade(sea, 0.90, 0.16)), (1.0, (0.95, 0, 0))
    )
