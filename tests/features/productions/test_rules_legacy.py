"""Old links seed a draft; what can't be read is named and left out."""

from hypothesis import given
from hypothesis import strategies as st

from app.features.productions.rules.config import config_errors
from app.features.productions.rules.legacy import LEGACY_KEYS, has_legacy_keys, read_legacy_query

QUERY = st.dictionaries(
    st.sampled_from(sorted(LEGACY_KEYS)),
    st.text(max_size=30) | st.from_regex(r"(img:\d:A:)?\d\.?\d?-\d(,\d-\d)?", fullmatch=True) | st.just("3"),
)


def test_a_whole_link_becomes_a_config():
    query = {
        "logoUploadId": "7",
        "screenTitlePresetId": "2",
        "titleUploadId": "3",
        "titleHoldSeconds": "2",
        "editRanges": "0-2,3-4.5",
        "overlayItems": "img:5:A:0-1:cover:100,img:6:A:1-2.5:cover:40",
        "from": "uploads",
    }

    seed = read_legacy_query(query, duration=10.0)

    assert seed.note is None
    assert seed.config["intro"] == {"kind": "title_image", "uploadId": 3, "holdSeconds": 2.0}
    assert seed.config["editRanges"] == [{"start": 0.0, "end": 2.0}, {"start": 3.0, "end": 4.5}]
    assert [(i["uploadId"], i["opacityPct"]) for i in seed.config["overlayItems"]] == [(5, 100), (6, 40)]
    assert "from" not in seed.config


def test_a_frozen_frame_and_a_single_range():
    seed = read_legacy_query({"introSeconds": "3", "editStart": "1", "editEnd": "9"}, duration=10.0)

    assert seed.config == {
        "intro": {"kind": "freeze_first_frame", "seconds": 3.0},
        "editRanges": [{"start": 1.0, "end": 9.0}],
    }


def test_garbage_is_left_out_and_named():
    query = {"logoUploadId": "7", "musicUploadId": "x", "editRanges": "5-1", "overlayItems": "img:1:A:0-99"}

    seed = read_legacy_query(query, duration=10.0)

    assert seed.config == {"logoUploadId": 7}
    assert seed.ignored == ("musicUploadId", "editRanges", "overlayItems")
    assert seed.note


def test_an_ordinary_address_carries_nothing():
    assert not has_legacy_keys({"upload": "7", "from": "uploads"})


@given(QUERY)
def test_whatever_stands_in_a_link_gives_a_valid_config(query: dict[str, str]):
    assert config_errors(read_legacy_query(query, duration=10.0).config, 10.0) == {}
