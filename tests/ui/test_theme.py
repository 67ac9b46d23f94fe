"""The tokens: each theme is whole, and every pair of text and ground in use can be read."""

import re
from itertools import product
from pathlib import Path

import pytest

import rxconfig
from app.ui import frame, theme

ASSETS = Path(__file__).parents[2] / "assets"
THEMES = ("dark", "light")

GROUNDS = ("bg", "surface", "raised", "overlay")
SOFT_GROUNDS = ("accent-soft", "bad-soft")
TEXTS = ("text", "muted", "faint", "accent-strong", "good", "warn", "bad")
ON_SOFT = {"accent-soft": ("text", "muted", "accent-strong"), "bad-soft": ("text", "bad")}
ON_FILLED = (("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-bad", "bad"))
EDGES = ("edge", "accent", "accent-strong", "bad")

Colour = tuple[float, float, float]


def tokens(name: str) -> dict[str, str]:
    """The custom properties of one theme; light keeps what it does not set from dark."""
    css = (ASSETS / "theme.css").read_text()
    found: dict[str, str] = {}
    for selector, block in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.S)):
        if ".dark" in selector or (name == "light" and ".light" in selector):
            found |= dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))
    return found


def over(colour: str, ground: Colour = (0, 0, 0)) -> Colour:
    """An opaque colour, 0 to 1 for each channel: `#rrggbb`, or `#rrggbbaa` laid over `ground`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in range(1, len(colour), 2)]
    alpha = parts[3] if len(parts) > 3 else 1.0
    red, green, blue = (
        part * alpha + below * (1 - alpha) for part, below in zip(parts, ground, strict=False)
    )
    return red, green, blue


def luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2's ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_says() -> None:
    assert contrast(over("#000000"), over("#ffffff")) == pytest.approx(21)
    assert contrast(over("#777777"), over("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("name", "text", "ground"), list(product(THEMES, TEXTS, GROUNDS)))
def test_text_can_be_read_on_every_ground(name: str, text: str, ground: str) -> None:
    found = tokens(name)

    assert contrast(over(found[text]), over(found[ground])) >= 4.5


@pytest.mark.parametrize(("name", "soft", "ground"), list(product(THEMES, SOFT_GROUNDS, GROUNDS)))
def test_text_can_be_read_on_soft_fills(name: str, soft: str, ground: str) -> None:
    found = tokens(name)
    filled = over(found[soft], over(found[ground]))

    for text in ON_SOFT[soft]:
        assert contrast(over(found[text]), filled) >= 4.5, text


@pytest.mark.parametrize(("name", "pair"), list(product(THEMES, ON_FILLED)))
def test_text_can_be_read_on_filled_buttons(name: str, pair: tuple[str, str]) -> None:
    found = tokens(name)

    assert contrast(over(found[pair[0]]), over(found[pair[1]])) >= 4.5


@pytest.mark.parametrize(("name", "edge", "ground"), list(product(THEMES, EDGES, GROUNDS)))
def test_edges_of_controls_stand_out(name: str, edge: str, ground: str) -> None:
    found = tokens(name)

    assert contrast(over(found[edge]), over(found[ground])) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_each_theme_sets_every_token_that_a_class_can_name(name: str) -> None:
    assert set(theme.COLORS) <= tokens(name).keys()


def test_the_light_theme_sets_every_colour_itself() -> None:
    css = (ASSETS / "theme.css").read_text()
    light = css[css.index(".light {") :]

    assert all(f"--{name}:" in light for name in theme.COLORS)


def test_the_build_uses_the_theme_and_knows_no_other_colour() -> None:
    plugin = next(p for p in rxconfig.config.plugins if type(p).__name__ == "TailwindV4Plugin")

    assert plugin.config == theme.tailwind()
    assert all(
        "var(--" in value
        for name, value in theme.tailwind()["theme"]["colors"].items()
        if "current" not in name and name != "transparent"
    )


def test_pages_and_parts_write_no_raw_colour() -> None:
    app = Path(__file__).parents[2] / "app"
    drawn = [
        *(app / "ui").rglob("*.py"),
        *app.glob("features/*/components/**/*.py"),
        *app.glob("features/*/pages/**/*.py"),
    ]
    raw = re.compile(
        r"(?:text|bg|border)-\[#|(?:text|bg|border)-(?:red|blue|gray|slate|zinc|violet|white|black)\b"
    )

    offending = [str(path.relative_to(app)) for path in drawn if raw.search(path.read_text())]

    assert offending == []


def test_styles_of_single_pages_begin_with_the_order_of_the_layers() -> None:
    everywhere = {address.lstrip("/") for address in frame.look()["stylesheets"]}
    single = [path for path in ASSETS.glob("*.css") if path.name not in everywhere]

    assert single
    for path in single:
        css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S).strip()
        assert css.startswith("@layer __reflex_base, theme, base, components, utilities;"), path.name


def test_fonts_are_bundled_and_ask_nobody_else() -> None:
    css = "".join(path.read_text() for path in ASSETS.glob("*.css"))
    addresses = re.findall(r"url\(\"?([^)\"]+)", css)

    assert addresses
    assert all(address.startswith("/") and (ASSETS / address[1:]).is_file() for address in addresses)
