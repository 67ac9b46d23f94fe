"""Changes from the browser's outbox, as the services keep them."""

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.errors import (
    AlreadyProduced,
    ChangesInTheWay,
    DraftNotFound,
    PresetNotFound,
)
from app.features.productions.models import PresetKind, Upload
from app.features.productions.service import drafts, keeping, presets
from app.kernel.changes import Batch
from app.kernel.identity import Actor
from tests.factories.productions import make_draft
from tests.fakes.authenticator import actor_of


def _batch(changes: dict, bases: dict | None = None, seq: int = 1) -> Batch:
    return Batch(scope="draft:1", seq=seq, changes=changes, bases=bases or {})


@pytest.fixture
def draft_id(session: Session, user: User, upload: Upload) -> int:
    draft = make_draft(session, user, upload, config_json={"name": "Old"})
    assert draft.id is not None
    return draft.id


def test_a_change_is_saved_and_acknowledged_with_its_revision(session: Session, actor: Actor, draft_id: int):
    batch = _batch({"name": "New"}, {"name": ["Old"]}, seq=7)

    draft, answer = keeping.keep_draft_changes(session, actor, draft_id, batch, device="phone")

    assert draft.config["name"] == "New"
    assert draft.device == "phone"
    assert (answer.seq, answer.revision, answer.saved) == (7, draft.revision, {"name": "New"})


def test_two_devices_on_two_fields_both_keep_their_text(session: Session, actor: Actor, draft_id: int):
    drafts.save_draft(session, actor, draft_id, {"story": "From the phone"}, device="phone")

    draft, answer = keeping.keep_draft_changes(
        session, actor, draft_id, _batch({"name": "New"}, {"name": ["Old"]})
    )

    assert draft.config == {"name": "New", "story": "From the phone"}
    assert not answer.conflicts


def test_two_devices_on_one_field_lose_neither_text(session: Session, actor: Actor, draft_id: int):
    drafts.save_draft(session, actor, draft_id, {"name": "From the phone"}, device="phone")

    draft, answer = keeping.keep_draft_changes(
        session, actor, draft_id, _batch({"name": "Mine"}, {"name": ["Old"]}), device="computer"
    )

    assert draft.config["name"] == "From the phone"
    assert answer.conflicts == {"name": "From the phone"}
    assert answer.device == "phone"


def test_a_replayed_batch_changes_nothing(session: Session, actor: Actor, draft_id: int):
    batch = _batch({"name": "New"}, {"name": ["Old"]})
    first, _ = keeping.keep_draft_changes(session, actor, draft_id, batch)

    again, answer = keeping.keep_draft_changes(session, actor, draft_id, batch)

    assert again.revision == first.revision
    assert answer.saved == {"name": "New"}
    assert not answer.conflicts


def test_a_field_that_breaks_a_rule_does_not_hold_up_the_rest(session: Session, actor: Actor, draft_id: int):
    batch = _batch({"name": "x" * 300, "story": "Fine", "intro": {"kind": "title_image"}}, {"name": ["Old"]})

    draft, answer = keeping.keep_draft_changes(session, actor, draft_id, batch)

    assert draft.config == {"name": "Old", "story": "Fine"}
    assert answer.saved == {"story": "Fine"}
    assert set(answer.errors) == {"name", "intro"}
    assert "255" in answer.errors["name"]


def test_text_that_no_database_keeps_is_refused_beside_its_field(
    session: Session, actor: Actor, draft_id: int
):
    draft, answer = keeping.keep_draft_changes(session, actor, draft_id, _batch({"story": "a\x00b"}))

    assert "story" not in draft.config
    assert set(answer.errors) == {"story"}


def test_an_archived_draft_says_so_beside_every_field(session: Session, actor: Actor, draft_id: int):
    drafts.archive_draft(session, actor, draft_id)

    draft, answer = keeping.keep_draft_changes(
        session, actor, draft_id, _batch({"name": "Late"}, {"name": ["Old"]})
    )

    assert draft.config["name"] == "Old"
    assert "archived" in answer.errors["name"]


def test_somebody_elses_draft_is_not_there(session: Session, stranger: User, draft_id: int):
    with pytest.raises(DraftNotFound):
        keeping.keep_draft_changes(session, actor_of(stranger), draft_id, _batch({"name": "Mine now"}))


def test_produce_takes_along_what_the_browser_still_holds(session: Session, actor: Actor, draft_id: int):
    batch = _batch({"name": "At the last moment"}, {"name": ["Old"]})

    made = keeping.produce_with_changes(session, actor, draft_id, batch)

    assert made.name == "At the last moment"


def test_produce_stops_when_a_change_cannot_be_saved(session: Session, actor: Actor, draft_id: int):
    with pytest.raises(ChangesInTheWay) as refused:
        keeping.produce_with_changes(session, actor, draft_id, _batch({"name": "x" * 300}, {"name": ["Old"]}))

    assert set(refused.value.fields) == {"name"}
    assert drafts.get_draft(session, actor, draft_id).production_id is None


def test_the_second_of_two_clicks_on_produce_makes_no_second_film(
    session: Session, actor: Actor, draft_id: int
):
    made = keeping.produce_with_changes(session, actor, draft_id, None)

    with pytest.raises(AlreadyProduced) as refused:
        keeping.produce_with_changes(session, actor, draft_id, None)

    assert refused.value.facts["productionId"] == str(made.id)


def test_a_presets_fields_are_kept_one_by_one(session: Session, actor: Actor):
    preset = presets.list_presets(session, actor, PresetKind.LOGO)[0]
    batch = _batch(
        {"widthPct": 30, "opacityPct": 500, "name": "Mine"},
        {"widthPct": [15.0], "opacityPct": [35.0], "name": [preset.name]},
    )

    kept, answer = keeping.keep_preset_changes(session, actor, preset.id, batch)

    assert (kept.name, kept.settings["widthPct"], kept.settings["opacityPct"]) == ("Mine", 30.0, 35.0)
    assert answer.saved == {"widthPct": 30.0, "name": "Mine"}
    assert set(answer.errors) == {"opacityPct"}


@pytest.mark.parametrize("name", [None, "", "x" * 81, 7, ["Mine"]])
def test_a_name_that_no_preset_may_have_is_refused_beside_its_field(
    session: Session, actor: Actor, name: object
):
    preset = presets.list_presets(session, actor, PresetKind.LOGO)[0]
    batch = _batch({"name": name, "widthPct": 30.0}, {"name": [preset.name], "widthPct": [15.0]})

    kept, answer = keeping.keep_preset_changes(session, actor, preset.id, batch)

    assert (kept.name, kept.settings["widthPct"]) == (preset.name, 30.0)
    assert answer.errors == {"name": "Give it a name of at most 80 characters."}


def test_a_copied_preset_is_like_its_model_and_independent(session: Session, actor: Actor):
    model = presets.list_presets(session, actor, PresetKind.LOGO)[1]

    copy = presets.copy_preset(session, actor, PresetKind.LOGO, model.id)

    assert copy.id != model.id
    assert copy.settings == model.settings


def test_a_preset_of_another_kind_is_no_model(session: Session, actor: Actor):
    model = presets.list_presets(session, actor, PresetKind.LOGO)[0]

    with pytest.raises(PresetNotFound):
        presets.copy_preset(session, actor, PresetKind.AUDIO, model.id)
