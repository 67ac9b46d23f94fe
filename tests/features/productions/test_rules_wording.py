"""A production's settings as a person would say them."""

from typing import Any

import pytest

from app.features.productions.rules.preset_words import FONT_NAMES, settings_in_words
from app.features.productions.rules.presets import DEFAULTS, SETTINGS, ScreenTitleSettings
from app.features.productions.rules.wording import in_words, moment_in_words

NAMES = {3: "Dawn", 5: "Harbour map", 6: "Old photograph"}


def told(config: dict[str, Any], **presets: dict[str, Any]) -> dict[str, str]:
    return dict(in_words(config, presets, NAMES))


def picture(upload_id: int, start: float, end: float, **given: Any) -> dict[str, Any]:
    return {"id": f"p{start}", "uploadId": upload_id, "startSeconds": start, "endSeconds": end} | given


def test_a_film_that_nobody_dressed_says_nothing():
    assert told({}) == {}


def test_cuts_name_the_spans_that_stay():
    ranges = [{"start": 0, "end": 12.5}, {"start": 70, "end": 3700}]

    assert told({"editRanges": ranges})["Cuts"] == "2 pieces, 1:00:42 kept: 0:00–0:12.5, 1:10–1:01:40"


def test_pieces_that_follow_each_other_are_one_span():
    ranges = [{"start": 0, "end": 4}, {"start": 4, "end": 5}, {"start": 8, "end": 9}]

    assert told({"editRanges": ranges})["Cuts"] == "3 pieces, 6 s kept: 0:00–0:05, 0:08–0:09"


def test_a_picture_is_named_with_its_span_and_its_look():
    config = {"overlayItems": [picture(5, 3, 7.5, opacityPct=60, fade="in_out")]}

    assert told(config) == {"Picture": "Harbour map from 0:03 to 0:07.5, 60 % strong, fading in and out"}


def test_tracks_are_named_only_when_there_are_two():
    items = [picture(6, 4, 5, track="B"), picture(5, 1, 2)]

    words = told({"overlayItems": items})["Pictures"]

    assert words == (
        "Harbour map from 0:01 to 0:02, on track A; Old photograph from 0:04 to 0:05, on track B"
    )


def test_music_says_how_it_meets_the_films_sound():
    ducked = {"ducking": "abrupt", "duckDb": 9, "clipSeconds": 8, "loop": False, "videoGainDb": 2}

    assert told({"musicUploadId": 3}, audio=ducked)["Sound"] == (
        "Dawn, 18 dB quieter under the film’s own sound, which is 2 dB louder, "
        "stepping back at once by 9 dB for speech, the first 8 s of it, played once, fading out at the end"
    )
    alone = {"mode": "replace", "musicGainDb": 0, "fade": False}
    assert told({"musicUploadId": 3}, audio=alone)["Sound"] == (
        "Dawn, as loud as it is instead of the film’s own sound, repeated until the film ends"
    )


def test_a_title_says_how_it_looks():
    look = {"style": "pill", "font": "bebas_neue", "position": "bottom", "timing": "entire", "fade": "in"}

    words = told({"screenTitleText": "100 % light"}, screen_title=look)["Title"]

    assert words == "“100 % light” in Bebas Neue in a pill, at the bottom, the whole film, fading in"


@pytest.mark.parametrize(
    ("kind", "settings"),
    [(kind, settings) for kind, presets in DEFAULTS.items() for _, settings in presets],
)
def test_every_preset_that_comes_along_has_words(kind: str, settings: dict[str, Any]) -> None:
    assert settings_in_words(kind, SETTINGS[kind].model_validate(settings).model_dump(mode="json"))


def test_every_font_has_a_name():
    fonts = ScreenTitleSettings.model_json_schema()["properties"]["font"]["enum"]
    assert sorted(FONT_NAMES) == sorted(fonts)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (59.96, "1:00"), (7.5, "0:07.5"), (3683, "1:01:23")]
)
def test_a_moment_is_told_to_a_tenth(seconds: float, words: str) -> None:
    assert moment_in_words(seconds) == words
