"""The draft config: what it takes, what it refuses and how it says so."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.productions.rules.config import DraftConfig, config_errors, merge_config
from app.features.productions.rules.references import preset_references, upload_references

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KNOWN_KEYS = st.sampled_from([str(field.alias) for field in DraftConfig.model_fields.values()])


def merged(patch: dict[str, Any], stored: dict[str, Any] | None = None, **options: Any) -> dict[str, Any]:
    """The config after `patch`, which must be valid."""
    result = merge_config(stored or {}, patch, duration=options.pop("duration", 10.0), **options)
    assert result.errors == {}
    return result.config


def errors(patch: dict[str, Any], stored: dict[str, Any] | None = None) -> dict[str, list[str]]:
    """What forbids `patch` on a source of 10 s; nothing may have been taken over."""
    result = merge_config(stored or {}, patch, duration=10.0)
    assert result.config == (stored or {})
    return result.errors


def overlay(start: float, end: float, **more: Any) -> dict[str, Any]:
    return {"id": f"o{start}", "uploadId": 5, "startSeconds": start, "endSeconds": end, **more}


def test_unknown_keys_survive():
    assert merged({"foo": "bar"}, {"name": "A"}) == {"name": "A", "foo": "bar"}


def test_null_clears_a_key():
    assert merged({"name": None}, {"name": "A", "story": "B"}) == {"story": "B"}


def test_replace_keeps_nothing_else():
    assert merged({"story": "C"}, {"name": "A", "foo": 1}, replace=True) == {"story": "C"}


def test_a_title_image_without_a_picture_names_the_field():
    assert list(errors({"intro": {"kind": "title_image"}})) == ["intro.uploadId"]


@pytest.mark.parametrize(
    ("patch", "field"),
    [
        ({"name": "x" * 256}, "name"),
        ({"story": "x" * 2001}, "story"),
        ({"screenTitleText": "x" * 1001}, "screenTitleText"),
        ({"screenTitleText": "\r\n" * 30}, "screenTitleText"),
        ({"musicUploadId": "3"}, "musicUploadId"),
        ({"musicUploadId": True}, "musicUploadId"),
        ({"musicUploadId": 2**31}, "musicUploadId"),
        ({"logoUploadId": 0}, "logoUploadId"),
        ({"intro": {"kind": "fade"}}, "intro.kind"),
        ({"intro": {"kind": "freeze_first_frame"}}, "intro.seconds"),
        ({"intro": {"kind": "freeze_first_frame", "seconds": 1.9}}, "intro.seconds"),
        ({"intro": {"kind": "title_image", "uploadId": 1, "holdSeconds": 1}}, "intro.holdSeconds"),
        ({"intro": {"kind": "title_image", "uploadId": 1, "holdSeconds": 5.1}}, "intro.holdSeconds"),
        ({"editRanges": "all"}, "editRanges"),
        ({"editRanges": [{"start": 0, "end": 0.1}] * 22}, "editRanges"),
        ({"editRanges": [{"start": 0}]}, "editRanges.0.end"),
        ({"editRanges": [{"start": -1, "end": 2}]}, "editRanges.0.start"),
        ({"editRanges": [{"start": 2, "end": 2}]}, "editRanges.0.end"),
        ({"editRanges": [{"start": 2, "end": 10.2}]}, "editRanges.0.end"),
        ({"editRanges": [{"start": 0, "end": 3}, {"start": 2.9, "end": 4}]}, "editRanges.1.start"),
        ({"editRanges": [{"start": 5, "end": 6}, {"start": 1, "end": 2}]}, "editRanges.1.start"),
        ({"overlayItems": [overlay(0, 11)]}, "overlayItems.0.endSeconds"),
        ({"overlayItems": [overlay(3, 3)]}, "overlayItems.0.endSeconds"),
        ({"overlayItems": [overlay(2, 4), overlay(1, 3)]}, "overlayItems.0.startSeconds"),
        ({"overlayItems": [overlay(1, 2, track="C")]}, "overlayItems.0.track"),
        ({"overlayItems": [overlay(1, 2, opacityPct=101)]}, "overlayItems.0.opacityPct"),
        ({"overlayItems": [overlay(1, 2, id="x"), overlay(3, 4, id="x")]}, "overlayItems.1.id"),
        ({"overlayItems": [overlay(i / 4, i / 4 + 0.2) for i in range(21)]}, "overlayItems"),
        ({"anything": float("nan")}, "anything"),
        ({"anything": [1, {"deep": float("inf")}]}, "anything.1.deep"),
        ({"name": "half \ud83d"}, "name"),
        ({"anything": {"a": "nul \x00"}}, "anything.a"),
        ({"anything": {"nul \x00": 1}}, "anything"),
    ],
)
def test_a_broken_rule_names_its_field(patch: dict[str, Any], field: str):
    assert list(errors(patch, {"foo": 1})) == [field]


def test_depth_is_bounded():
    deep: Any = 1
    for _ in range(5000):
        deep = [deep]

    assert errors({"foo": deep})


def test_ranges_are_kept_on_ticks():
    config = merged({"editRanges": [{"start": 0.96, "end": 2.04}]})

    assert config["editRanges"] == [{"start": 1.0, "end": 2.0}]


def test_touching_ranges_and_overlays_are_fine():
    config = merged(
        {
            "editRanges": [{"start": 0, "end": 3}, {"start": 3, "end": 4}],
            "overlayItems": [overlay(2, 4), overlay(0, 2)],
        }
    )

    assert len(config["editRanges"]) == len(config["overlayItems"]) == 2


@pytest.mark.parametrize(("duration", "end"), [(10.0, 10.0), (9.96, 10.0), (10.04, 10.0), (5.28, 5.3)])
def test_a_single_full_length_range_is_stored_as_nothing(duration: float, end: float):
    ranges = [{"start": 0, "end": end}]

    assert merged({"editRanges": ranges}, {"foo": 1}, duration=duration) == {"foo": 1}


def test_no_ranges_at_all_are_stored_as_nothing():
    assert merged({"editRanges": []}) == {}


def test_an_end_half_a_tick_behind_the_film_is_inside_it():
    ranges = [{"start": 1, "end": 5.3}]

    assert merged({"editRanges": ranges}, duration=5.26) == {"editRanges": [{"start": 1.0, "end": 5.3}]}
    assert merge_config({}, {"editRanges": ranges}, duration=5.24).errors


def test_overlays_are_held_against_the_edited_film_and_not_the_source():
    stored = {"editRanges": [{"start": 0.0, "end": 4.0}]}

    assert errors({"overlayItems": [overlay(3, 5)]}, stored)["overlayItems.0.endSeconds"]


def test_cutting_below_an_overlay_names_the_overlay():
    stored = {"overlayItems": [overlay(3, 5)]}

    assert "overlayItems.0.endSeconds" in errors({"editRanges": [{"start": 0, "end": 4}]}, stored)


def test_a_bad_field_that_is_already_there_never_blocks_another():
    stored = {"overlayItems": [overlay(30, 50)], "musicUploadId": "seven"}

    assert merged({"name": "A"}, stored)["name"] == "A"


def test_an_overlay_gets_what_is_not_said():
    item = merged({"overlayItems": [overlay(0, 1)]})["overlayItems"][0]

    assert (item["kind"], item["track"], item["fit"], item["opacityPct"]) == ("image", "A", "cover", 100)


def test_every_reference_is_found_with_what_it_must_be():
    config = DraftConfig.of(
        {
            "musicUploadId": 1,
            "audioConfigId": 2,
            "logoUploadId": 3,
            "intro": {"kind": "title_image", "uploadId": 4},
            "overlayItems": [overlay(0, 1)],
        }
    )

    uploads = {(r.field, r.upload_id, r.kind, r.role) for r in upload_references(config)}

    assert uploads == {
        ("musicUploadId", 1, "audio", None),
        ("logoUploadId", 3, "image", "logo"),
        ("intro.uploadId", 4, "image", "title_page"),
        ("overlayItems.0.uploadId", 5, "image", "overlay"),
    }
    assert [(r.field, r.preset_id, r.kind) for r in preset_references(config)] == [
        ("audioConfigId", 2, "audio")
    ]


@given(st.dictionaries(KNOWN_KEYS | st.text(), JSON, max_size=4))
def test_any_json_is_taken_or_refused_by_field(patch: dict[str, Any]):
    result = merge_config({"name": "kept"}, patch, duration=10.0)

    if result.errors:
        assert result.config == {"name": "kept"}
    else:
        assert config_errors(result.config, 10.0) == {}
        again = merge_config(result.config, patch, duration=10.0)
        assert again.config == result.config
