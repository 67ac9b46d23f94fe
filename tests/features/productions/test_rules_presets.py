"""Presets: bounds and defaults of the four kinds."""

from typing import Any

import pytest

from app.adapters.renderer.faces import FONTS
from app.features.productions.rules.presets import (
    DEFAULTS,
    SETTINGS,
    AudioSettings,
    Font,
    full_settings,
    settings_errors,
)


@pytest.mark.parametrize("kind", SETTINGS)
def test_seeded_presets_are_valid_and_named_apart(kind: str):
    names = [name for name, _ in DEFAULTS[kind]]

    assert len(set(names)) == len(names) > 0
    for _, settings in DEFAULTS[kind]:
        assert settings_errors(kind, settings) == {}
        assert settings_errors(kind, full_settings(kind, settings)) == {}


def test_defaults_are_those_of_the_table():
    logo, audio = full_settings("logo", {}), full_settings("audio", {})
    banner, title = full_settings("lower_third", {}), full_settings("screen_title", {})

    assert (logo["widthPct"], logo["opacityPct"]) == (15, 35)
    assert (audio["videoGainDb"], audio["musicGainDb"], audio["duckDb"]) == (0, -18, 12)
    assert (banner["widthPct"], banner["seconds"]) == (82, 10)
    assert (title["sizePct"], title["maxWidthPct"], title["seconds"]) == (4.5, 90, 10)


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("logo", {"widthPct": 0.9}),
        ("logo", {"opacityPct": 101}),
        ("logo", {"seconds": 3601}),
        ("logo", {"position": "middle"}),
        ("audio", {"videoGainDb": 6.1}),
        ("audio", {"musicGainDb": -61}),
        ("audio", {"clipSeconds": 1.9}),
        ("audio", {"clipSeconds": 21}),
        ("lower_third", {"seconds": 7}),
        ("lower_third", {"timing": "last_only"}),
        ("screen_title", {"sizePct": 8.1}),
        ("screen_title", {"textColor": "red"}),
        ("screen_title", {"textColor": "#ffffff;drop"}),
        ("screen_title", {"maxWidthPct": 9}),
        ("screen_title", {"font": "comic_sans"}),
    ],
)
def test_a_value_out_of_bounds_is_refused_by_name(kind: str, settings: dict[str, Any]):
    assert list(settings_errors(kind, settings)) == list(settings)


def test_zero_decibels_is_a_choice_and_not_an_absence():
    assert AudioSettings.model_validate({"musicGainDb": 0}).music_gain_db == 0.0


def test_there_is_no_ducking_without_a_mix():
    settings = full_settings("audio", {"mode": "replace", "ducking": "rolling"})

    assert settings["ducking"] == "none"


def test_every_offered_font_is_bundled_with_its_licence():
    for font in Font.__args__:
        assert (FONTS / f"{font}.ttf").is_file()
        assert "OPEN FONT LICENSE" in (FONTS / f"{font}.OFL.txt").read_text().upper()
