"""The render plan: what a snapshot becomes, without running anything."""

from pathlib import Path
from typing import Any

import pytest

from app.features.productions.rules.layers import MissingMedia
from app.features.productions.rules.plan import Medium, constant_rate, frame_size, render_plan
from app.kernel.ports.renderer import MediaInfo, MediaKind, RenderPlan, Span

PICTURE = Medium(Path("picture"), MediaInfo(MediaKind.IMAGE, "image/png", ".png", 1))
SONG = Medium(Path("song"), MediaInfo(MediaKind.AUDIO, "audio/mpeg", ".mp3", 1, 4.0))
MEDIA = {1: PICTURE, 2: SONG}


def film(**facts: Any) -> MediaInfo:
    shape = {"duration_seconds": 20.0, "width": 1280, "height": 720, "frame_rate": 25.0} | facts
    return MediaInfo(MediaKind.VIDEO, "video/mp4", ".mp4", 1, **shape)


def planned(config: dict[str, Any], **presets: dict[str, Any]) -> RenderPlan:
    return render_plan(config, presets, Medium(Path("source"), film()), MEDIA)


def spans(plan: RenderPlan) -> dict[str, tuple[float, float]]:
    return {layer.name: (layer.span.start, layer.span.end) for layer in plan.layers}


def test_an_empty_config_keeps_the_film_as_it_is():
    plan = planned({})

    assert plan.segments == (Span(0.0, 20.0),)
    assert (plan.layers, plan.music, plan.intro, plan.poster_image) == ((), None, None, None)


def test_pictures_lie_in_their_order_from_bottom_to_top():
    config = {
        "screenTitleText": "Hello",
        "logoUploadId": 1,
        "lowerThirdUploadId": 1,
        "overlayItems": [{"id": "a", "uploadId": 1, "startSeconds": 0, "endSeconds": 2}],
    }

    assert list(spans(planned(config))) == ["overlay:a", "lower_third", "logo", "screen_title"]


def test_over_a_frozen_frame_dressing_starts_at_once_and_overlays_with_the_film():
    config = {
        "intro": {"kind": "freeze_first_frame", "seconds": 3},
        "screenTitleText": "Hello",
        "overlayItems": [{"id": "a", "uploadId": 1, "startSeconds": 1, "endSeconds": 2}],
    }

    plan = planned(config)

    assert plan.duration_seconds == 23
    assert spans(plan) == {"overlay:a": (4, 5), "screen_title": (0, 10)}


def test_a_title_image_is_left_undressed():
    config = {"intro": {"kind": "title_image", "uploadId": 1, "holdSeconds": 2}, "logoUploadId": 1}

    assert spans(planned(config)) == {"logo": (2, 22)}


def test_a_title_image_without_hold_is_only_the_poster():
    plan = planned({"intro": {"kind": "title_image", "uploadId": 1, "holdSeconds": 0}})

    assert (plan.intro, plan.poster_image) == (None, PICTURE.path)


@pytest.mark.parametrize(
    ("timing", "window"),
    [("entire", (0, 20)), ("start_after", (4, 20)), ("first_only", (0, 4)), ("last_only", (16, 20))],
)
def test_a_logo_shows_when_its_preset_says(timing: str, window: tuple[float, float]):
    plan = planned({"logoUploadId": 1}, logo={"timing": timing, "seconds": 4})

    assert spans(plan) == {"logo": window}


def test_a_window_behind_the_film_shows_nothing():
    assert planned({"logoUploadId": 1}, logo={"timing": "start_after", "seconds": 30}).layers == ()


def test_fades_end_inside_a_short_window():
    layer = planned({"screenTitleText": "Hi"}, screen_title={"seconds": 0.4}).layers[0]

    assert layer.fade_in + layer.fade_out <= layer.span.length
    assert layer.fade_in == pytest.approx(0.2)


def test_blank_text_is_no_title():
    assert planned({"screenTitleText": " \n "}).layers == ()


def test_cuts_make_the_film_as_long_as_what_is_kept():
    plan = planned({"editRanges": [{"start": 0, "end": 2}, {"start": 19, "end": 20}]}, logo={})

    assert plan.duration_seconds == 3


def test_music_sounds_to_the_end_if_it_loops_and_else_once():
    looped, once = (planned({"musicUploadId": 2}, audio={"loop": loop}).music for loop in (True, False))

    assert looped is not None
    assert once is not None
    assert (looped.seconds, once.seconds) == (20.0, 4.0)


def test_gains_of_zero_are_kept():
    music = planned({"musicUploadId": 2}, audio={"musicGainDb": 0, "videoGainDb": 0}).music

    assert music is not None
    assert (music.music_gain_db, music.video_gain_db) == (0.0, 0.0)


@pytest.mark.parametrize(
    "config",
    [
        {"musicUploadId": 9},
        {"logoUploadId": 9},
        {"lowerThirdUploadId": 9},
        {"intro": {"kind": "title_image", "uploadId": 9, "holdSeconds": 2}},
        {"overlayItems": [{"id": "a", "uploadId": 9, "startSeconds": 0, "endSeconds": 1}]},
    ],
)
def test_a_file_that_is_gone_is_named(config: dict[str, Any]):
    with pytest.raises(MissingMedia) as gone:
        planned(config)

    assert next(iter(gone.value.fields)).startswith(next(iter(config)))


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1280, 720), (1280, 720)), ((321, 241), (320, 240)), ((7680, 4320), (3840, 2160)), ((1, 1), (2, 2))],
)
def test_the_picture_is_even_and_not_too_large(size: tuple[int, int], expected: tuple[int, int]):
    assert frame_size(film(width=size[0], height=size[1])) == expected


@pytest.mark.parametrize(
    ("rate", "varies", "expected"),
    [
        (25.0, False, 25.0),
        (29.98, False, 30000 / 1001),
        (23.976, False, 24000 / 1001),
        (12.0, False, 12.0),
        (240.0, False, 60.0),
        (27.3, True, 30000 / 1001),
        (0.5, True, 24000 / 1001),
        (None, False, 30.0),
    ],
)
def test_the_rate_is_constant_and_one_that_players_know(rate: float | None, varies: bool, expected: float):
    info = film(frame_rate=rate, variable_frame_rate=varies)

    assert constant_rate(info) == pytest.approx(expected)


def test_track_b_lies_over_track_a_and_pictures_fade_inside_their_windows():
    over = {"id": "b", "track": "B", "uploadId": 1, "startSeconds": 0, "endSeconds": 0.6, "fade": "in_out"}
    under = {"id": "a", "uploadId": 1, "startSeconds": 0, "endSeconds": 4, "opacityPct": 40, "fade": "out"}

    below, above = planned({"overlayItems": [over, under]}).layers

    assert (below.name, below.artwork.settings["opacityPct"]) == ("overlay:a", 40)
    assert (below.fade_in, below.fade_out) == (0, 0.5)
    assert (above.name, above.fade_in, above.fade_out) == ("overlay:b", 0.3, 0.3)


def test_pieces_that_touch_are_one_piece_of_film():
    config = {"editRanges": [{"start": 0, "end": 4}, {"start": 4, "end": 9.5}, {"start": 12, "end": 20}]}

    assert planned(config).segments == (Span(0, 9.5), Span(12, 20))
