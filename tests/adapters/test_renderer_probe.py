"""What a file is, found by looking inside; and what is refused, clearly."""

import wave
from pathlib import Path

import pytest
from PIL import Image

from app.adapters.renderer import FfmpegRenderer
from app.kernel.ports.renderer import MediaInfo, MediaKind, NotMedia
from tests.adapters.bad_files import claiming_ten_hours, giant_picture
from tests.adapters.films import X264, corners, flash, tone, turned
from tests.media import Media


def probe(path: Path) -> MediaInfo:
    return FfmpegRenderer().probe(path)


def refusal(path: Path) -> str:
    with pytest.raises(NotMedia) as refused:
        probe(path)
    return refused.value.message


@pytest.mark.parametrize(
    ("suffix", "options", "mime"),
    [
        (".mp4", X264, "video/mp4"),
        (".mov", X264, "video/quicktime"),
        (".mkv", X264, "video/x-matroska"),
        (".webm", ("-c:v", "libvpx", "-b:v", "200k", "-c:a", "libopus"), "video/webm"),
    ],
)
def test_a_film_is_known_in_each_container(
    media: Media, tmp_path: Path, suffix: str, options: tuple[str, ...], mime: str
):
    misnamed = tmp_path / "notes.txt"
    misnamed.write_bytes(flash(media, f"flash{suffix}", *options).read_bytes())

    info = probe(misnamed)

    assert (info.kind, info.mime, info.suffix) == (MediaKind.VIDEO, mime, suffix)
    assert (info.width, info.height, info.frame_rate, info.has_audio) == (160, 120, pytest.approx(25), True)
    assert info.duration_seconds == pytest.approx(3, abs=0.04)
    assert not info.variable_frame_rate


@pytest.mark.parametrize(
    ("suffix", "mime"),
    [
        (".mp3", "audio/mpeg"),
        (".m4a", "audio/mp4"),
        (".wav", "audio/wav"),
        (".ogg", "audio/ogg"),
        (".flac", "audio/flac"),
    ],
)
def test_a_sound_is_known_in_each_container(media: Media, suffix: str, mime: str):
    info = probe(tone(media, f"tone{suffix}", 440))

    assert (info.kind, info.mime, info.suffix) == (MediaKind.AUDIO, mime, suffix)
    assert info.duration_seconds == pytest.approx(3, abs=0.06)


@pytest.mark.parametrize("clockwise", [0, 90, 180, 270])
def test_a_turned_phone_film_is_measured_upright(media: Media, clockwise: int):
    upright = corners(media, "corners.mp4", 160, 120)

    info = probe(turned(media, f"turned{clockwise}.mp4", upright, clockwise))

    assert info.rotation == clockwise
    assert (info.width, info.height) == ((120, 160) if clockwise in (90, 270) else (160, 120))


def test_a_varying_frame_rate_is_noticed(media: Media):
    varying = flash(media, "varying.mp4", "-vf", "select=gt(mod(n\\,5)\\,1)", "-fps_mode", "vfr", *X264)

    assert probe(varying).variable_frame_rate


def test_wide_pixels_count_as_they_are_seen(media: Media):
    film = media.encoded("wide-pixels.mp4", "-f", "lavfi", "-i", "color=red:s=160x120:d=1,setsar=2", *X264)

    assert (probe(film).width, probe(film).height) == (320, 120)


def test_ten_bit_hevc_is_read(media: Media):
    options = ("-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le")

    assert probe(corners(media, "ten-bit.mov", 160, 120, *options)).video_codec == "hevc"


