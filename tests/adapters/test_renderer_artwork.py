"""The drawn layers: where they stand, that they fit, that every script finds its letters."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.adapters.renderer import FfmpegRenderer
from app.adapters.renderer.artwork import draw
from app.adapters.renderer.bidi_runs import visual_runs
from app.adapters.renderer.clusters import clusters, words
from app.adapters.renderer.typeset import typeset
from app.features.productions.rules.presets import Font, ScreenTitleSettings, full_settings
from app.kernel.ports.renderer import Artwork, NotMedia

SIZE = (640, 360)


def title(text: str, size: tuple[int, int] = SIZE, **preset: Any) -> Image.Image:
    return draw(Artwork("screen_title", full_settings("screen_title", preset), text), *size)


def box(image: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not clear."""
    found = image.getchannel("A").point(lambda alpha: 255 if alpha > 100 else 0).getbbox()
    assert found
    return found


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    Image.new("RGBA", (200, 100), (255, 0, 0, 255)).save(tmp_path / "mark.png")
    return tmp_path / "mark.png"


def logo(mark: Path, **preset: Any) -> Image.Image:
    return draw(Artwork("logo", full_settings("logo", preset), image=mark), *SIZE)


@pytest.mark.parametrize("font", Font.__args__)
@pytest.mark.parametrize("style", ["none", "pill", "outline"])
def test_every_font_and_style_draws_inside_the_safe_margins(font: str, style: str):
    left, top, right, bottom = box(title("Wave & type, 100% jolly", font=font, style=style, shadow=False))

    assert left >= 0.02 * SIZE[0]
    assert right <= 0.98 * SIZE[0]
    assert 0.05 * SIZE[1] <= top < bottom <= 0.95 * SIZE[1]


@pytest.mark.parametrize(("position", "middle"), [("top", 0.1), ("middle", 0.5), ("bottom", 0.9)])
def test_a_title_stands_where_it_is_put(position: str, middle: float):
    _, top, _, bottom = box(title("HELLO", position=position, shadow=False))

    assert (top + bottom) / 2 / SIZE[1] == pytest.approx(middle, abs=0.05)


def test_alignment_moves_lines_within_the_title():
    lefts = [box(title("Hi", alignment=side, shadow=False))[0] for side in ("left", "center", "right")]

    assert lefts == sorted(lefts)
    assert lefts[0] == pytest.approx(0.05 * SIZE[0], abs=6)


def test_a_long_title_wraps_within_its_width():
    left, _, right, _ = box(title("word " * 40, maxWidthPct=40, shadow=False))

    assert right - left <= 0.4 * SIZE[0] + 4


def test_a_word_without_end_is_broken():
    left, _, right, _ = box(title("x" * 300, shadow=False))

    assert right - left <= 0.9 * SIZE[0] + 4


def test_thirty_lines_shrink_to_fit():
    _, top, _, bottom = box(title("\n".join("A line" for _ in range(30)), sizePct=8, shadow=False))

    assert top >= 0.05 * SIZE[1]
    assert bottom <= 0.95 * SIZE[1]


def test_lines_are_even_and_leave_no_lone_word():
    block = typeset("one two three four five six seven", "inter", 40, 560, 900)

    widths = [line.width for line in block.lines]
    assert len(widths) == 2
    assert min(widths) > 0.6 * max(widths)


def test_a_title_wraps_alike_in_the_preview_and_in_the_film():
    text = "The quick brown fox jumps over the lazy dog and then some more of it"

    small, large = (typeset(text, "lora", 10 * k, 200 * k, 999 * k) for k in (1, 4))

    assert [line.runs for line in small.lines] == [line.runs for line in large.lines]


@pytest.mark.parametrize(
    ("text", "faces"),
    [
        ("Hello", {"fraunces"}),
        ("Привет", {"inter"}),
        ("مرحبا", {"noto_sans_arabic"}),
        ("שלום", {"noto_sans_hebrew"}),
        ("世界の", {"noto_sans_sc"}),
        ("안녕", {"noto_sans_kr"}),
        ("👩‍🚀❤️🇩🇪👍🏽", {"twemoji"}),
        ("5% : ' \\", {"fraunces"}),
    ],
)
def test_each_script_finds_its_letters(text: str, faces: set[str]):
    assert {run.face for run in visual_runs(text, "fraunces", 0)} == faces


