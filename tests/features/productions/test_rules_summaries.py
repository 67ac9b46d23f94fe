"""A draft in a few words, and what its film will be."""

from app.features.productions.rules.summaries import (
    FIRST_PACE,
    FinishedRender,
    outcome_words,
    pace,
    quoted,
    section_summaries,
)


def test_the_outcome_names_length_size_and_wait():
    assert outcome_words(222, 1920, 1080) == "3:42, 1080p, about 4 min"
    assert outcome_words(10, 720, 1280).startswith("0:10, 720p")


def test_the_wait_is_learnt_from_the_films_that_were_made():
    slow = FinishedRender(took_seconds=90, duration_seconds=90, width=1000, height=1000)
    short = FinishedRender(took_seconds=20, duration_seconds=10, width=1000, height=1000)

    assert pace([]) == FIRST_PACE
    assert pace([slow, short]) == 1.1
    assert outcome_words(60, 1000, 1000, pace([slow, short])) == "1:00, 1000p, about 1 min"


def test_an_empty_draft_says_what_happens_without_choices():
    assert section_summaries({}, {}, {}) == {
        "title": "No title",
        "opening": "Starts at once",
        "sound": "The film’s own sound",
        "logo": "None",
        "lowerThird": "None",
        "captions": "None",
        "cuts": "",
        "overlays": "",
    }


def test_choices_are_named_by_their_files_and_presets():
    config = {
        "screenTitleText": "\n  The burrow\nat dawn",
        "screenTitlePresetId": 3,
        "intro": {"kind": "title_image", "uploadId": 7, "holdSeconds": 0},
        "musicUploadId": 8,
        "logoUploadId": 9,
        "logoConfigId": 4,
    }

    told = section_summaries(config, {7: "Page", 8: "Theme"}, {3: "Cinema", 4: "Corner"})

    assert told["title"] == "“The burrow”, Cinema"
    assert told["opening"] == "Page, as the poster"
    assert told["sound"] == "Theme"
    assert told["logo"] == "A file that is gone, Corner"


def test_a_frozen_frame_tells_its_length():
    frozen = {"intro": {"kind": "freeze_first_frame", "seconds": 2.5}}

    assert section_summaries(frozen, {}, {})["opening"] == "First frame stands for 2.5 s"


def test_a_long_title_is_cut_where_it_is_quoted():
    assert quoted("x" * 100) == "“" + "x" * 31 + "…”"
