"""The procedural painter, through its eyes: what it makes, how large, and how surely the same."""

import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from app.adapters.painter import NotPainted, ProceduralPainter
from app.adapters.painter.colour import from_oklab, linear, oklab
from app.adapters.painter.picture import paint, painted
from app.kernel.gallery import BACKDROP_SIZES
from app.kernel.ports.painter import Backdrop, Hour, Landscape, Weather

PALETTE = ("#0c1828", "#1b3a55", "#48798d", "#dab48f")
KILOBYTES = 1000


def recipe(**changes: object) -> Backdrop:
    plain: dict[str, object] = {
        "landscape": Landscape.HARBOUR,
        "hour": Hour.DUSK,
        "weather": Weather.CLEAR,
        "palette": PALETTE,
        "seed": 11,
    }
    return Backdrop.model_validate(plain | changes)


def pixels(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture, np.float32)


def opened(picture: bytes) -> Image.Image:
    with Image.open(BytesIO(picture)) as image:
        assert image.format == "WEBP"
        return image.convert("RGB")


@pytest.mark.parametrize("landscape", Landscape)
@pytest.mark.parametrize("hour", Hour)
def test_every_landscape_is_painted_at_every_hour(landscape: Landscape, hour: Hour) -> None:
    picture = pixels(painted(recipe(landscape=landscape, hour=hour), 192, 108))

    assert picture.shape == (108, 192, 3)
    assert picture.std() > 4, "an empty picture"
    assert 4 < picture.mean() < 235


@pytest.mark.parametrize("weather", Weather)
@pytest.mark.parametrize("landscape", [Landscape.CAVERN, Landscape.FOREST, Landscape.SEA])
def test_every_weather_is_seen(landscape: Landscape, weather: Weather) -> None:
    clear = pixels(painted(recipe(landscape=landscape), 192, 108))
    picture = pixels(painted(recipe(landscape=landscape, weather=weather), 192, 108))

    assert picture.std() > 4
    assert (weather is Weather.CLEAR) == bool(np.array_equal(clear, picture))


@pytest.mark.parametrize("landscape", [Landscape.SKY, Landscape.CITY])
def test_the_same_recipe_gives_the_same_bytes(landscape: Landscape) -> None:
    first, second = (paint(recipe(landscape=landscape, weather=Weather.SNOW), 320, 180) for _ in range(2))

    assert first == second


def test_another_seed_gives_another_picture() -> None:
    assert paint(recipe(seed=1), 160, 90) != paint(recipe(seed=2), 160, 90)


def test_a_small_picture_is_the_large_one_seen_from_afar() -> None:
    large = painted(recipe(landscape=Landscape.MOUNTAINS), 640, 360).resize((80, 45), Image.Resampling.BOX)
    small = painted(recipe(landscape=Landscape.MOUNTAINS), 320, 180).resize((80, 45), Image.Resampling.BOX)

    assert np.abs(pixels(large) - pixels(small)).mean() < 8


@pytest.mark.parametrize("size", [(16, 16), (17, 31), (333, 97), (90, 400)])
def test_any_size_is_painted(size: tuple[int, int]) -> None:
    assert opened(paint(recipe(), *size)).size == size


def test_each_symbol_changes_the_mood() -> None:
    moods = [
        pixels(painted(recipe(landscape=Landscape.SEA, symbol=symbol), 96, 54)).mean(axis=(0, 1))
        for symbol in (None, "light", "shadow", "chaos")
    ]

    plain, light, shadow, chaos = moods
    assert shadow.mean() < 0.8 * plain.mean() < light.mean()
    assert chaos[0] - chaos[1] > plain[0] - plain[1] + 8, "chaos burns red"


def test_skies_are_without_bands() -> None:
    picture = pixels(painted(recipe(landscape=Landscape.SEA, hour=Hour.DAY), 400, 225))

    runs = (np.diff(picture[:40, :, 2], axis=1) == 0).mean()
    assert runs < 0.5, "neighbours that are equal make steps that one sees"


def test_the_middle_is_not_the_brightest_place() -> None:
    for landscape in Landscape:
        picture = pixels(painted(recipe(landscape=landscape, hour=Hour.NIGHT), 192, 108)).mean(axis=2)
        assert picture[30:90, 72:120].mean() < 1.5 * picture.mean() + 12, landscape


@pytest.mark.parametrize("landscape", [Landscape.MARSH, Landscape.PLAIN])
def test_a_wide_picture_is_light_enough_to_send(landscape: Landscape) -> None:
    began = time.process_time()

    picture = paint(recipe(landscape=landscape, weather=Weather.RAIN), *BACKDROP_SIZES[1600])

    assert len(picture) <= 90 * KILOBYTES
    assert time.process_time() - began < 6, "four times what it should take on one core"


def test_the_painting_process_gives_what_the_painter_paints() -> None:
    assert ProceduralPainter().backdrop(recipe(), 96, 54) == paint(recipe(), 96, 54)


def test_pictures_can_be_painted_side_by_side() -> None:
    with ThreadPoolExecutor(2) as crowd:
        pictures = set(crowd.map(lambda _: paint(recipe(), 96, 54), range(4)))

    assert len(pictures) == 1


def test_a_painting_process_that_fails_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.adapters.painter.sys.executable", "/bin/false")

    with pytest.raises(NotPainted):
        ProceduralPainter().backdrop(recipe(), 96, 54)


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#8b5cf6", "#d98f4e"])
def test_oklab_there_and_back_is_the_same_colour(colour: str) -> None:
    light = linear(colour)

    assert np.allclose(from_oklab(oklab(light)), light, atol=2e-4)
