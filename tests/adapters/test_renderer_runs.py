"""How rendering ends: by a cancel, a full disk, a killed worker; and what it leaves and costs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

from app.adapters.renderer import FfmpegRenderer, ffmpeg, grid, stickers
from app.adapters.renderer.ffmpeg import RenderFailed, run_ffmpeg
from app.adapters.renderer.join import join
from app.kernel.disk import DiskFull
from app.kernel.jobs import JobCancelled
from app.kernel.ports.renderer import Kept, Renderer
from tests.adapters.films import X264, corners, flash, frames, ignore, plan_of, render
from tests.media import Media

ENDLESS = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25", "-c:v", "libx264", "-f", "mp4", "endless.mp4"]


def running() -> list[psutil.Process]:
    """The ffmpeg processes that this test has started and that still run."""
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if child.status() != psutil.STATUS_ZOMBIE and "ffmpeg" in " ".join(child.cmdline())
    ]


def test_progress_rises_to_the_end(media: Media, tmp_path: Path):
    told: list[tuple[float, str]] = []

    render(
        plan_of(flash(media, "flash.mp4", *X264)), tmp_path, lambda done, stage: told.append((done, stage))
    )

    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[0] == 0.0
    assert fractions[-1] >= 0.98
    assert {"Drawing", "Rendering", "Checking"} <= {stage for _, stage in told}


def test_a_cancel_is_obeyed_at_once_and_leaves_nothing(tmp_path: Path):
    asked: list[bool] = []

    def cancel(_fraction: float) -> None:
        asked.append((tmp_path / "endless.mp4").exists())
        if asked[-1]:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        run_ffmpeg(ENDLESS, tmp_path, 10.0, cancel, 10**9)

    assert asked.count(True) == 1
    assert running() == []


def test_a_cancelled_render_removes_what_it_began(media: Media, tmp_path: Path):
    def cancel(fraction: float, stage: str) -> None:
        if stage == "Rendering":
            raise JobCancelled

    with pytest.raises(JobCancelled):
        render(plan_of(flash(media, "flash.mp4", *X264)), tmp_path, cancel)

    assert list(tmp_path.iterdir()) == []
    assert running() == []


@pytest.mark.parametrize("stage", ["Drawing", "Rendering", "Joining", "Checking"])
def test_a_cancel_at_any_stage_leaves_only_finished_parts(stage: str, media: Media, tmp_path: Path):
    kept = Kept(tmp_path / "kept", lambda _progress: None)
    plan = plan_of(flash(media, "flash.mp4", *X264), {"screenTitleText": "Hi"})

    def cancel(_fraction: float, reached: str) -> None:
        if reached == stage:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        FfmpegRenderer().render(plan, tmp_path / "film", cancel, kept)

    assert list((tmp_path / "film").iterdir()) == []
    left = {path.name for path in kept.folder.rglob("*.mp4")}
    assert left <= {"film.0000.mp4", "sound.mp4"}
    assert running() == []


def test_a_disk_that_many_small_parts_have_filled_is_told_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fill(_fraction: float) -> None:
        monkeypatch.setattr(ffmpeg, "MIN_FREE_BYTES", 2**62)

    with pytest.raises(DiskFull):
        run_ffmpeg(ENDLESS, tmp_path, 10.0, fill, 10**9)

    assert running() == []


def test_a_disk_that_is_full_when_joining_is_told_plainly(media: Media, tmp_path: Path):
    film = corners(media, "corners.mp4", 160, 120)
    (tmp_path / "film.mp4").symlink_to("/dev/full")

    with pytest.raises(DiskFull):
        join([film], None, tmp_path / "film.mp4", 50, lambda _fraction: None, movflags="+faststart")


def test_parts_that_do_not_make_up_the_film_are_refused(media: Media, tmp_path: Path):
    film = corners(media, "corners.mp4", 160, 120)

    with pytest.raises(RenderFailed):
        join([film], None, tmp_path / "film.mp4", 51, lambda _fraction: None)


def test_a_disk_that_fills_up_while_rendering_is_told_plainly(tmp_path: Path):
    (tmp_path / "endless.mp4").symlink_to("/dev/full")

    with pytest.raises(DiskFull) as full:
        run_ffmpeg(ENDLESS, tmp_path, 10.0, lambda _fraction: None, 10**9)

    assert "full" in full.value.message
    assert "kept" in full.value.message


def test_a_film_never_outgrows_its_limit(tmp_path: Path):
    with pytest.raises(DiskFull):
        run_ffmpeg(ENDLESS, tmp_path, 10.0, lambda _fraction: None, 200_000)

    assert (tmp_path / "endless.mp4").stat().st_size <= 200_000


def test_a_disk_that_is_already_full_is_told_before_the_work(
    media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ffmpeg, "MIN_FREE_BYTES", 2**62)

    with pytest.raises(DiskFull):
        render(plan_of(flash(media, "flash.mp4", *X264)), tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_when_drawing_is_told_plainly(
    media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stickers, "png", full)

    with pytest.raises(DiskFull):
        render(plan_of(flash(media, "flash.mp4", *X264), {"screenTitleText": "Hi"}), tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_what_ffmpeg_can_not_do_is_told_without_its_jargon(tmp_path: Path):
    with pytest.raises(RenderFailed) as failed:
        run_ffmpeg(["-i", "file:absent.mp4", "out.mp4"], tmp_path, 1.0, lambda _fraction: None, 10**6)

    assert "absent" not in failed.value.message


def test_ffmpeg_opens_no_network(tmp_path: Path):
    (tmp_path / "list.m3u8").write_text(
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"
    )

    with pytest.raises(RenderFailed):
        run_ffmpeg(
            ["-protocol_whitelist", "file,pipe", "-i", "file:list.m3u8", "out.mp4"],
            *(tmp_path, 1.0, lambda _fraction: None, 10**6),
        )


def test_ffmpeg_ends_with_a_killed_worker(tmp_path: Path):
    worker = f"""
