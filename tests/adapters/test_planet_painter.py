"""The painter of planets: anything that can be chosen is painted, the same every time, at any size."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.adapters.painter import ProceduralPainter
from app.adapters.painter.planet import PlanetNotPainted, PlanetPainter, compile_kernels, words
from app.features.planets.service.samples import list_recipes
from app.kernel.gallery import SAMPLE_SIZES
from app.kernel.ports.planet import (
    GENERATION,
    AtmosphereStyle,
    EmotionalTone,
    OriginType,
    PlanetRecipe,
    RingStyle,
    SurfaceType,
)
from tests.kernels import compiled

hexes = st.integers(0, 256**3 - 1).map(lambda number: f"#{number:06x}")
texts = st.lists(
    st.one_of(st.sampled_from(sorted(words.vocabulary())), st.text(max_size=40)), max_size=5
).map(tuple)
recipes = st.builds(
    PlanetRecipe,
    primary_color=hexes,
    secondary_color=st.none() | hexes,
    palette=st.lists(hexes, max_size=6).map(tuple),
    surface_type=st.sampled_from(SurfaceType),
    surface_descriptors=texts,
    ring_style=st.sampled_from(RingStyle),
    ring_color=st.none() | hexes,
    ring_descriptors=texts,
    has_moons=st.booleans(),
    moon_count=st.integers(0, 12),
    moon_descriptors=texts,
    atmosphere_style=st.sampled_from(AtmosphereStyle),
    atmosphere_descriptors=texts,
    origin_type=st.sampled_from(OriginType),
    materials=texts,
    emotional_tone=st.none() | st.sampled_from(EmotionalTone),
    tone_label=st.text(max_size=60),
    seed=st.integers(0, 2**63 - 1),
)


@pytest.fixture(scope="module")
def kernels() -> Path:
    return compiled()


@pytest.fixture(scope="module")
def painter(kernels: Path) -> Iterator[ProceduralPainter]:
    one = ProceduralPainter(kernels)
    yield one
    one.close()


def opened(picture: bytes, mode: str = "RGB") -> Image.Image:
    with Image.open(BytesIO(picture)) as image:
        assert image.format == "WEBP"
        return image.convert(mode)


def values(picture: bytes, mode: str = "RGB") -> np.ndarray:
    return np.asarray(opened(picture, mode), np.float32)


def test_kernels_are_compiled_once(kernels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: PlanetPainter) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(PlanetPainter, "get_ready", start)

    compile_kernels(kernels)


@pytest.mark.timeout(600)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(recipe=recipes, width=st.integers(16, 200), height=st.integers(16, 140), sky=st.booleans())
def test_whatever_can_be_chosen_is_painted(
    painter: ProceduralPainter, recipe: PlanetRecipe, width: int, height: int, sky: bool
) -> None:
    picture = painter.planet(recipe, width, height, sky=sky)

    assert opened(picture).size == (width, height)
    assert picture == painter.planet(recipe, width, height, sky=sky), "not the same bytes"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("surface", SurfaceType)
def test_every_size_shows_the_same_planet(painter: ProceduralPainter, surface: SurfaceType) -> None:
    recipe = PlanetRecipe(surface_type=surface, seed=5, atmosphere_style=AtmosphereStyle.CALM)

    small = opened(painter.planet(recipe, 160, 90)).resize((80, 45), Image.Resampling.BOX)
    large = opened(painter.planet(recipe, 640, 360)).resize((80, 45), Image.Resampling.BOX)

    apart = np.abs(np.asarray(small, np.float32) - np.asarray(large, np.float32))
    assert apart.mean() < 5
    assert np.corrcoef(np.asarray(small).ravel(), np.asarray(large).ravel())[0, 1] > 0.96


@pytest.mark.timeout(600)
@pytest.mark.parametrize("surface", SurfaceType)
def test_every_surface_takes_the_colour_it_was_given_and_none_is_washed_out(
    painter: ProceduralPainter, surface: SurfaceType
) -> None:
    red, blue = (
        values(painter.planet(PlanetRecipe(surface_type=surface, primary_color=colour, seed=8), 160, 90))
        for colour in ("#B8432F", "#2F6FB8")
    )

    warmth = [(picture[..., 0] - picture[..., 2]).mean() for picture in (red, blue)]
    assert warmth[0] > warmth[1] + 5
    assert max((picture.min(axis=2) > 248).mean() for picture in (red, blue)) < 0.005


@pytest.mark.timeout(600)
def test_two_processes_paint_the_same_bytes(painter: ProceduralPainter, kernels: Path) -> None:
    recipe = PlanetRecipe(surface_type=SurfaceType.HYBRID, ring_style=RingStyle.FRAGMENTED, seed=9)
    other = PlanetPainter(kernels)

    try:
        assert other.planet(recipe, 320, 180, sky=True) == painter.planet(recipe, 320, 180)
    finally:
        other.close()


@pytest.mark.timeout(600)
def test_seeds_and_unknown_words_make_another_planet(painter: ProceduralPainter) -> None:
    plain = PlanetRecipe(seed=1)
    several = [plain, PlanetRecipe(seed=2), PlanetRecipe(seed=1, surface_descriptors=("zorblax",))]

    pictures = [values(painter.planet(one, 160, 90)) for one in several]

    assert np.abs(pictures[0] - pictures[1]).mean() > 3
    assert np.abs(pictures[0] - pictures[2]).mean() > 3


@pytest.mark.timeout(600)
def test_a_known_word_keeps_the_planet_and_moves_it(painter: ProceduralPainter) -> None:
    plain, drowned = PlanetRecipe(seed=1), PlanetRecipe(seed=1, surface_descriptors=("drowned",))

    first, second = (values(painter.planet(one, 160, 90)) for one in (plain, drowned))

    assert 0.2 < np.abs(first - second).mean() < 12


@pytest.mark.timeout(600)
def test_without_a_sky_the_corners_are_clear_and_the_middle_is_not(painter: ProceduralPainter) -> None:
    icon = values(painter.planet(PlanetRecipe(seed=4), 128, 128, sky=False), "RGBA")

    assert icon[0, 0, 3] == 0
    assert icon[64, 64, 3] == 255


@pytest.mark.timeout(600)
def test_pictures_of_choices_cost_little(painter: ProceduralPainter) -> None:
    [size] = SAMPLE_SIZES.values()
    for recipe in list_recipes():
        assert len(painter.planet(recipe, *size)) <= 6_000, recipe


@pytest.mark.timeout(600)
def test_a_spin_has_48_frames_and_no_seam(painter: ProceduralPainter) -> None:
    recipe = PlanetRecipe(surface_type=SurfaceType.OCEANIC, seed=3)
    told: list[float] = []

    with Image.open(BytesIO(painter.spin(recipe, 64, told.append))) as film:
        frames = []
        for number in range(film.n_frames):
            film.seek(number)
            frames.append(np.asarray(film.convert("RGB"), np.float32))

    steps = [np.abs(frames[n] - frames[(n + 1) % 48]).mean() for n in range(48)]
    assert len(frames) == 48
    assert min(steps) > 0.1, "it stands still"
    assert steps[-1] < 1.6 * np.median(steps)
    assert (len(told), told) == (48, sorted(told))
    assert 0 < told[0] < told[-1] < 1


@pytest.mark.timeout(600)
def test_a_spin_says_where_its_globe_is_and_each_frame_is_whole(painter: ProceduralPainter) -> None:
    film = painter.spin(
        PlanetRecipe(ring_style=RingStyle.DOUBLE, has_moons=True, moon_count=4, seed=3), 64, bool
    )

    chart = json.loads(unescape(re.findall(rb'everkeep:globe="([^"]*)"', film)[0].decode()))
    assert (chart["x"], chart["y"]) == (0.5, 0.5)
    assert 0.05 < chart["radius"] < 0.5
    assert sum(along**2 for along in chart["axis"]) == pytest.approx(1, abs=0.001)
    assert 1 < chart["rings"][0] < chart["rings"][1]
    assert all(len(moon) == 3 for moon in chart["moons"])
    with Image.open(BytesIO(film)) as together:
        for number, frame in enumerate(frames_alone(film)):
            together.seek(number)
            assert np.array_equal(np.asarray(together.convert("RGBA")), frame)


def frames_alone(film: bytes) -> Iterator[np.ndarray]:
    """What a viewer makes of each frame of an animated WebP; its chunks are name, size, bytes."""
    side = int.from_bytes(film[24:27], "little") + 1
    at = 12
    while at < len(film):
        size = int.from_bytes(film[at + 4 : at + 8], "little")
        if film[at : at + 4] == b"ANMF":
            head, pixels = film[at + 8 : at + 24], film[at + 24 : at + 8 + size]
            extended = b"VP8X\x0a\0\0\0\x10\0\0\0" + head[6:12] if pixels[:4] == b"ALPH" else b""
            whole = b"WEBP" + extended + pixels
            alone = Image.open(BytesIO(b"RIFF" + len(whole).to_bytes(4, "little") + whole)).convert("RGBA")
            canvas = Image.new("RGBA", (side, side))
            x, y = (2 * int.from_bytes(head[one : one + 3], "little") for one in (0, 3))
            canvas.paste(alone, (x, y))
            yield np.asarray(canvas)
        at += 8 + size + size % 2


@pytest.mark.timeout(600)
def test_a_generation_nobody_knows_is_refused_and_the_painter_goes_on(painter: ProceduralPainter) -> None:
    with pytest.raises(PlanetNotPainted):
        painter.planet(PlanetRecipe(generation=GENERATION + 1), 32, 32)

    assert painter.planet(PlanetRecipe(), 32, 32)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("generation", range(1, GENERATION + 1))
def test_recipes_of_every_generation_still_paint(painter: ProceduralPainter, generation: int) -> None:
    assert painter.planet(PlanetRecipe(generation=generation), 32, 32)


@pytest.mark.timeout(600)
def test_a_painting_process_that_was_killed_is_started_again(kernels: Path) -> None:
    painter = PlanetPainter(kernels)
    try:
        first = painter.planet(PlanetRecipe(), 32, 32, sky=True)
        assert painter._process is not None
        painter._process.kill()
        painter._process.wait()

        assert painter.planet(PlanetRecipe(), 32, 32, sky=True) == first
    finally:
        painter.close()


@pytest.mark.timeout(600)
def test_a_painting_process_ends_when_nobody_asks(kernels: Path) -> None:
    painter = PlanetPainter(kernels, idle_seconds=0.0)

    painter.planet(PlanetRecipe(), 32, 32, sky=True)
    process = painter._process

    if process is not None:
        assert process.wait(30) == 0


def test_where_pages_are_served_no_kernel_is_loaded() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, app.wiring; print('numba' in sys.modules, 'numpy' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["False", "False"]


def test_every_word_of_the_vocabulary_stands_once() -> None:
    rows = [word for word in words.vocabulary()]

    moved, unknown = words.read([" ".join(rows)])

    assert moved
    assert unknown == 0