def test_a_line_of_two_directions_is_put_in_order_for_the_eye():
    runs = visual_runs("abc שלום 12 def", "inter", 0)

    assert "".join(run.text for run in runs).startswith("abc ")
    assert [run.text.strip() for run in runs if run.text.strip()] == ["abc", "12", "שלום", "def"]


def test_the_same_from_right_to_left():
    runs = visual_runs("שלום abc", "inter", 1)

    assert [run.text.strip() for run in runs if run.text.strip()] == ["abc", "שלום"]


def test_emoji_are_whole_and_in_colour():
    assert list(clusters("👩‍🚀🇩🇪🇫🇷👍🏽e\u0301")) == ["👩‍🚀", "🇩🇪", "🇫🇷", "👍🏽", "e\u0301"]
    colours = title("❤️🍀", shadow=False).convert("RGB").getcolors(100_000) or []
    assert any(r > 180 and g < 90 for _, (r, g, _) in colours)


def test_lines_break_between_ideographs_but_not_before_their_stops():
    assert words("世界、終わり") == ["世", "界、", "終", "わ", "り"]
    assert words("two words") == ["two ", "words"]


def test_shadow_and_colour_are_seen():
    with_shadow, without = (title("HELLO", shadow=shadow, textColor="#ff0000") for shadow in (True, False))

    assert with_shadow.getbbox() != without.getbbox()
    assert (255, 0, 0, 255) in [colour for _, colour in without.getcolors(100_000) or []]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["none", "pill", "outline"]))
def test_any_text_can_be_drawn(text: str, style: str):
    assert title(text, (160, 90), style=style).size == (160, 90)


@pytest.mark.parametrize(
    ("position", "corner"),
    [
        ("top_left", (0.0, 0.0)),
        ("top_right", (1.0, 0.0)),
        ("bottom_left", (0.0, 1.0)),
        ("bottom_right", (1.0, 1.0)),
        ("center", (0.5, 0.5)),
    ],
)
def test_a_logo_keeps_its_inset_on_the_grid(mark: Path, position: str, corner: tuple[float, float]):
    left, top, right, bottom = box(logo(mark, position=position, widthPct=20, opacityPct=100, inset="medium"))

    inset = 0.10 * min(SIZE)
    assert right - left == pytest.approx(0.2 * SIZE[0], abs=1)
    assert left == pytest.approx(inset + corner[0] * (SIZE[0] - 2 * inset - (right - left)), abs=1)
    assert top == pytest.approx(inset + corner[1] * (SIZE[1] - 2 * inset - (bottom - top)), abs=1)


def test_opacity_is_that_of_the_preset(mark: Path):
    assert logo(mark, opacityPct=35).getchannel("A").getextrema()[1] == round(255 * 0.35)
    assert logo(mark, opacityPct=0).getchannel("A").getextrema()[1] == 0


def test_a_lower_third_stands_at_the_bottom_centre(mark: Path):
    wide = mark.with_name("wide.png")
    Image.new("RGBA", (1000, 100), "blue").save(wide)

    drawn = draw(Artwork("lower_third", full_settings("lower_third", {}), image=wide), *SIZE)

    left, _, right, bottom = box(drawn)
    assert right - left == pytest.approx(0.82 * SIZE[0], abs=1)
    assert left == pytest.approx(SIZE[0] - right, abs=1)
    assert bottom == pytest.approx(SIZE[1] * 0.94, abs=1)


def test_an_overlay_covers_the_whole_frame(mark: Path):
    drawn = draw(Artwork("overlay", {"opacityPct": 100}, image=mark), *SIZE)

    assert drawn.getchannel("A").getextrema() == (255, 255)


def test_the_port_answers_with_a_picture(mark: Path):
    drawn = FfmpegRenderer().artwork(Artwork("title_page", image=mark), 64, 36)

    with Image.open(io.BytesIO(drawn)) as page:
        assert (page.format, page.mode, page.size) == ("PNG", "RGBA", (64, 36))


def test_a_picture_that_broke_meanwhile_is_told(tmp_path: Path):
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")

    with pytest.raises(NotMedia):
        draw(Artwork("logo", full_settings("logo", {}), image=tmp_path / "broken.png"), *SIZE)


def test_preset_and_painter_agree_on_names():
    assert {"font", "sizePct", "style", "maxWidthPct"} <= set(ScreenTitleSettings().model_dump())
