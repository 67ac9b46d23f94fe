"""What comes out of a render: right side up, right length, in sync, dressed as planned."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from app.adapters.renderer.artwork import draw
from tests.adapters.films import (
    BLUE,
    FLASH_AT,
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

HEVC_10 = ("-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1")
UNEVEN = ("-vf", "select=eq(n\\,25)+not(eq(mod(n\\,3)\\,1))", "-fps_mode", "vfr", *X264)


@pytest.fixture
def square(tmp_path: Path) -> Path:
    """A green picture."""
    Image.new("RGBA", (64, 64), (0, 128, 0, 255)).save(tmp_path / "square.png")
    return tmp_path / "square.png"


@pytest.mark.parametrize(
    ("clockwise", "seen"),
    [
        (0, [RED, GREEN, BLUE, WHITE]),
        (90, [BLUE, RED, WHITE, GREEN]),
        (180, [WHITE, BLUE, GREEN, RED]),
        (270, [GREEN, WHITE, RED, BLUE]),
    ],
)
def test_a_turned_phone_film_comes_out_upright_once(
    media: Media, tmp_path: Path, clockwise: int, seen: list[str]
):
    film = turned(media, f"turned{clockwise}.mp4", corners(media, "corners.mp4", 160, 120), clockwise)

    made = render(plan_of(film), tmp_path)

    assert corner_colours(frames(made.video)[10][1]) == seen
    assert made.info.rotation == 0
    assert (made.info.width, made.info.height) == ((120, 160) if clockwise in (90, 270) else (160, 120))
    assert made.info.duration_seconds == pytest.approx(2, abs=0.001)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("flash.mp4", X264),
        ("flash-uneven.mp4", UNEVEN),
        ("flash-hevc.mov", HEVC_10),
        ("flash.webm", ("-c:v", "libvpx", "-b:v", "500k", "-c:a", "libopus")),
    ],
)
def test_picture_and_sound_stay_together_through_a_cut(
    media: Media, tmp_path: Path, name: str, options: tuple[str, ...]
):
    film = flash(media, name, *options)
    ranges = [{"start": 0.1, "end": 0.4}, {"start": 0.7, "end": 2.5}]

    made = render(plan_of(film, {"editRanges": ranges}), tmp_path)

    expected = FLASH_AT - 0.1 - 0.3
    assert made.info.duration_seconds == pytest.approx(2.1, abs=0.04)
    assert flash_starts(made.video) == pytest.approx(expected, abs=0.041)
    assert beep_starts(made.video) == pytest.approx(flash_starts(made.video), abs=0.03)
    assert not made.info.variable_frame_rate


def test_many_cuts_add_no_error(media: Media, tmp_path: Path):
    film = flash(media, "flash30.mp4", *X264, rate=30)
    ranges = [{"start": i / 10, "end": i / 10 + 0.1} for i in range(0, 28, 2)]

    made = render(plan_of(film, {"editRanges": ranges}), tmp_path)

    assert len(frames(made.video)) == 42
    assert made.info.duration_seconds == pytest.approx(1.4, abs=1 / 30)


def test_a_cut_from_late_in_a_film_is_sought_and_exact(media: Media, tmp_path: Path):
    film = media.encoded(
        "late.mp4",
        *("-f", "lavfi", "-i", "nullsrc=s=64x64:r=25:d=30,geq=lum='if(gte(T,19.999),235,16)':cb=128:cr=128"),
        *("-f", "lavfi", "-i", "aevalsrc='if(gte(t,20),0.5*sin(2*PI*1000*t),0)':s=48000:d=30"),
        *X264,
    )

    made = render(plan_of(film, {"editRanges": [{"start": 19.0, "end": 22.0}]}), tmp_path)

    assert len(frames(made.video)) == 75
    assert flash_starts(made.video) == pytest.approx(1.0, abs=0.001)
    assert beep_starts(made.video) == pytest.approx(1.0, abs=0.03)


def test_odd_sizes_come_out_even(media: Media, tmp_path: Path):
    film = corners(media, "odd.mp4", 161, 121, "-c:v", "libx264", "-pix_fmt", "yuv444p")

    made = render(plan_of(film), tmp_path)

    assert (made.info.width, made.info.height) == (160, 120)
    assert corner_colours(frames(made.video)[0][1]) == [RED, GREEN, BLUE, WHITE]


def test_the_result_plays_everywhere(media: Media, tmp_path: Path):
    ten_bit = corners(media, "ten-bit.mov", 160, 120, *HEVC_10)

    made = render(plan_of(ten_bit), tmp_path)

    content = made.video.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    with av.open(str(made.video)) as film:
        picture, sound = film.streams.video[0].codec_context, film.streams.audio[0].codec_context
        assert (picture.name, picture.profile, picture.pix_fmt) == ("h264", "High", "yuv420p")
        assert (picture.colorspace, picture.color_primaries, picture.color_trc) == (1, 1, 1)
        assert (sound.name, sound.sample_rate, sound.layout.name) == ("aac", 48_000, "stereo")
    assert corner_colours(frames(made.video)[5][1]) == [RED, GREEN, BLUE, WHITE]


def test_nothing_of_where_it_was_filmed_is_passed_on(media: Media, tmp_path: Path):
    film = media.encoded(
        "placed.mp4",
        *("-i", str(flash(media, "flash.mp4", *X264)), "-c", "copy"),
        *("-metadata", "location=+48.2082+016.3738/", "-metadata", "title=secret"),
    )

    made = render(plan_of(film), tmp_path)

    assert b"48.2082" not in made.video.read_bytes()
    assert b"secret" not in made.video.read_bytes()


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


def test_a_file_name_is_never_an_instruction(media: Media, tmp_path: Path, square: Path):
    hostile = tmp_path / "a'b:c,d[e];%d @{f}.mp4"
    hostile.write_bytes(flash(media, "flash.mp4", *X264).read_bytes())
    logo = tmp_path / "l'o:g%02d.png"
    logo.write_bytes(square.read_bytes())

    made = render(plan_of(hostile, {"logoUploadId": 1}, files={1: logo}), tmp_path / "out")

    assert made.info.duration_seconds == pytest.approx(3, abs=0.001)


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


def test_a_high_dynamic_range_is_brought_to_an_ordinary_screen(media: Media, tmp_path: Path):
    hlg = ("-color_trc", "arib-std-b67", "-color_primaries", "bt2020", "-colorspace", "bt2020nc")
    tags = "log-level=none:transfer=arib-std-b67:colorprim=bt2020:colormatrix=bt2020nc"
    film = media.encoded(
        "hlg.mp4",
        *("-f", "lavfi", "-i", "smptehdbars=s=160x120:r=25:d=1"),
        *("-c:v", "libx265", "-x265-params", tags, "-pix_fmt", "yuv420p10le", *hlg),
    )
    plan = plan_of(film)

    made = render(plan, tmp_path)

    assert plan.source_info.high_dynamic_range
    assert not made.info.high_dynamic_range
    assert 30 < frames(made.video)[5][1].mean() < 220


def test_a_picture_that_changes_its_size_midway_keeps_its_time(media: Media, tmp_path: Path):
    small = corners(media, "part-small.webm", 80, 60, "-c:v", "libvpx", "-b:v", "500k")
    large = corners(media, "part-large.webm", 160, 120, "-c:v", "libvpx", "-b:v", "500k")
    listed = tmp_path / "list.txt"
    listed.write_text(f"file '{large}'\nfile '{small}'\n")
    film = media.encoded("resized.webm", "-f", "concat", "-safe", "0", "-i", str(listed), "-c", "copy")

    made = render(plan_of(film, {"editRanges": [{"start": 1, "end": 3}]}), tmp_path / "out")

    seen = frames(made.video)
    assert len(seen) == 50
    assert all(corner_colours(picture) == [RED, GREEN, BLUE, WHITE] for _, picture in seen)


def test_a_picture_that_begins_after_its_sound_stays_in_sync(media: Media, tmp_path: Path):
    late = media.encoded(
        "late-picture.mp4",
        *("-itsoffset", "0.5", "-i", str(flash(media, "flash.mp4", *X264))),
        *("-itsoffset", "0.5", "-i", str(flash(media, "flash.mp4", *X264))),
        *("-f", "lavfi", "-i", "anullsrc=r=48000:d=1", "-filter_complex", "[1:a][2:a]amix=2:normalize=0[a]"),
        *("-map", "0:v", "-map", "[a]", "-c:v", "copy"),
    )

    made = render(plan_of(late), tmp_path)

    assert flash_starts(made.video) == pytest.approx(beep_starts(made.video), abs=0.045)
