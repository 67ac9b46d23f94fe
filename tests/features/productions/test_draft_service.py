"""Drafts under many writers, and whatever people send."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.errors import DraftChanged, InvalidDraft, UploadNotFound
from app.features.productions.models import DraftStatus, ProductionDraft, Upload, UploadKind
from app.features.productions.service import drafts as service
from app.features.productions.service.findings import canonical_json
from app.kernel import clock, db
from app.kernel.errors import AppError
from app.kernel.identity import Actor
from app.kernel.timings import saves
from tests.factories import fresh, saved
from tests.factories.productions import make_draft, make_upload

KNOWN = ("name", "story", "screenTitleText", "intro", "editRanges")
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
# Beyond 2**53 PostgreSQL writes a float as an integer: the same number, another text.
NUMBER = st.integers(-(2**53), 2**53) | st.floats(-1e15, 1e15).map(lambda number: number + 0.0)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXT, below, max_size=3),
    max_leaves=6,
)
UNKNOWN_KEY = TEXT.map(lambda text: f"x{text}")
PATCH = st.dictionaries(UNKNOWN_KEY, JSON, max_size=3).flatmap(
    lambda unknown: st.fixed_dictionaries(
        {},
        optional={
            "name": st.none() | TEXT,
            "story": st.none() | TEXT,
            "screenTitleText": st.none() | TEXT,
            "intro": st.none() | st.just({"kind": "freeze_first_frame", "seconds": 3.0}),
        },
    ).map(lambda known: {**unknown, **known})
)


def at_once(count: int, act: Callable[[Session, int], Any]) -> list[Any]:
    """Run `act` in `count` transactions at the same time; what each returned or raised."""

    def one(number: int) -> Any:
        try:
            with db.unit_of_work() as session:
                return act(session, number)
        except AppError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.fixture
def draft(session: Session, user: User, upload: Upload) -> ProductionDraft:
    return make_draft(session, user, upload)


@given(patches=st.lists(PATCH, max_size=5))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_patches_loses_no_key(
    session: Session, actor: Actor, draft: ProductionDraft, patches: list[dict[str, Any]]
) -> None:
    expected: dict[str, Any] = {}
    with db.unit_of_work() as own:
        service.save_draft(own, actor, draft.id or 0, {}, replace=True)
    for patch in patches:
        with db.unit_of_work() as own:
            shown = service.save_draft(own, actor, draft.id or 0, patch)
        expected = {key: value for key, value in {**expected, **patch}.items() if value is not None}
        assert canonical_json(shown.config) == canonical_json(expected)
    assert canonical_json(fresh(session, draft).config_json) == canonical_json(expected)


@given(body=st.dictionaries(st.sampled_from(KNOWN) | TEXT, JSON, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_is_kept_or_refused_by_name(
    actor: Actor, draft: ProductionDraft, body: dict[str, Any]
) -> None:
    [told] = at_once(1, lambda own, _: service.save_draft(own, actor, draft.id or 0, body, replace=True))
    if isinstance(told, AppError):
        assert isinstance(told, InvalidDraft)
        assert told.fields
    else:
        json.dumps(service.as_json(told), allow_nan=False)


def test_true_and_one_are_different_values(session: Session, actor: Actor, draft: ProductionDraft) -> None:
    with db.unit_of_work() as own:
        service.save_draft(own, actor, draft.id or 0, {"foo": True})
    with db.unit_of_work() as own:
        service.save_draft(own, actor, draft.id or 0, {"foo": 1})
    assert fresh(session, draft).config_json["foo"] is not True


def test_many_devices_with_different_keys_lose_none(
    session: Session, actor: Actor, draft: ProductionDraft
) -> None:
    at_once(12, lambda own, n: service.save_draft(own, actor, draft.id or 0, {f"key{n}": n}))
    kept = fresh(session, draft)
    assert kept.config_json == {f"key{n}": n for n in range(12)}
    assert kept.revision == 13


def test_of_many_with_the_same_revision_one_wins_and_the_rest_are_told(
    session: Session, actor: Actor, draft: ProductionDraft
) -> None:
    told = at_once(
        8, lambda own, n: service.save_draft(own, actor, draft.id or 0, {"name": f"{n}"}, revision=1)
    )
    losers = [each for each in told if isinstance(each, DraftChanged)]
    assert len(losers) == 7
    winner = fresh(session, draft).config_json
    assert {loser.facts["draft"]["config"]["name"] for loser in losers} == {winner["name"]}


def test_opening_at_once_gives_one_draft(session: Session, actor: Actor, upload: Upload) -> None:
    opened = at_once(8, lambda own, _: service.open_draft(own, actor, upload.id or 0))
    assert len({draft.id for draft, _ in opened}) == 1
    assert [created for _, created in opened].count(True) == 1
    assert len(session.exec(select(ProductionDraft)).all()) == 1


def test_a_second_active_draft_of_a_film_cannot_be_stored_but_archived_ones_can(
    session: Session, user: User, upload: Upload
) -> None:
    for _ in range(2):
        make_draft(session, user, upload, archived_at=clock.now(), status=DraftStatus.ARCHIVED)
    make_draft(session, user, upload)
    with pytest.raises(IntegrityError):
        make_draft(session, user, upload)


def test_an_upload_that_is_deleted_meanwhile_ends_the_tries(
    session: Session, actor: Actor, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Upload(**upload.model_dump() | {"id": 999_999})
    monkeypatch.setattr(service, "_own_video", lambda *_: gone)

    with pytest.raises(UploadNotFound):
        service.open_draft(session, actor, 999_999)


def test_starting_over_archives_and_begins_empty(
    session: Session, actor: Actor, draft: ProductionDraft
) -> None:
    with db.unit_of_work() as own:
        service.save_draft(own, actor, draft.id or 0, {"name": "Old"})
        begun = service.start_over(own, actor, draft.upload_id)
    assert begun.config == {}
    assert fresh(session, draft).archived_at is not None
    assert fresh(session, draft).config_json == {"name": "Old"}


def test_starting_over_a_deleted_source_keeps_the_draft(
    session: Session, actor: Actor, upload: Upload, draft: ProductionDraft
) -> None:
    upload.source_deleted_at = upload.created_at
    saved(session, upload)
    [told] = at_once(1, lambda own, _: service.start_over(own, actor, draft.upload_id))
    assert isinstance(told, AppError)
    assert fresh(session, draft).archived_at is None


def test_a_save_that_changes_nothing_is_no_new_revision(actor: Actor, draft: ProductionDraft) -> None:
    with db.unit_of_work() as own:
        first = service.save_draft(own, actor, draft.id or 0, {"name": "A"})
        again = service.save_draft(own, actor, draft.id or 0, {"name": "A"})
    assert again == first


def test_a_shorter_edit_that_leaves_an_overlay_outside_is_refused_by_name(
    session: Session, user: User, actor: Actor, draft: ProductionDraft
) -> None:
    picture = make_upload(session, user, UploadKind.IMAGE, role="overlay")
    item = {"id": "a", "uploadId": picture.id, "startSeconds": 6.0, "endSeconds": 9.0}
    with db.unit_of_work() as own:
        service.save_draft(own, actor, draft.id or 0, {"overlayItems": [item]})
    shorter = {"editRanges": [{"start": 0.0, "end": 5.0}]}
    [told] = at_once(1, lambda own, _: service.save_draft(own, actor, draft.id or 0, shorter))
    assert isinstance(told, InvalidDraft)
    assert list(told.fields) == ["overlayItems.0.endSeconds"]


def test_the_time_of_a_committed_save_is_recorded(actor: Actor, draft: ProductionDraft) -> None:
    before = saves.summary().count
    with db.unit_of_work() as own:
        service.save_draft(own, actor, draft.id or 0, {"name": "A"})
    at_once(1, lambda own, _: service.save_draft(own, actor, draft.id or 0, {"name": 7}))
    after = saves.summary()
    assert after.count == before + 1
    assert after.p99_ms is not None
