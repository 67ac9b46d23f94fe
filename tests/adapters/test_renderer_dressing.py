"""What is laid before and over a film: where it shows, when, and that it is what the preview drew."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from app.adapters.renderer.artwork import draw
from tests.adapters.films import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    X264,
    beep_starts,
    colour,
    corner_colours,
    corners,
    flash,
    flash_starts,
    frames,
    plan_of,
    render,
    turned,
)
from tests.media import Media


@pytest.fixture
def square(tmp_path: Path) -> Path:
    """A green picture."""
    Image.new("RGBA", (64, 64), (0, 128, 0, 255)).save(tmp_path / "square.png")
    return tmp_path / "square.png"


def test_a_frozen_first_frame_stands_before_the_film(media: Media, tmp_path: Path):
    film = flash(media, "flash.mp4", *X264)

    made = render(plan_of(film, {"intro": {"kind": "freeze_first_frame", "seconds": 2}}), tmp_path)

    assert made.info.duration_seconds == pytest.approx(5, abs=0.001)
    assert flash_starts(made.video) == pytest.approx(3.0, abs=0.001)
    assert beep_starts(made.video) == pytest.approx(3.0, abs=0.03)


def test_a_title_image_stands_before_the_film(media: Media, tmp_path: Path, square: Path):
    film = corners(media, "corners.mp4", 160, 120)
    config = {"intro": {"kind": "title_image", "uploadId": 1, "holdSeconds": 2}}

    made = render(plan_of(film, config, files={1: square}), tmp_path)

    seen = frames(made.video)
    assert len(seen) == 100
    assert colour(seen[49][1], 0.5, 0.5) == GREEN
    assert corner_colours(seen[50][1]) == [RED, GREEN, BLUE, WHITE]


def test_a_title_image_without_hold_is_the_poster_alone(media: Media, tmp_path: Path, square: Path):
    film = corners(media, "corners.mp4", 160, 120)
    config = {"intro": {"kind": "title_image", "uploadId": 1, "holdSeconds": 0}}

    made = render(plan_of(film, config, files={1: square}), tmp_path)

    with Image.open(made.poster) as poster:
        assert poster.size == (160, 120)
        assert colour(np.asarray(poster), 0.5, 0.5) == GREEN
    assert len(frames(made.video)) == 50


def test_an_overlay_covers_the_picture_in_its_window_only(media: Media, tmp_path: Path, square: Path):
    film = corners(media, "corners.mp4", 160, 120)
    item = {"id": "a", "uploadId": 1, "startSeconds": 0.4, "endSeconds": 1.2}

    made = render(plan_of(film, {"overlayItems": [item]}, files={1: square}), tmp_path)

    covered = [set(corner_colours(picture)) == {GREEN} for _, picture in frames(made.video)]
    assert covered == [10 <= number < 30 for number in range(50)]


def test_two_tracks_blend_as_strongly_as_they_are_set_and_fade(media: Media, tmp_path: Path, square: Path):
    film = media.encoded("white.mp4", "-f", "lavfi", "-i", "color=white:s=160x120:r=25:d=2", *X264)
    red = tmp_path / "red.png"
    Image.new("RGB", (40, 30), "#ff0000").save(red)
    span = {"startSeconds": 0, "endSeconds": 1.6}
    items = [
        {"id": "over", "track": "B", "uploadId": 1, "opacityPct": 50, **span},
        {"id": "under", "track": "A", "uploadId": 2, "fade": "in", **span},
    ]
    plan = plan_of(film, {"overlayItems": items}, files={1: square, 2: red})

    made = render(plan, tmp_path)

    shown = Image.new("RGBA", (160, 120), "white")
    for layer in plan.layers:
        shown.alpha_composite(draw(layer.artwork, 160, 120))
    seen = frames(made.video)
    expected = np.asarray(shown.convert("RGB"), dtype=int)
    assert np.abs(seen[30][1].astype(int) - expected).mean() < 3
    assert int(seen[0][1][60, 80, 2]) > int(seen[6][1][60, 80, 2]) > int(seen[30][1][60, 80, 2])
    assert seen[45][1].min() > 250


def test_fades_lie_inside_their_window(media: Media, tmp_path: Path, square: Path):
    film = media.encoded("white.mp4", "-f", "lavfi", "-i", "color=white:s=160x120:r=25:d=2", *X264)
    preset = {"timing": "first_only", "seconds": 1, "opacityPct": 100, "position": "center", "widthPct": 50}

    made = render(plan_of(film, {"logoUploadId": 1}, {"logo": preset}, {1: square}), tmp_path)

    reds = [int(picture[60, 80, 0]) for _, picture in frames(made.video)]
    assert reds[0] > 230
    assert reds[13] < 30
    assert 60 < reds[6] < 200
    assert 60 < reds[18] < 200
    assert min(reds[25:]) > 250
    assert reds[24] > 200


def test_the_poster_shows_the_dressed_film(media: Media, tmp_path: Path, square: Path):
    film = media.encoded("white.mp4", "-f", "lavfi", "-i", "color=white:s=160x120:r=25:d=2", *X264)
    preset = {"opacityPct": 100, "position": "center", "widthPct": 50, "fade": "in"}

    made = render(plan_of(film, {"logoUploadId": 1}, {"logo": preset}, {1: square}), tmp_path)

    with Image.open(made.poster) as poster:
        assert colour(np.asarray(poster), 0.5, 0.5) == GREEN


def test_what_the_preview_draws_is_what_the_film_shows(media: Media, tmp_path: Path):
    film = media.encoded("blue.mp4", "-f", "lavfi", "-i", "color=0x204080:s=320x180:r=25:d=1", *X264)
    title = {"fade": "none", "style": "pill", "font": "inter", "sizePct": 8}
    plan = plan_of(film, {"screenTitleText": "100% sure: it's \\here\\"}, {"screen_title": title})

    made = render(plan, tmp_path)

    shown = Image.new("RGBA", (320, 180), "#204080")
    shown.alpha_composite(draw(plan.layers[0].artwork, 320, 180))
    expected = np.asarray(shown.convert("RGB"), dtype=int)
    assert np.abs(frames(made.video)[10][1].astype(int) - expected).mean() < 2.5


@pytest.mark.parametrize(
    "text",
    [
        "50% off: 'now' \\n %{pts} [in]; drawtext=x",
        '`$(reboot)` "quoted" |;&>',
        "👩‍🚀🇩🇪👍🏽 ❤️",
        "مرحبا بالعالم\nשלום עולם 2026",
        "世界の終わり 안녕하세요",
        "\u202e\u200d\ufe0f\u0301",
        "x" * 1000,
        "\n".join("line" for _ in range(30)),
    ],
)
def test_any_title_renders(media: Media, tmp_path: Path, text: str):
    film = media.encoded("blue.mp4", "-f", "lavfi", "-i", "color=0x204080:s=320x180:r=25:d=1", *X264)

    made = render(plan_of(film, {"screenTitleText": text}), tmp_path)

    assert made.info.duration_seconds == pytest.approx(1, abs=0.001)


def test_everything_at_once(media: Media, tmp_path: Path, square: Path):
    film = turned(media, "turned90.mp4", corners(media, "corners.mp4", 160, 120), 90)
    config: dict[str, Any] = {
        "intro": {"kind": "title_image", "uploadId": 1, "holdSeconds": 2},
        "screenTitleText": "All of it",
        "logoUploadId": 1,
        "lowerThirdUploadId": 1,
        "editRanges": [{"start": 0.2, "end": 0.8}, {"start": 1.1, "end": 2.0}],
        "overlayItems": [{"id": "a", "uploadId": 1, "startSeconds": 0.1, "endSeconds": 1.5}],
    }

    made = render(plan_of(film, config, files={1: square}), tmp_path)

    assert made.info.duration_seconds == pytest.approx(3.5, abs=0.04)
    assert (made.info.width, made.info.height) == (120, 160)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.mp4", "poster.jpg", "square.png"]
