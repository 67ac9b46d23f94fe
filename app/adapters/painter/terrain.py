"""Land in perspective: a height for every place, seen column by column, nearest first."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.adapters.painter.colour import Floats
from app.adapters.painter.scene import Scene, strips

Heights = Callable[[Floats, Floats], Floats]
"""(x, z) in world units to heights; water stands at 0."""


@dataclass(frozen=True)
class Ground:
    """What is known of each place of a fan of slices: shape (slices, columns), nearest slice first."""

    x: Floats
    z: Floats
    """Distance from the eye, shape (slices, 1)."""
    height: Floats
    lit: Floats
    """How much it faces the sun, 0–1, shadows included."""
    steep: Floats
    """0 flat, 1 upright."""
    tops: Floats
    """The screen row of each place, in pixels."""


def survey(
    scene: Scene,
    heights: Heights,
    *,
    camera: float,
    near: float = 0.5,
    far: float = 16.0,
    slices: int = 340,
    lamp: tuple[float, float, float] | None = None,
) -> Ground:
    """Look from `camera` over the water, level, with the horizon where the scene has it."""
    frame = scene.frame
    z = (near * (far / near) ** np.linspace(0, 1, slices, dtype=np.float32))[:, None]
    x = frame.x[None, :] * z
    height = heights(x, z).astype(np.float32)
    step = np.gradient(z[:, 0])[:, None]
    along = np.gradient(height, axis=1) / (z / frame.unit)
    # The fan's columns run apart, which makes walking along one a walk to the side as well.
    inward = np.gradient(height, axis=0) / step - along * frame.x[None, :]
    length = np.sqrt(1 + along * along + inward * inward)
    sun = np.array(lamp or _sunlight(scene), np.float32)
    sun /= np.linalg.norm(sun)
    lit = np.clip((-along * sun[0] + sun[1] - inward * sun[2]) / length, 0, 1)
    lit *= _unshadowed(height, z / frame.unit, sun)
    tops = (scene.horizon + (camera - height) / z) * frame.unit
    return Ground(x, z, height, lit, 1 - 1 / length, tops.astype(np.float32))


def _sunlight(scene: Scene) -> tuple[float, float, float]:
    """Where the sun stands: (right, up, away); a low one lights from the side."""
    return (scene.side * 0.9, 0.30 + 1.2 * scene.mood.altitude, -0.12)


def _unshadowed(height: Floats, width: Floats, sun: Floats) -> Floats:
    """1 in the light, less where something between here and the sun stands higher."""
    columns = height.shape[1]
    order = range(columns) if sun[0] < 0 else range(columns - 1, -1, -1)
    drop = (width[:, 0] * sun[1] / max(abs(float(sun[0])), 0.05)).astype(np.float32)
    crest = np.full(height.shape[0], -10, np.float32)
    shadow = np.empty_like(height)
    for column in order:
        crest = np.maximum(crest - drop, height[:, column])
        shadow[:, column] = crest
    depth = (shadow - height) / np.maximum(width * 26, 0.004)
    return 1 - 0.88 * np.clip(depth, 0, 1)


def paint_ground(scene: Scene, ground: Ground, colour: Floats) -> None:
    """Cover the picture with the land in `colour` (slices, columns, 3), which the air then dims."""
    height, width = scene.frame.height, scene.frame.width
    slices = ground.tops.shape[0]
    crest = np.minimum.accumulate(ground.tops, axis=0)
    hazy = _through_air(scene, ground, colour).reshape(-1, 3)
    top_row = int(np.clip(np.floor(crest[-1].min()), 0, height))
    column = np.arange(width, dtype=np.int32)
    nearest = _nearest(crest, height, top_row)
    crests, tops = crest.ravel(), ground.tops.ravel()
    for strip in strips(height - top_row):
        # One row more: edges blend with what lies below them.
        first = nearest[strip.start : strip.stop + 1]
        behind = np.minimum(first, slices - 1) * width + column
        before = np.maximum(first - 1, 0) * width + column
        low, high = crests.take(before), crests.take(behind)
        y = np.arange(top_row + strip.start, top_row + strip.start + len(first), dtype=np.float32)[:, None]
        share = np.clip((low - y) / np.maximum(low - high, 1e-3), 0, 1)
        # Over an edge that hides slices there is nothing to blend with: the farther one is what is seen.
        share[tops.take(before) > low + 0.5] = 1
        seen, beyond = hazy.take(before, axis=0), hazy.take(behind, axis=0)
        beyond -= seen
        beyond *= share[..., None]
        seen += beyond
        # The part of a pixel that the nearer land below it takes.
        edge = np.clip(y + 1 - low, 0, 1) * (first > 0)
        below = np.concatenate([seen[1:], seen[-1:]])
        seen += (below - seen) * edge[..., None]
        cover = np.maximum(first < slices, edge)
        rows = strip.stop - strip.start
        scene.lay(seen[:rows], cover[:rows], top=top_row + strip.start)


def _nearest(crest: Floats, height: int, top_row: int) -> NDArray[np.int32]:
    """For each pixel from `top_row` down the nearest slice that reaches it; their number where none does."""
    width = crest.shape[1]
    counts = np.zeros((height + 1) * width, np.int16)
    for line in crest:  # slice by slice, for one pass over all of them would need ten times the memory
        rows = np.clip(np.ceil(line), 0, height).astype(np.int32)
        counts[rows * width + np.arange(width, dtype=np.int32)] += 1
    reached = np.cumsum(counts.reshape(height + 1, width)[:top_row:-1], axis=0, dtype=np.int32)
    return reached[::-1]


def _through_air(scene: Scene, ground: Ground, colour: Floats) -> Floats:
    """The colour as it arrives: haze with distance, thicker in low places, and warm under the sun."""
    mood = scene.mood
    low = np.exp(-np.maximum(ground.height, 0) * 1.6)
    veil = 1 - np.exp(-(ground.z - 0.5) * (0.055 + 0.085 * low) * mood.thickness)
    veil = np.clip(veil, 0, 0.985)[..., None]
    towards = np.exp(-np.abs(scene.frame.x - scene.sun[0]) / (0.5 * scene.frame.half))[None, :, None]
    haze = mood.haze + mood.sun * (0.10 * towards)
    return (colour + (haze - colour) * veil).astype(np.float32)
