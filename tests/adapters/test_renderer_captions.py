"""Captions that are drawn into the film: each from its first frame to its last, however many there are."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.adapters.renderer.artwork import draw
from app.adapters.renderer.captions import draw_captions
from app.adapters.renderer.graph import Pictures, picture_graph
from app.adapters.renderer.grid import lay_out
from app.adapters.renderer.stickers import draw_pictures
from app.features.productions.rules.captions import Cue
from app.features.productions.rules.layers import plan_captions
from app.kernel.ports.renderer import RenderPlan
from tests.adapters.films import X264, frames, plan_of, render
from tests.media import Media

CUES = (Cue(0.2, 0.6, "One"), Cue(0.6, 0.8, "שלום"), Cue(1.0, 1.004, "blink"), Cue(1.6, 2.0, "Last"))


def worded(media: Media, cues: tuple[Cue, ...] = CUES) -> RenderPlan:
    white = media.encoded("white.mp4", "-f", "lavfi", "-i", "color=white:s=160x120:r=25:d=2", *X264)
    plan = plan_of(white)
    return replace(plan, captions=tuple(plan_captions(cues, plan.width, plan.height, plan.duration_seconds)))


def expected(plan: RenderPlan, number: int) -> np.ndarray:
    """What the preview draws over white."""
    drawn = np.asarray(draw(plan.captions[number].artwork, plan.width, plan.height)).astype(float)
    alpha = drawn[..., 3:] / 255
    return drawn[..., :3] * alpha + 255 * (1 - alpha)


def test_each_shows_for_its_frames_as_the_preview_draws_it(media: Media, tmp_path: Path):
    plan = worded(media)

    seen = [picture.astype(float) for _, picture in frames(render(plan, tmp_path).video)]

    shown = {number: expected(plan, number) for number in range(4)} | {None: np.full_like(seen[0], 255)}
    nearest = [min(shown, key=lambda name: np.abs(shown[name] - picture).mean()) for picture in seen]
    assert [nearest.index(number) for number in range(4)] == [5, 15, 25, 40]
    assert [nearest.count(number) for number in range(4)] == [10, 5, 1, 10]
    for number, at in ((0, 7), (1, 17), (3, 49)):
        assert np.abs(shown[number] - seen[at]).mean() < 3


def test_an_attempt_that_goes_on_midway_shows_the_same(media: Media, tmp_path: Path):
    plan = worded(media, (Cue(0.2, 1.4, "Long"), Cue(1.6, 2.0, "Last")))
    grid = lay_out(plan)
    pictures = draw_pictures(plan, grid, tmp_path)

    whole, rest = (_film(media, plan, pictures, done, tmp_path) for done in (0, 25))

    assert len(rest) == 25
    assert max(np.abs(a.astype(int) - b).mean() for a, b in zip(whole[25:], rest, strict=True)) < 1


def _film(media: Media, plan: RenderPlan, pictures: Pictures, done: int, folder: Path) -> list[np.ndarray]:
    graph = picture_graph(plan, lay_out(plan), pictures, done)
    options = [*graph.inputs, "-filter_complex", graph.filters, "-map", "[film]", *X264]
    options += ["-fps_mode", "passthrough"]
    film = media.encoded(f"captions-{folder.name}-{done}.mp4", *options)
    return [picture for _, picture in frames(film)]


def test_thousands_are_one_input(media: Media, tmp_path: Path):
    cues = tuple(Cue(i / 1000, (i + 1) / 1000, "x" * (1 + i % 3)) for i in range(1000))
    plan = worded(media, cues)
    pictures = draw_pictures(plan, lay_out(plan), tmp_path)
    assert len(picture_graph(plan, lay_out(plan), pictures).files) == 2


def test_drawing_can_be_stopped(media: Media, tmp_path: Path):
    plan = worded(media)

    def stop(done: float) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        draw_captions(plan, lay_out(plan), tmp_path, stop)
