"""The smart render: the source's own pictures where nothing was done to them, and nobody sees a seam."""

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from app.adapters.renderer import FfmpegRenderer
from app.adapters.renderer.film import make_film
from app.adapters.renderer.grid import lay_out
from app.adapters.renderer.smart.footage import list_footage
from app.adapters.renderer.smart.pieces import Piece, cut_up
from app.adapters.renderer.smart.words import NotCopyable
from app.features.productions.rules.captions import Cue
from app.features.productions.rules.layers import plan_captions
from app.kernel.ports.renderer import Kept, RenderPlan
from tests.adapters.films import FLASH_AT, beep_starts, flash, flash_starts, ignore, plan_of, render, turned
from tests.media import Media

SECONDS = 8
AS_HD = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
LABELS = (
    *("-pix_fmt", "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
    *("-color_range", "tv"),
)
X264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-g", "25")
OPEN = ("-x264-params", "open-gop=1")
ENCODERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "pyramid.mp4": ("25", "null", (*X264, "-bf", "5", "-refs", "4", "-sc_threshold", "0")),
    "pyramid.mkv": ("25", "null", (*X264, "-bf", "3")),
    "open.mp4": (
        "25",
        "null",
        (
            *X264,
            "-g",
            "10",
            "-bf",
            "3",
            "-forced-idr",
            "1",
            "-force_key_frames",
            "expr:gte(t,n_forced)",
            *OPEN,
        ),
    ),
    "phone.mp4": ("30", "null", ("-c:v", "libopenh264", "-g", "30", "-b:v", "900k")),
    "baseline.mov": ("30000/1001", "null", (*X264, "-profile:v", "baseline")),
    "stutters.mp4": ("30", "select='not(between(n,97,101))'", (*X264, "-fps_mode", "vfr")),
}
CUTS = [{"start": 0.8, "end": 2.9}, {"start": 3.8, "end": 5.7}, {"start": 5.9, "end": 7.9}]


def footage(
    media: Media, name: str, rate: str, filters: str, options: tuple[str, ...], seconds: int = SECONDS
) -> Path:
    """320x180, something moving in every picture, with a tone."""
    return media.encoded(
        f"smart-{name}",
        *("-f", "lavfi", "-i", f"testsrc=s=320x180:r={rate}:d={seconds},gblur=sigma=2,{filters},{AS_HD}"),
        *("-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}", *LABELS, *options, "-c:a", "aac"),
    )


def usual(media: Media) -> Path:
    return footage(media, "pyramid.mp4", *ENCODERS["pyramid.mp4"])


def planes(path: Path) -> list[NDArray[np.uint8]]:
    """Every picture's light."""
    with av.open(str(path)) as container:
        return [f.to_ndarray(format="gray") for f in container.decode(container.streams.video[0])]


