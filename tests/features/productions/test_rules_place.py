"""Where a person is on the produce page: what may be kept of it, and how it is told."""

from typing import Any

import pytest

from app.features.productions.rules.config import DraftConfig
from app.features.productions.rules.place import place_after_saving, place_and_progress, place_errors

TITLE = {"screenTitleText": "The burrow, at da"}
LONG = {"screenTitleText": "Episode four:\nthe long way home"}


@pytest.mark.parametrize(
    ("config", "place", "words", "progress"),
    [
        ({}, {"section": "title"}, "Nothing chosen yet.", 0.0),
        ({"foo": "bar"}, {}, "Nothing chosen yet.", 0.0),
        (
            TITLE,
            {"section": "title", "field": "screenTitleText"},
            "You left at Title, with “The burrow, at da…” half typed.",
            0.12,
        ),
        (LONG, {}, "You left at Title, with “Episode four: the long w…” half typed.", 0.12),
        (
            {"name": "Street at nine, the la"},
            {},
            "You left at Name, with “Street at nine, the la…” half typed.",
            0.12,
        ),
        ({"name": "A", "story": "It was"}, {}, "You left at Story, with “It was…” half typed.", 0.12),
        (TITLE | {"musicUploadId": 7}, {"section": "sound"}, "You left at Sound.", 0.25),
        (TITLE, {"section": "title"}, "You left at Title.", 0.12),
        ({"name": "A"}, {"section": "title", "field": "screenTitleText"}, "You left at Title.", 0.12),
        ({"lowerThirdUploadId": 7}, {"playhead": 2.0}, "You left at Lower third.", 0.12),
        ({"musicUploadId": 7}, {"section": "attic"}, "You left at Sound.", 0.12),
        ({"editRanges": [{"start": 0, "end": 1}], "overlayItems": []}, {}, "You left at Cuts.", 0.12),
    ],
)
def test_the_place_is_told_in_words(
    config: dict[str, Any], place: dict[str, Any], words: str, progress: float
):
    assert place_and_progress(DraftConfig.of(config), place) == (words, progress)


def test_a_draft_with_something_in_every_part_is_all_the_way():
    config = TITLE | {
        "name": "A",
        "intro": {"kind": "freeze_first_frame", "seconds": 3},
        "musicUploadId": 1,
        "logoUploadId": 2,
        "lowerThirdUploadId": 3,
        "captions": {"captionsId": 4},
        "editRanges": [{"start": 0, "end": 1}],
    }
    assert place_and_progress(DraftConfig.of(config), {"section": "logo"}) == ("You left at Logo.", 1.0)


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ({"section": "attic"}, "section"),
        ({"section": "title", "field": "password"}, "field"),
        ({"section": "sound", "field": "name"}, "field"),
        ({"field": "name"}, "field"),
        ({"playhead": -0.1}, "playhead"),
        ({"playhead": float("nan")}, "playhead"),
        ({"playhead": float("inf")}, "playhead"),
        ({"playhead": "3"}, "playhead"),
        ({"section": "title", "note": "x" * 9}, "note"),
    ],
)
def test_what_is_no_place_is_refused(place: dict[str, Any], fault: str):
    assert list(place_errors(place)) == [fault]


@pytest.mark.parametrize(
    "place", [{}, {"section": "story", "field": "story", "playhead": 0}, {"playhead": 12.5}]
)
def test_a_place_is_accepted(place: dict[str, Any]):
    assert place_errors(place) == {}


def test_whoever_saved_elsewhere_was_there_last():
    before = {"section": "title", "field": "screenTitleText", "playhead": 2.0}
    assert place_after_saving({}, ["name"]) == {"section": "story", "field": "name"}
    assert place_after_saving(before, ["musicUploadId"]) == {"section": "sound", "playhead": 2.0}
    assert place_after_saving(before, ["screenTitlePresetId", "name"]) == before
    assert place_after_saving(before, ["unknown"]) == before


def test_whoever_cuts_in_the_editor_left_there_until_they_choose_elsewhere():
    there = {"page": "editor", "editor": {"playhead": 83.4, "zoom": 40.0, "left": 2.0}}
    assert place_errors(there) == {}
    assert place_after_saving(there, ["editRanges", "overlayItems"]) == there
    assert place_after_saving(there, ["name"]) == {
        "section": "story",
        "field": "name",
        "editor": there["editor"],
    }
    assert place_and_progress(DraftConfig(), there) == ("You left in the editor, at 1:23.", 0.0)
    assert list(place_errors({"page": "editor", "editor": {"playhead": -1}})) == ["editor.playhead"]
