"""What is derived from an upload: poster, thumbnail strip, proxy, waveform."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.adapters.renderer import FfmpegRenderer
from app.kernel.ports.renderer import Derived
from tests.adapters.films import (
    BLUE,
    FLASH_AT,
    GREEN,
    RED,
    WHITE,
    X264,
    corner_colours,
    corners,
    flash,
    flash_starts,
    frames,
    plan_of,
    render,
    tone,
    turned,
)
from tests.media import Media

SIDEWAYS = [BLUE, RED, WHITE, GREEN]


def derived(path: Path, folder: Path) -> Derived:
    renderer = FfmpegRenderer()
    return renderer.derive(path, renderer.probe(path), folder, lambda _fraction, _stage: None)


def test_everything_of_a_phone_film_is_upright(media: Media, tmp_path: Path):
    film = turned(media, "turned90.mp4", corners(media, "corners.mp4", 160, 120), 90)

    made = derived(film, tmp_path)

    assert made.poster
    assert made.strip
    assert made.proxy
    facts = made.strip_facts
    with Image.open(made.poster) as poster:
        assert poster.size == (120, 160)
        assert corner_colours(np.asarray(poster)) == SIDEWAYS
    with Image.open(made.strip) as strip:
        assert strip.format == "WEBP"
        assert strip.size == (facts["columns"] * facts["tile_width"], facts["rows"] * facts["tile_height"])
        tile = strip.convert("RGB").crop((0, 0, facts["tile_width"], facts["tile_height"]))
        assert corner_colours(np.asarray(tile)) == SIDEWAYS
    assert corner_colours(frames(made.proxy)[0][1]) == SIDEWAYS
    assert made.waveform is None


@pytest.mark.parametrize(
    ("size", "shown"), [((1280, 720), (540, 304)), ((161, 121), (160, 120)), ((200, 1200), (90, 540))]
)
def test_the_proxy_is_small_even_and_quick_to_jump_in(
    media: Media, tmp_path: Path, size: tuple[int, int], shown: tuple[int, int]
):
    options = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p")
    film = corners(media, f"size{size[0]}.mp4", *size, *options)

    made = derived(film, tmp_path)

    assert made.proxy
    info = FfmpegRenderer().probe(made.proxy)
    assert (info.width, info.height, info.frame_rate) == (*shown, pytest.approx(30))
    assert info.duration_seconds == pytest.approx(2, abs=0.04)
    content = made.proxy.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_the_proxy_and_the_strip_show_the_moment_that_they_stand_for(media: Media, tmp_path: Path):
    made = derived(flash(media, "flash.mp4", *X264), tmp_path)

    assert made.strip
    assert made.proxy
    facts = made.strip_facts
    assert (facts["count"], facts["seconds_per_tile"]) == (6, 0.5)
    with Image.open(made.strip) as strip:
        row = np.asarray(strip.convert("L"))
    tiles = [row[:, i * facts["tile_width"] : (i + 1) * facts["tile_width"]].mean() > 120 for i in range(6)]
    assert tiles == [False, False, True, False, False, False]
    assert flash_starts(made.proxy) == pytest.approx(FLASH_AT, abs=0.034)


@pytest.mark.parametrize(("size", "matrix"), [((1280, 720), "bt709"), ((320, 180), "bt601")])
def test_a_film_without_colour_labels_looks_the_same_wherever_it_is_shown(
    media: Media, tmp_path: Path, size: tuple[int, int], matrix: str
):
    coded = f"format=gbrp,scale=out_color_matrix={matrix}:out_range=tv,format=yuv420p"
    source = media.encoded(
        f"unlabelled{size[0]}.mp4",
        *("-f", "lavfi", "-i", f"color=0x00c0e0:s={size[0]}x{size[1]}:r=10:d=1,{coded}"),
        *("-vf", "setparams=colorspace=unknown", *X264),
    )
    assert FfmpegRenderer().probe(source).unknown_colours

    made = derived(source, tmp_path / "derived")
    film = render(plan_of(source), tmp_path / "film")

    assert made.poster
    assert made.strip
    assert made.proxy
    shown = [np.asarray(Image.open(path).convert("RGB")) for path in (made.poster, made.strip, film.poster)]
    shown += [frames(path)[5][1] for path in (made.proxy, film.video)]
    middles = [picture[picture.shape[0] // 2, picture.shape[1] // 4].tolist() for picture in shown]
    assert middles == [pytest.approx((0, 0xC0, 0xE0), abs=5)] * 5


def test_the_waveform_has_a_peak_for_each_tenth_of_a_second(media: Media, tmp_path: Path):
    made = derived(flash(media, "flash.mp4", *X264), tmp_path)

    assert made.waveform
    told = json.loads(made.waveform.read_text())
    loud = [index for index, peak in enumerate(told["peaks"]) if peak > 0.2]
    assert told["peaks_per_second"] == 10
    assert len(told["peaks"]) == 30
    assert loud in ([10, 11], [10, 11, 12])


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".wav", ".ogg", ".flac"])
def test_a_sound_has_a_waveform_alone(media: Media, tmp_path: Path, suffix: str):
    made = derived(tone(media, f"tone{suffix}", 440), tmp_path)

    assert (made.poster, made.strip, made.proxy) == (None, None, None)
    assert made.waveform
    peaks = json.loads(made.waveform.read_text())["peaks"]
    assert all(0.4 < peak < 0.9 for peak in peaks[1:28])


def test_a_picture_has_a_small_poster_that_stays_clear(tmp_path: Path):
    Image.new("RGBA", (3000, 1500), (255, 0, 0, 0)).save(tmp_path / "logo.png")

    made = derived(tmp_path / "logo.png", tmp_path / "out")

    assert made.poster
    with Image.open(made.poster) as poster:
        assert poster.size == (1280, 640)
        assert poster.convert("RGBA").getpixel((5, 5))[3] == 0
