"""The folder of finished pictures."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.kernel import gallery as gallery_module
from app.kernel.gallery import BACKDROP_SIZES, Gallery, backdrop_gallery
from app.kernel.ports.painter import Backdrop, Hour, Landscape, Weather
from tests.fakes import FakePainter

RECIPE = Backdrop(
    landscape=Landscape.SEA,
    hour=Hour.DUSK,
    weather=Weather.MIST,
    palette=("#101828", "#4a5a7a", "#f0b070"),
    seed=7,
)
OTHER = RECIPE.model_copy(update={"symbol": "chaos"})


@pytest.fixture
def painter() -> FakePainter:
    return FakePainter()


@pytest.fixture
def hung(tmp_path: Path, painter: FakePainter) -> Gallery[Backdrop]:
    return backdrop_gallery(tmp_path / "backdrops", painter)


def _files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "backdrops").glob("*.webp"))


def test_a_picture_is_painted_once_and_found_again(hung: Gallery[Backdrop], painter: FakePainter) -> None:
    assert hung.find(RECIPE, 800) is None

    first = hung.paint(RECIPE, 800)

    assert hung.paint(RECIPE, 800) == hung.find(RECIPE, 800) == first
    assert painter.painted == [(RECIPE, *BACKDROP_SIZES[800])]


def test_each_recipe_and_width_has_a_picture_of_its_own(hung: Gallery[Backdrop]) -> None:
    pictures = {hung.paint(recipe, width) for recipe in (RECIPE, OTHER) for width in BACKDROP_SIZES}

    assert len(pictures) == 2 * len(BACKDROP_SIZES)


def test_a_new_painter_paints_again_under_another_edition(tmp_path: Path, painter: FakePainter) -> None:
    newer = FakePainter()
    newer.version = "newer"
    before, after = backdrop_gallery(tmp_path, painter), backdrop_gallery(tmp_path, newer)
    before.paint(RECIPE, 800)

    assert after.find(RECIPE, 800) is None
    assert before.edition(RECIPE) != after.edition(RECIPE)


@pytest.mark.parametrize("broken", [b"", b"RIFF", b"no picture at all", None], ids=str)
def test_a_broken_file_is_painted_again(
    hung: Gallery[Backdrop], tmp_path: Path, painter: FakePainter, broken: bytes | None
) -> None:
    picture = hung.paint(RECIPE, 800)
    (file,) = _files(tmp_path)
    file.write_bytes(picture[:-5] if broken is None else broken)

    assert hung.find(RECIPE, 800) is None
    assert hung.paint(RECIPE, 800) == picture
    assert hung.find(RECIPE, 800) == picture


def test_a_full_disk_keeps_no_picture_and_hides_none(
    hung: Gallery[Backdrop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(gallery_module.os, "fsync", full)

    picture = hung.paint(RECIPE, 800)

    assert picture.startswith(b"RIFF")
    assert hung.find(RECIPE, 800) is None
    assert [path.name for path in (tmp_path / "backdrops").iterdir()] in ([], ["easel.lock"])


def test_what_a_killed_process_left_half_written_goes(
    hung: Gallery[Backdrop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(gallery_module.os, "fsync", lambda _: os._exit(9))
        hung.paint(RECIPE, 800)
    os.waitpid(child, 0)

    picture = hung.paint(OTHER, 800)

    assert hung.find(OTHER, 800) == picture
    left = {path.name for path in (tmp_path / "backdrops").iterdir()} - {"easel.lock"}
    assert left == {path.name for path in _files(tmp_path)}


def test_many_who_ask_at_once_get_one_painting(hung: Gallery[Backdrop], painter: FakePainter) -> None:
    with ThreadPoolExecutor(8) as crowd:
        pictures = set(crowd.map(lambda _: hung.paint(RECIPE, 1600), range(24)))

    assert len(pictures) == 1
    assert len(painter.painted) == 1


def test_pictures_of_other_recipes_and_painters_are_pruned(hung: Gallery[Backdrop], tmp_path: Path) -> None:
    hung.paint(RECIPE, 800)
    hung.paint(OTHER, 800)

    assert hung.prune([RECIPE]) == 1
    assert hung.find(RECIPE, 800) is not None
    assert hung.find(OTHER, 800) is None


def test_a_taken_easel_is_told_of(
    hung: Gallery[Backdrop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery_module, "LONGEST_WAIT_SECONDS", 0)
    with hung._easel(), pytest.raises(gallery_module.EaselTaken):
        hung.paint(RECIPE, 800)