def likeness(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Structural similarity (SSIM) over blocks of 8 × 8."""

    def blocks(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
        height, width = (edge // 8 * 8 for edge in picture.shape)
        cut = picture[:height, :width].reshape(height // 8, 8, width // 8, 8).astype(np.float64)
        return cut.transpose(0, 2, 1, 3).reshape(-1, 64)

    a, b = blocks(one), blocks(other)
    mean_a, mean_b = a.mean(1), b.mean(1)
    both = ((a - mean_a[:, None]) * (b - mean_b[:, None])).mean(1)
    light = (2 * mean_a * mean_b + 6.5025) / (mean_a**2 + mean_b**2 + 6.5025)
    return float((light * (2 * both + 58.5225) / (a.var(1) + b.var(1) + 58.5225)).mean())


def looks_ahead(path: Path) -> bool:
    """Whether pictures are decoded behind a keyframe that is no fresh start and are shown before it."""
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    return any(one.is_keyframe and after.pts < one.pts for one, after in pairwise(packets))


def pieces_of(plan: RenderPlan, covered: list[tuple[int, int]] | None = None) -> list[Piece]:
    grid = lay_out(plan)
    return cut_up(grid, covered or [], list_footage(plan, grid.rate, lambda: None))


def test_the_open_groups_of_these_tests_are_open(media: Media):
    assert looks_ahead(footage(media, "open.mp4", *ENCODERS["open.mp4"]))
    assert not looks_ahead(usual(media))


@pytest.mark.parametrize("name", ENCODERS)
def test_what_is_copied_is_the_source_and_all_of_it_is_the_full_pass(media: Media, tmp_path: Path, name: str):
    plan = plan_of(footage(media, name, *ENCODERS[name]), {"editRanges": CUTS})
    grid, pieces = lay_out(plan), pieces_of(plan)

    made = render(plan, tmp_path / "smart")

    assert (made.way, made.way_reason) == ("smart", "")
    seen = planes(made.video)
    full = planes(make_film(plan, tmp_path / "full", ignore, smart=False).video)
    assert len(seen) == len(full) == grid.frames
    assert made.info.duration_seconds == pytest.approx(grid.seconds, abs=float(1 / grid.rate))
    assert min(likeness(one, other) for one, other in zip(seen, full, strict=True)) >= 0.98
    copied = [at for piece in pieces if piece.place is not None for at in range(piece.first, piece.end)]
    assert len(copied) >= grid.frames / 2
    assert min(likeness(seen[at], full[at]) for at in copied) >= 0.99


def test_copied_pictures_are_the_source_bit_by_bit_and_no_other_is_off_by_one(media: Media, tmp_path: Path):
    plan = plan_of(usual(media), {"editRanges": CUTS})

    seen, own = planes(render(plan, tmp_path).video), planes(plan.source)

    wanted = [slot for cut in lay_out(plan).cuts for slot in range(cut.first, cut.end)]
    copied = {
        at for piece in pieces_of(plan) if piece.place is not None for at in range(piece.first, piece.end)
    }
    for at, slot in enumerate(wanted):
        if at in copied:
            assert np.array_equal(seen[at], own[slot])
        else:
            near = range(slot - 1, min(slot + 2, len(own)))
            assert min(near, key=lambda other, at=at: difference(seen[at], own[other])) == slot


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


def test_packets_are_in_order_and_every_group_can_be_begun_with(media: Media, tmp_path: Path):
    plan = plan_of(usual(media), {"editRanges": CUTS})

    made = render(plan, tmp_path)

    with av.open(str(made.video)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    decoded = [packet.dts for packet in packets]
    assert decoded == sorted(set(decoded))
    assert all(packet.pts >= packet.dts for packet in packets)
    assert len({packet.pts for packet in packets}) == len(packets)
    starts = {packet.pts for packet in packets if packet.is_keyframe}
    tick = min(set(np.diff(sorted(packet.pts for packet in packets))))
    assert {piece.first * tick for piece in pieces_of(plan)} <= starts


def test_picture_and_sound_stay_together(media: Media, tmp_path: Path):
    film = flash(media, "smart-flash.mp4", "-vf", AS_HD, *X264, "-g", "5", *LABELS)

    made = render(
        plan_of(film, {"editRanges": [{"start": 0.2, "end": 0.6}, {"start": 0.8, "end": 2.8}]}), tmp_path
    )

    assert made.way == "smart"
    assert flash_starts(made.video) == pytest.approx(FLASH_AT - 0.4, abs=0.001)
    assert beep_starts(made.video) == pytest.approx(FLASH_AT - 0.4, abs=0.02)


def test_pictures_words_and_an_opening_are_made_anew_and_only_they(media: Media, tmp_path: Path):
    Image.new("RGBA", (64, 64), (0, 128, 0, 255)).save(tmp_path / "square.png")
    overlay = {
        **{"id": "a", "kind": "image", "track": "A", "uploadId": 1, "startSeconds": 3, "endSeconds": 3.6},
        **{"fit": "cover", "opacityPct": 100},
    }
    config = {"overlayItems": [overlay], "intro": {"kind": "freeze_first_frame", "seconds": 2}}
    plan = plan_of(usual(media), config, files={1: tmp_path / "square.png"})
    words = tuple(plan_captions((Cue(6.5, 7, "Words"),), plan.width, plan.height, plan.duration_seconds))
    plan = replace(plan, captions=words)

    made = render(plan, tmp_path / "smart")

    seen = planes(made.video)
    full = planes(make_film(plan, tmp_path / "full", ignore, smart=False).video)
    assert made.way == "smart"
    assert len(seen) == len(full) == 25 * (SECONDS + 2)
    assert min(likeness(one, other) for one, other in zip(seen, full, strict=True)) >= 0.98


HEVC = ("-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1")
UNEVEN = "select='not(eq(mod(n,7),3))'"


@pytest.mark.parametrize(
    ("name", "filters", "options", "reason"),
    [
        ("hevc.mp4", "null", HEVC, "not H.264"),
        ("uneven.mp4", UNEVEN, (*X264, "-fps_mode", "vfr"), "uneven times"),
        (
            "lines.mp4",
            "scale=320:192,setsar=1",
            (*X264, "-flags", "+ilme+ildct", "-x264-params", "tff=1"),
            "interlaced",
        ),
        ("once.mp4", "null", (*X264, "-g", "999", "-sc_threshold", "0"), "too few places"),
        ("open.mp4", "null", (*X264, *OPEN), "too few places"),
        ("odd.mp4", "scale=321:180,setsar=1", (*X264, "-pix_fmt", "yuv444p"), "size"),
        ("ten.mp4", "null", (*X264, "-profile:v", "high10", "-pix_fmt", "yuv420p10le"), "colours"),
        ("sd.mp4", "null", (*X264, "-colorspace", "smpte170m"), "colours"),
    ],
)
def test_what_cannot_be_copied_is_made_anew_and_told_why(
    media: Media, tmp_path: Path, name: str, filters: str, options: tuple[str, ...], reason: str
):
    film = footage(media, name, "25", filters, options, seconds=2)
    plan = plan_of(film, {"editRanges": [{"start": 0.3, "end": 1.5}]})

    made = render(plan, tmp_path)

    assert made.way == "full"
    assert reason in made.way_reason
    assert len(planes(made.video)) == lay_out(plan).frames


def test_a_turned_film_is_made_anew(media: Media, tmp_path: Path):
    made = render(plan_of(turned(media, "smart-turned.mp4", usual(media), 90)), tmp_path)

    assert (made.way, made.info.width) == ("full", 180)
    assert "turned upright" in made.way_reason


def test_a_film_that_lies_under_pictures_is_made_anew(media: Media):
    plan = plan_of(usual(media))

    with pytest.raises(NotCopyable, match="pictures or words"):
        pieces_of(plan, [(0, 30), (40, 200)])


def test_a_film_that_cannot_be_played_from_each_seam_is_made_anew(
    media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        sys.modules["app.adapters.renderer.smart.weave"], "_described", lambda weft: weft.footage.description
    )

    made = render(plan_of(usual(media), {"editRanges": CUTS}), tmp_path)

    assert made.way == "full"
    assert "rare way" in made.way_reason


class _Stopped(Exception):
    pass


def stopping(at: float) -> Callable[[float, str], None]:
    def progress(done: float, _stage: str) -> None:
        if done >= at:
            raise _Stopped

    return progress


@pytest.mark.parametrize("at", [0.02, 0.5, 0.9])
def test_it_stops_when_it_is_told_to_and_leaves_nothing(media: Media, tmp_path: Path, at: float):
    plan = plan_of(usual(media), {"editRanges": CUTS})

    with pytest.raises(_Stopped):
        render(plan, tmp_path, stopping(at))

    assert list(tmp_path.iterdir()) == []


def test_an_attempt_after_a_killed_one_takes_the_pieces_that_are_there(media: Media, tmp_path: Path):
    plan = plan_of(usual(media), {"editRanges": CUTS})
    kept = Kept(tmp_path / "kept", lambda done: None)
    with pytest.raises(_Stopped):
        FfmpegRenderer().render(plan, tmp_path / "one", stopping(0.9), kept)
    left = {path: path.stat().st_mtime_ns for path in kept.folder.rglob("patch.*.mp4")}

    made = FfmpegRenderer().render(plan, tmp_path / "two", ignore, kept)

    assert made.way == "smart"
    assert len(left) == sum(piece.place is None for piece in pieces_of(plan))
    assert left == {path: path.stat().st_mtime_ns for path in kept.folder.rglob("patch.*.mp4")}