@pytest.mark.parametrize(
    ("format_", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")]
)
def test_a_picture_is_measured_upright(tmp_path: Path, format_: str, mime: str):
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "picture"
    Image.new("RGB", (40, 20)).save(path, format_, exif=exif)

    info = probe(path)

    assert (info.kind, info.mime, info.width, info.height) == (MediaKind.IMAGE, mime, 20, 40)
    assert not info.has_alpha


def test_clear_parts_of_a_picture_are_noticed(tmp_path: Path):
    Image.new("RGBA", (4, 4)).save(tmp_path / "clear.png")

    assert probe(tmp_path / "clear.png").has_alpha


def test_an_empty_file_is_refused(tmp_path: Path):
    (tmp_path / "film.mp4").touch()

    assert "empty" in refusal(tmp_path / "film.mp4")


@pytest.mark.parametrize(
    "text", [b"Dear diary,\n", b"#EXTM3U\n/etc/passwd\n", b"ffconcat version 1.0\nfile a\n"]
)
def test_text_is_refused_whatever_its_name(tmp_path: Path, text: bytes):
    (tmp_path / "film.mp4").write_bytes(text)

    assert "text" in refusal(tmp_path / "film.mp4")


def test_a_drawing_that_carries_programs_is_refused(tmp_path: Path):
    (tmp_path / "logo.png").write_bytes(b'<?xml version="1.0"?><svg onload="x()"/>')

    assert "SVG" in refusal(tmp_path / "logo.png")


def test_a_moving_picture_is_refused(tmp_path: Path):
    still = Image.new("RGB", (8, 8))
    still.save(tmp_path / "a.webp", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")])
    still.save(tmp_path / "a.gif")

    assert "moves" in refusal(tmp_path / "a.webp")
    assert "GIF" in refusal(tmp_path / "a.gif")


@pytest.mark.parametrize(("suffix", "kept"), [(".mp4", 0.6), (".mp4", 0.98), (".mkv", 0.6), (".webm", 0.6)])
def test_a_truncated_film_is_refused(media: Media, tmp_path: Path, suffix: str, kept: float):
    options = ("-c:v", "libvpx", "-b:v", "200k", "-c:a", "libopus") if suffix == ".webm" else X264
    front = ("-movflags", "+faststart") if suffix == ".mp4" else ()
    whole = flash(media, f"to-cut{suffix}", *options, *front).read_bytes()
    (tmp_path / "cut").write_bytes(whole[: int(len(whole) * kept)])

    assert "incomplete" in refusal(tmp_path / "cut")


def test_a_film_without_its_index_is_refused(media: Media, tmp_path: Path):
    whole = flash(media, "flash.mp4", *X264).read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 2])

    assert "incomplete" in refusal(tmp_path / "cut.mp4")


def test_a_header_that_claims_ten_hours_is_refused(media: Media, tmp_path: Path):
    (tmp_path / "long.mp4").write_bytes(claiming_ten_hours(flash(media, "flash.mp4", *X264)))

    assert "10:00:00" in refusal(tmp_path / "long.mp4")


def test_noise_in_a_container_is_refused(media: Media, tmp_path: Path):
    content = bytearray(corners(media, "corners.mp4", 160, 120).read_bytes())
    at = content.index(b"mdat") + 4
    content[at:] = bytes((i * 7919) % 251 for i in range(len(content) - at))
    (tmp_path / "noise.mp4").write_bytes(content)

    assert refusal(tmp_path / "noise.mp4")


def test_a_giant_picture_is_refused_before_it_is_decoded(tmp_path: Path):
    (tmp_path / "bomb.png").write_bytes(giant_picture())

    assert "megapixels" in refusal(tmp_path / "bomb.png")


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_a_truncated_picture_is_refused(tmp_path: Path, format_: str):
    path = tmp_path / "picture"
    Image.effect_noise((200, 200), 80).convert("RGB").save(path, format_)
    path.write_bytes(path.read_bytes()[:-3000])

    assert refusal(path)


def test_a_silent_wav_without_samples_is_refused(tmp_path: Path):
    with wave.open(str(tmp_path / "nothing.wav"), "wb") as empty:
        empty.setparams((1, 2, 8000, 0, "NONE", ""))

    assert refusal(tmp_path / "nothing.wav")
