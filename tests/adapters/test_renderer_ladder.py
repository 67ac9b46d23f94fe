"""A film in several sizes: cut alike, each piece playable alone, in step with its sound, with thumbnails."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.adapters.renderer import FfmpegRenderer, grid, ladder
from app.adapters.renderer.ladder import make_ladder
from app.kernel.jobs import JobCancelled
from app.kernel.ports.renderer import Kept, Rendered, Streamed, Version
from tests.adapters.films import FLASH_AT, X264, beep_starts, flash, frames, ignore, plan_of, render
from tests.media import Media

PIECE_SECONDS = 0.4


@pytest.fixture
def film(media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rendered:
    """3 s in 160x120 at 25 pictures a second, in a small world: sizes of 360 to 60 and short pieces."""
    monkeypatch.setattr(grid, "GROUP_SECONDS", PIECE_SECONDS)
    monkeypatch.setattr(ladder, "SIZES", {360: 400, 90: 200, 60: 100})
    return render(plan_of(flash(media, "flash.mp4", *X264)), tmp_path / "film")


def streamed(film: Rendered, folder: Path, kept: Kept | None = None) -> Streamed:
    return make_ladder(film.video, film.info, folder, ignore, kept)


def piece(version: Version, number: int, folder: Path) -> Path:
    """What a player holds that has asked for the header and one piece."""
    content = version.media.read_bytes()
    lengths = [length for length, _ in version.pieces]
    start = len(content) - sum(lengths) + sum(lengths[:number])
    alone = folder / f"{version.name}-{number}.mp4"
    alone.write_bytes(content[: version.header_bytes] + content[start : start + lengths[number]])
    return alone


def test_sizes_reach_from_the_films_own_down_and_never_above(film: Rendered, tmp_path: Path):
    made = streamed(film, tmp_path / "ladder")

    assert [(version.name, version.width, version.height) for version in made.versions] == [
        *(("120", 160, 120), ("90", 120, 90), ("60", 80, 60)),
        ("sound", 0, 0),
    ]
    assert [version.codecs[:5] for version in made.versions] == ["avc1."] * 3 + ["mp4a."]
    assert made.frame_rate == 25.0


def test_every_size_is_cut_at_the_same_moments_and_has_every_picture(film: Rendered, tmp_path: Path):
    made = streamed(film, tmp_path / "ladder")

    *pictures, sound = made.versions
    lengths = [[seconds for _, seconds in version.pieces] for version in pictures]
    assert lengths[0] == pytest.approx([PIECE_SECONDS] * 7 + [0.2])
    assert lengths[1:] == lengths[:1] * 2
    assert [len(frames(version.media)) for version in pictures] == [75] * 3
    assert sum(seconds for _, seconds in sound.pieces) == pytest.approx(3.0, abs=0.03)


def test_each_piece_plays_without_the_others(film: Rendered, tmp_path: Path):
    *pictures, _ = streamed(film, tmp_path / "ladder").versions

    for version in pictures:
        alone = frames(piece(version, 3, tmp_path))
        assert len(alone) == 10
        assert [picture.mean() > 120 for _, picture in alone] == [False] * 10
        assert any(picture.mean() > 120 for _, picture in frames(piece(version, 2, tmp_path)))


def test_picture_and_sound_stay_in_step(film: Rendered, tmp_path: Path):
    *pictures, sound = streamed(film, tmp_path / "ladder").versions

    assert beep_starts(sound.media) == pytest.approx(FLASH_AT, abs=0.02)
    for version in pictures:
        shown = frames(version.media)
        lit = next(at for at, (_, picture) in enumerate(shown) if picture.mean() > 120)
        assert lit / 25 == pytest.approx(FLASH_AT, abs=0.001)


def test_the_largest_size_is_copied(film: Rendered, tmp_path: Path):
    largest = streamed(film, tmp_path / "ladder").versions[0]

    for (_, one), (_, other) in zip(frames(largest.media), frames(film.video), strict=True):
        assert np.array_equal(one, other)


def test_a_film_that_can_be_cut_too_seldom_is_encoded_instead(
    film: Rendered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ladder, "_LONGEST_PIECE_SECONDS", 0.01)

    made = streamed(film, tmp_path / "ladder")

    assert [version.name for version in made.versions] == ["90", "60", "sound"]


def test_thumbnails_follow_the_film(film: Rendered, tmp_path: Path):
    made = streamed(film, tmp_path / "ladder")

    facts = made.thumbnail_facts
    assert facts["count"] == 6
    with Image.open(made.thumbnails) as sheet:
        assert sheet.size == (facts["columns"] * facts["tile_width"], facts["rows"] * facts["tile_height"])
        bright = [_tile(sheet, facts, number) > 120 for number in range(facts["count"])]
    assert bright == [False, False, True, False, False, False]


def test_a_killed_ladder_goes_on_behind_its_last_finished_part(film: Rendered, tmp_path: Path):
    found: list[float] = []
    kept = Kept(tmp_path / "kept", found.append)
    streamed(film, tmp_path / "first", kept)
    [shelf] = kept.folder.iterdir()
    parts = sorted(shelf.glob("r60.*"))
    parts[-1].unlink()
    first = parts[0].stat()

    made = streamed(film, tmp_path / "second", kept)

    assert parts[0].stat() == first
    assert 0.5 < found[0] < 0.9
    assert [len(frames(version.media)) for version in made.versions[:-1]] == [75] * 3


@pytest.mark.parametrize("stage", ["Making smaller sizes", "Cutting", "Drawing thumbnails"])
def test_a_cancel_at_any_stage_leaves_nothing(stage: str, film: Rendered, tmp_path: Path):
    def cancel(_fraction: float, reached: str) -> None:
        if reached == stage:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        make_ladder(film.video, film.info, tmp_path / "ladder", cancel)

    assert list((tmp_path / "ladder").iterdir()) == []


def test_only_what_is_finished_is_left(film: Rendered, tmp_path: Path):
    made = FfmpegRenderer().stream(film.video, film.info, tmp_path / "ladder", ignore)

    left = {version.media for version in made.versions} | {made.thumbnails}
    assert set((tmp_path / "ladder").iterdir()) == left


def _tile(sheet: Image.Image, facts: dict[str, int], number: int) -> float:
    left = number % facts["columns"] * facts["tile_width"]
    top = number // facts["columns"] * facts["tile_height"]
    box = (left, top, left + facts["tile_width"], top + facts["tile_height"])
    return float(np.asarray(sheet.convert("L").crop(box)).mean())
