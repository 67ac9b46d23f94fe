"""Painting ahead."""

from pathlib import Path

import pytest

from app.kernel.config import Settings
from app.kernel.errors import Unavailable
from app.kernel.gallery import BACKDROP_SIZES, backdrop_gallery
from app.kernel.ports.painter import Backdrop, Hour, Landscape, Weather
from app.launcher import pictures
from app.launcher.pictures import kernels_compiled_meanwhile, paint_ahead
from tests.fakes import FakePainter

RECIPES = [
    Backdrop(
        landscape=Landscape.FOREST,
        hour=Hour.DAY,
        weather=Weather.CLEAR,
        palette=("#101828", "#4a5a7a", "#f0b070"),
        seed=seed,
    )
    for seed in range(3)
]


@pytest.fixture
def painter(monkeypatch: pytest.MonkeyPatch) -> FakePainter:
    monkeypatch.setattr(pictures, "FIRST_PAUSE_SECONDS", 0)
    monkeypatch.setattr(pictures, "PAUSE_SECONDS", 0)
    return FakePainter()


async def test_every_recipe_is_painted_in_every_size_and_only_once(
    settings: Settings, tmp_path: Path, painter: FakePainter
) -> None:
    hung = backdrop_gallery(tmp_path, painter)

    for _ in range(2):
        await paint_ahead(hung, lambda: RECIPES)

    assert len(painter.painted) == len(set(painter.painted)) == len(RECIPES) * len(BACKDROP_SIZES)


async def test_pictures_of_stories_that_are_gone_are_removed(
    settings: Settings, tmp_path: Path, painter: FakePainter
) -> None:
    hung = backdrop_gallery(tmp_path, painter)
    hung.paint(RECIPES[0], 800)

    await paint_ahead(hung, lambda: RECIPES[1:])

    assert hung.find(RECIPES[0], 800) is None


async def test_a_painter_that_fails_ends_it_quietly(
    settings: Settings, tmp_path: Path, painter: FakePainter
) -> None:
    painter.failure = Unavailable("No room.")

    await paint_ahead(backdrop_gallery(tmp_path, painter), lambda: RECIPES)

    assert painter.painted == []


async def test_a_folder_that_can_not_be_tidied_ends_it_quietly(
    settings: Settings, tmp_path: Path, painter: FakePainter
) -> None:
    (tmp_path / "no-file.webp").mkdir()

    await paint_ahead(backdrop_gallery(tmp_path, painter), lambda: RECIPES)

    assert painter.painted == []


async def test_it_can_be_switched_off(
    settings: Settings, tmp_path: Path, painter: FakePainter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "paint_ahead", False)

    await paint_ahead(backdrop_gallery(tmp_path, painter), lambda: RECIPES)

    assert painter.painted == []


def test_the_planets_kernels_are_compiled_before_anything_is_served(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[Path] = []
    monkeypatch.setattr(pictures, "compile_kernels", compiled.append)

    with kernels_compiled_meanwhile(settings):
        pass
    settings.paint_ahead = False
    with kernels_compiled_meanwhile(settings):
        pass

    assert compiled == [settings.data_dir / "kernels"]


def test_a_painter_that_cannot_compile_holds_nothing_else_up(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise Unavailable("No compiler.")

    monkeypatch.setattr(pictures, "compile_kernels", fail)

    with kernels_compiled_meanwhile(settings):
        served = True

    assert served
