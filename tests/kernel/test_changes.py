"""Kept changes against a row that may have moved on."""

from app.kernel.changes import Batch, settle


def _batch(changes: dict, bases: dict | None = None) -> Batch:
    return Batch(scope="draft:1", seq=1, revision=1, changes=changes, bases=bases or {})


def test_a_change_to_an_untouched_key_is_saved():
    settled = settle({"name": "Old", "story": "Theirs"}, _batch({"name": "New"}, {"name": ["Old"]}))

    assert settled.to_save == {"name": "New"}
    assert not settled.conflicts


def test_a_replay_finds_its_own_value_and_writes_nothing():
    settled = settle({"name": "New"}, _batch({"name": "New"}, {"name": ["Old"]}))

    assert settled.already == {"name": "New"}
    assert not settled.to_save
    assert not settled.conflicts


def test_a_key_that_another_device_changed_is_a_conflict_with_what_it_wrote():
    settled = settle({"name": "Phone"}, _batch({"name": "Laptop"}, {"name": ["Old"]}))

    assert settled.conflicts == {"name": "Phone"}
    assert not settled.to_save


def test_one_lost_race_does_not_hold_up_the_other_fields():
    batch = _batch({"name": "Laptop", "story": "More"}, {"name": ["Old"], "story": [None]})

    settled = settle({"name": "Phone"}, batch)

    assert settled.conflicts == {"name": "Phone"}
    assert settled.to_save == {"story": "More"}


def test_what_this_browser_sent_before_without_an_answer_is_no_other_device():
    settled = settle({"name": "Epis"}, _batch({"name": "Episode"}, {"name": ["Old", "Epis"]}))

    assert settled.to_save == {"name": "Episode"}


def test_an_absent_key_and_null_are_the_same():
    settled = settle({}, _batch({"logoUploadId": None, "name": "First"}, {"name": [None]}))

    assert settled.already == {"logoUploadId": None}
    assert settled.to_save == {"name": "First"}


def test_a_change_without_bases_may_only_fill_an_empty_key():
    settled = settle({"name": "Kept"}, _batch({"name": "Blind", "story": "Fine"}))

    assert settled.conflicts == {"name": "Kept"}
    assert settled.to_save == {"story": "Fine"}