import sys
from pathlib import Path
from app.adapters.renderer.ffmpeg import run_ffmpeg
run_ffmpeg({ENDLESS!r}, Path({str(tmp_path)!r}), 10.0, lambda done: print("alive", flush=True), 10**9)
"""
    parent = subprocess.Popen([sys.executable, "-c", worker], stdout=subprocess.PIPE)
    assert parent.stdout
    while not (tmp_path / "endless.mp4").exists():
        assert parent.stdout.readline()
    children = psutil.Process(parent.pid).children(recursive=True)

    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()

    _, alive = psutil.wait_procs(children, timeout=60)
    assert children
    assert alive == []


def test_a_retry_sweeps_what_a_killed_worker_left(media: Media, tmp_path: Path):
    (tmp_path / "render.part").mkdir()
    (tmp_path / "render.part" / "film.mp4").write_bytes(b"half a film")

    render(plan_of(corners(media, "corners.mp4", 160, 120)), tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.mp4", "poster.jpg"]


def test_a_killed_render_goes_on_behind_its_last_finished_part(
    media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(grid, "GROUP_SECONDS", 0.4)
    config = {
        "screenTitleText": "Hi",
        "intro": {"kind": "freeze_first_frame", "seconds": 2},
        "editRanges": [{"start": 0.3, "end": 1.5}, {"start": 1.8, "end": 2.8}],
    }
    title = {"screen_title": {"seconds": 3.5, "fade": "in_out"}}
    plan = plan_of(flash(media, "flash.mp4", *X264), config, title)
    found: list[float] = []
    kept = Kept(tmp_path / "kept", found.append)
    whole = frames(FfmpegRenderer().render(plan, tmp_path / "whole", ignore, kept).video)
    assert len(whole) == round((2 + 1.2 + 1.0) * 25)
    [shelf] = kept.folder.iterdir()
    parts = sorted(shelf.glob("film.*"))
    assert len(parts) == 6

    for left in (4, 2, 1):  # behind the opening, within it, within the title's fade
        for part in parts[left:]:
            part.unlink()
        first = parts[0].stat()
        resumed = frames(FfmpegRenderer().render(plan, tmp_path / str(left), ignore, kept).video)
        assert parts[0].stat() == first
        assert [moment for moment, _ in resumed] == [moment for moment, _ in whole]
        for (_, one), (_, other) in zip(whole, resumed, strict=True):
            assert np.abs(one.astype(int) - other.astype(int)).mean() < 1.5
    assert len(found) == 3
    assert found == sorted(found, reverse=True)
    assert (shelf / "sound.mp4").exists()


def test_parts_of_another_plan_are_never_taken(media: Media, tmp_path: Path):
    kept = Kept(tmp_path / "kept", lambda _progress: None)
    film = flash(media, "flash.mp4", *X264)
    FfmpegRenderer().render(plan_of(film, {"screenTitleText": "One"}), tmp_path / "one", ignore, kept)
    [first] = kept.folder.iterdir()

    FfmpegRenderer().render(plan_of(film, {"screenTitleText": "Two"}), tmp_path / "two", ignore, kept)

    [second] = kept.folder.iterdir()
    assert first != second


def test_memory_stays_flat_whatever_the_length(media: Media, tmp_path: Path):
    peaks = []
    for seconds in (10, 60):
        film_of = media.made(f"long{seconds}", seconds=seconds, width=64, height=64, fps=10)
        ranges = [{"start": 0, "end": 2}, {"start": seconds - 6, "end": seconds - 1}]
        highest = 0

        def watch(_fraction: float, _stage: str) -> None:
            nonlocal highest
            highest = max([highest, *(child.memory_info().rss for child in running())])

        render(plan_of(film_of, {"editRanges": ranges}), tmp_path / str(seconds), watch)
        peaks.append(highest)

    assert peaks[1] < peaks[0] + 60 * 1024**2


def test_the_tool_behind_it_is_named():
    renderer: Renderer = FfmpegRenderer()

    assert renderer.check().startswith("ffmpeg version")
