"""Whatever footage comes in, it comes out upright, exact in length and in sync."""

from pathlib import Path

import av
import pytest
from PIL import Image

from tests.adapters.films import (
    BLUE,
    FLASH_AT,
    GREEN,
    RED,
    WHITE,
    X264,
    beep_starts,
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
    assert beep_starts(made.video) == pytest.approx(flash_starts(made.video), abs=0.02)
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
    assert beep_starts(made.video) == pytest.approx(1.0, abs=0.02)


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


def test_a_file_name_is_never_an_instruction(media: Media, tmp_path: Path, square: Path):
    hostile = tmp_path / "a'b:c,d[e];%d @{f}.mp4"
    hostile.write_bytes(flash(media, "flash.mp4", *X264).read_bytes())
    logo = tmp_path / "l'o:g%02d.png"
    logo.write_bytes(square.read_bytes())

    made = render(plan_of(hostile, {"logoUploadId": 1}, files={1: logo}), tmp_path / "out")

    assert made.info.duration_seconds == pytest.approx(3, abs=0.001)


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

    assert flash_starts(made.video) == pytest.approx(beep_starts(made.video), abs=0.02)
