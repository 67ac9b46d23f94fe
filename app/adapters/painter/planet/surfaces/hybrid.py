"""Two natures in one body, and the frontier where one takes over the other."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground, smooth
from app.adapters.painter.planet.points import Points
from app.adapters.painter.planet.surfaces.crystalline import crystalline
from app.adapters.painter.planet.surfaces.ice import ice
from app.adapters.painter.planet.surfaces.metallic import metallic
from app.adapters.painter.planet.surfaces.oceanic import oceanic
from app.adapters.painter.planet.surfaces.organic import organic
from app.adapters.painter.planet.surfaces.rocky import rocky

_PAIRS = (
    (oceanic, crystalline),
    (rocky, metallic),
    (oceanic, metallic),
    (ice, organic),
    (rocky, crystalline),
    (organic, metallic),
    (ice, rocky),
    (oceanic, organic),
)


def hybrid(at: Points, who: Character) -> Ground:
    old, new = _PAIRS[int(who.vary(101, 0, len(_PAIRS) - 1e-6))]
    blocks = at.cells(4.5, 114, 0.9)
    spread = at.warped(1.2, 4, 0.45, 104).fractal(0.9, 6, 108, 0.5) + 0.12 * (blocks.number - 0.5)
    share = smooth(-0.010, 0.014, spread - who.vary(102, -0.05, 0.05))
    frontier = smooth(0.022, 0.0, abs(spread - who.vary(102, -0.05, 0.05)))
    # Each nature is worked out only where something of it is seen.
    here, there = np.flatnonzero(share < 1), np.flatnonzero(share > 0)
    parts = [
        (nature(at.pick(places), who), places, weight[places])
        for nature, places, weight in ((old, here, 1 - share), (new, there, share))
        if places.size
    ]
    ground = Ground.joined(at.x.size, parts)
    ground.height = ground.height + 0.012 * share
    ground.glow = ground.glow + 0.8 * frontier * (0.35 + who.inner)
    return ground
