"""The pages' state classes, event by event, as a browser's tab sends them."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import (
    Production,
    ProductionDraft,
    ProductionStatus,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.features.productions.service import drafts, dressing, productions
from app.features.productions.state import produce as produce_state
from app.features.productions.state import productions as productions_state
from app.features.productions.state.presets import PresetState
from app.features.productions.state.produce import DraftState
from app.features.productions.state.productions import ProductionsState, ProductionState
from app.features.productions.state.shown import NO_ROLE
from app.kernel import db
from app.kernel.identity import Actor
from tests.factories import fresh, saved
from tests.factories.productions import make_draft, make_production, make_upload
from tests.fakes.authenticator import actor_of
from tests.state_runner import Runner

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148"


def _batch(draft_id: int, changes: dict[str, Any], seq: int = 1, **bases: Any) -> dict[str, Any]:
    given = {key: [value] for key, value in bases.items()}
    return {"scope": f"draft:{draft_id}", "seq": seq, "revision": 1, "changes": changes, "bases": given}


async def _open(runner: Runner, upload: Upload, **query: str) -> DraftState:
    asked = {"upload": str(upload.id)} | query
    await runner.run(DraftState.open_page(), path="/produce", query=asked)
    return await runner.state(DraftState)


def _made(
    session: Session, user: User, upload: Upload, status: ProductionStatus, **values: Any
) -> Production:
    """A production of a real draft, in the state that a test is about."""
    draft = make_draft(session, user, upload)
    with db.unit_of_work() as work:
        made_id = productions.produce(work, actor_of(user), draft_id=draft.id).id
    session.commit()
    production = session.get(Production, made_id)
    assert production is not None
    for name, value in ({"status": status} | values).items():
        setattr(production, name, value)
    return saved(session, production)


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def _quick_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (produce_state, productions_state):
        monkeypatch.setattr(module, "WATCH_SECONDS", 0.01)


@pytest.fixture
def tab(runner: Runner, user: User) -> Runner:
    """A signed-in tab."""
    runner.sign_in(user)
    return runner


async def test_opening_the_page_makes_one_draft_and_shows_it(tab: Runner, upload: Upload, session: Session):
    first = await _open(tab, upload)
    again = await _open(tab, upload)

    assert again.phase == "ready"
    assert again.draft_id == first.draft_id
    assert again.scope == f"draft:{again.draft_id}"
    assert again.source["id"] == upload.id
    assert again.outcome.startswith("0:10, 720p")
    assert len(session.exec(select(ProductionDraft)).all()) == 1


async def test_a_save_is_acknowledged_with_what_is_in_the_database(
    tab: Runner, upload: Upload, session: Session
):
    opened = await _open(tab, upload)

    await tab.run(DraftState.save(_batch(opened.draft_id, {"name": "Episode 4"}, seq=3)), path="/produce")

    state = await tab.state(DraftState)
    assert state.answer["seq"] == 3
    assert state.answer["saved"] == {"name": "Episode 4"}
    row = session.get(ProductionDraft, opened.draft_id)
    assert row is not None
    assert row.config_json == {"name": "Episode 4"}
    assert row.revision == state.answer["revision"] == state.revision


async def test_nobody_waits_for_what_a_page_reads_after_its_save(
    tab: Runner, upload: Upload, monkeypatch: pytest.MonkeyPatch
):
    opened = await _open(tab, upload)
    held = []
    read = dressing._dressing

    def watched(*args: Any) -> Any:
        held.append(db._writers.locked())
        return read(*args)

    monkeypatch.setattr(dressing, "_dressing", watched)
    await tab.run(DraftState.save(_batch(opened.draft_id, {"name": "Episode 4"})), path="/produce")
    assert held == [False]


async def test_a_save_is_acknowledged_even_if_it_can_not_be_read_again(
    tab: Runner, upload: Upload, monkeypatch: pytest.MonkeyPatch
):
    opened = await _open(tab, upload)

    def away(*_: Any) -> Any:
        raise db.DatabaseAway

    monkeypatch.setattr(dressing, "_dressing", away)
    await tab.run(DraftState.save(_batch(opened.draft_id, {"name": "Episode 4"})), path="/produce")
    assert (await tab.state(DraftState)).answer["saved"] == {"name": "Episode 4"}


async def test_a_save_reaches_a_server_that_has_forgotten_the_tab(
    tab: Runner, upload: Upload, session: Session, user: User
):
    draft = make_draft(session, user, upload)
    assert draft.id is not None

    batch = _batch(draft.id, {"name": "After the restart"})
    await tab.run(DraftState.save(batch), path="/produce", query={"upload": str(upload.id)})

    state = await tab.state(DraftState)
    assert state.answer["saved"] == {"name": "After the restart"}
    assert state.phase == "ready"


async def test_a_file_that_can_not_be_used_is_told_until_another_is_chosen(
    tab: Runner, upload: Upload, session: Session, user: User
):
    opened = await _open(tab, upload)
    broken = make_upload(session, user, UploadKind.IMAGE, status=UploadStatus.FAILED, error="It is torn.")

    await tab.run(DraftState.arrived("logoUploadId", broken.id), path="/produce")
    told = await tab.state(DraftState)
    await tab.run(DraftState.save(_batch(opened.draft_id, {"name": "Typed meanwhile"})), path="/produce")
    after_typing = dict((await tab.state(DraftState)).unusable)
    choice = _batch(opened.draft_id, {"logoUploadId": None}, seq=2)
    await tab.run(DraftState.save(choice), path="/produce")

    assert "logoUploadId" not in told.config
    assert told.awaited == {}
    assert after_typing == {"logoUploadId": "It is torn."}
    assert (await tab.state(DraftState)).unusable == {}


async def test_a_picture_without_a_use_is_offered_and_chosen(
    tab: Runner, upload: Upload, session: Session, user: User
):
    photo = make_upload(session, user, UploadKind.IMAGE, role=None, mime="image/jpeg")
    make_upload(session, user, UploadKind.IMAGE, role=None, status=UploadStatus.PROCESSING)
    offered = dict((await _open(tab, upload)).pictures)

    await tab.run(DraftState.give_use("lowerThirdUploadId", photo.id), path="/produce")
    refused = dict((await tab.state(DraftState)).unusable)
    await tab.run(DraftState.give_use("logoUploadId", photo.id), path="/produce")

    state = await tab.state(DraftState)
    assert [picture["id"] for picture in offered[NO_ROLE]] == [photo.id]
    assert "must be a PNG" in refused["lowerThirdUploadId"]
    assert state.config == {"logoUploadId": photo.id}
    assert [picture["id"] for picture in state.pictures["logo"]] == [photo.id]
    assert state.pictures[NO_ROLE] == []


async def test_a_lost_race_names_both_versions_and_the_device(
    tab: Runner, upload: Upload, session: Session, actor: Actor
):
    opened = await _open(tab, upload)
    drafts.save_draft(session, actor, opened.draft_id, {"name": "From the phone"}, device="phone")
    session.commit()

    await tab.run(DraftState.save(_batch(opened.draft_id, {"name": "Mine"}, name=None)), path="/produce")

    state = await tab.state(DraftState)
    assert state.answer["conflicts"] == {"name": "From the phone"}
    assert state.config["name"] == "From the phone"
    assert state.since == "Changed on your phone just now"


async def test_the_kind_of_device_goes_along_with_a_save(tab: Runner, upload: Upload, session: Session):
    opened = await _open(tab, upload)
    tab.headers = tab.headers | {"user-agent": PHONE}

    await tab.run(DraftState.save(_batch(opened.draft_id, {"name": "On the way"})), path="/produce")

    row = session.get(ProductionDraft, opened.draft_id)
    assert row is not None
    assert row.device == "phone"


@pytest.mark.parametrize(
    "batch",
    [{}, {"scope": "draft:x", "changes": {}}, {"scope": "draft:1", "changes": "no"}, {"scope": 7}],
)
async def test_a_batch_that_is_none_is_told_and_saves_nothing(tab: Runner, upload: Upload, batch: dict):
    await _open(tab, upload)

    await tab.run(DraftState.save(batch), path="/produce")

    assert (await tab.state(DraftState)).answer == {}
    assert tab.events


async def test_a_missing_or_foreign_video_shows_a_clear_page(tab: Runner, session: Session, stranger: User):
    foreign = make_upload(session, stranger)
    for upload_id in (str(foreign.id), "999999", "", "1; drop", "²"):
        await tab.run(DraftState.open_page(), path="/produce", query={"upload": upload_id})

        assert (await tab.state(DraftState)).phase == "missing"
    assert not session.exec(select(ProductionDraft)).all()


async def test_a_video_that_is_still_prepared_can_be_dressed_already(
    tab: Runner, session: Session, user: User
):
    upload = make_upload(session, user, status=UploadStatus.FAILED)
    refused = await _open(tab, upload)

    assert refused.phase == "refused"
    assert "could not be read" in refused.trouble


async def test_an_old_link_seeds_an_empty_draft_once_and_leaves_the_address_clean(
    tab: Runner, upload: Upload, session: Session
):
    state = await _open(tab, upload, introSeconds="3", logoUploadId="nonsense", **{"from": "uploads"})

    assert state.config["intro"] == {"kind": "freeze_first_frame", "seconds": 3.0}
    assert state.notes == ["Part of the link could not be read and was left out: Logo."]
    assert any("history.replaceState" in str(event) for event in tab.events)

    again = await _open(tab, upload, introSeconds="5")

    assert again.config["intro"]["seconds"] == 3.0
    assert again.notes == []


async def test_the_place_is_kept_and_found_on_the_next_opening(tab: Runner, upload: Upload, session: Session):
    first = await _open(tab, upload)
    draft_id, visits = first.draft_id, first.visit
    there = {"section": "title", "field": "screenTitleText", "playhead": 1.5}

    await tab.run(DraftState.keep_place(there), DraftState.keep_place({"section": "attic"}), path="/produce")
    again = await _open(tab, upload)

    assert again.place == there
    assert again.visit == visits + 1
    assert again.revision == 1
    draft = session.get(ProductionDraft, draft_id)
    assert draft is not None
    assert draft.place == there


async def test_producing_twice_makes_one_film_and_shows_it(tab: Runner, upload: Upload, session: Session):
    opened = await _open(tab, upload)
    pending = _batch(opened.draft_id, {"name": "Typed at the last moment"})

    await tab.run(DraftState.produce(pending), DraftState.produce(None), path="/produce")

    made = session.exec(select(Production)).all()
    assert [one.name for one in made] == ["Typed at the last moment"]
    redirects = [str(event) for event in tab.events if f"/productions/{made[0].id}" in str(event)]
    assert len(redirects) == 2


async def test_after_producing_the_page_offers_a_fresh_draft(tab: Runner, upload: Upload):
    first = await _open(tab, upload)
    first_id = first.draft_id
    await tab.run(DraftState.produce(None), path="/produce")

    again = await _open(tab, upload)

    assert again.draft_id != first_id
    assert again.config == {}
    assert again.producing is False


async def test_a_draft_that_was_produced_elsewhere_says_so_and_keeps_what_is_typed(
    tab: Runner, upload: Upload, session: Session, actor: Actor
):
    opened = await _open(tab, upload)
    with db.unit_of_work() as work:
        made = productions.produce(work, actor, draft_id=opened.draft_id)

    await tab.run(DraftState.save(_batch(opened.draft_id, {"name": "Too late"})), path="/produce")

    state = await tab.state(DraftState)
    assert "produced on another page" in state.ended
    assert state.film_address.endswith(str(made.id))
    assert "archived" in state.answer["errors"]["name"]


async def test_starting_over_gives_an_empty_draft(tab: Runner, upload: Upload):
    opened = await _open(tab, upload)
    await tab.run(DraftState.save(_batch(opened.draft_id, {"name": "Old"})), path="/produce")

    await tab.run(DraftState.start_over(), path="/produce")

    assert (await tab.state(DraftState)).config == {}


async def test_a_preset_is_made_and_chosen_and_put_away_again(tab: Runner, upload: Upload):
    await _open(tab, upload)

    await tab.run(PresetState.create("logo", 0), path="/produce")

    made = await tab.state(PresetState)
    assert made.kind == "logo"
    preset_id = made.preset_id
    await tab.run(*[event for event in [DraftState.choose("logoConfigId", preset_id)]], path="/produce")
    assert (await tab.state(DraftState)).config["logoConfigId"] == preset_id

    await tab.run(PresetState.archive("logo", preset_id), path="/produce")

    assert (await tab.state(PresetState)).kind == ""
    options = (await tab.state(DraftState)).preset_options["logo"]
    assert str(preset_id) not in [value for value, _ in options]


async def test_a_presets_change_is_acknowledged(tab: Runner, upload: Upload):
    await _open(tab, upload)
    await tab.run(PresetState.create("screen_title", 0), path="/produce")
    preset_id = (await tab.state(PresetState)).preset_id
    batch = {
        "scope": f"preset:{preset_id}",
        "seq": 4,
        "changes": {"sizePct": 6, "textColor": "red"},
        "bases": {"sizePct": [4.5], "textColor": ["#ffffff"]},
    }

    await tab.run(PresetState.save(batch), path="/produce")

    answer = (await tab.state(PresetState)).answer
    assert answer["saved"] == {"sizePct": 6.0}
    assert set(answer["errors"]) == {"textColor"}


async def test_the_list_of_productions_is_the_persons_own(
    tab: Runner, session: Session, user: User, stranger: User, upload: Upload
):
    make_production(session, user, upload, name="Mine", status=ProductionStatus.COMPLETED)
    make_production(session, stranger, make_upload(session, stranger), name="Theirs")

    await tab.run(ProductionsState.open_page(), path="/productions")

    state = await tab.state(ProductionsState)
    assert [made["name"] for made in state.made] == ["Mine"]
    assert state.made[0]["badge"] == "Ready"


async def test_a_failed_production_tells_why_and_can_be_retried(
    tab: Runner, session: Session, user: User, upload: Upload
):
    production = _made(session, user, upload, ProductionStatus.FAILED, error="The disk is full.", job_id=None)
    path = f"/productions/{production.id}"
    await tab.run(ProductionState.open_page(), path=path)
    shown = (await tab.state(ProductionState)).made
    assert shown["error"] == "The disk is full."
    assert shown["retryable"]

    retried = asyncio.create_task(tab.run(ProductionState.retry(), path=path))  # ends when nothing moves
    await _until(lambda: fresh(session, production).status is ProductionStatus.QUEUED)
    await tab.run(ProductionState.cancel(), path=path)
    await retried

    assert (await tab.state(ProductionState)).made["status"] == "cancelled"
    assert fresh(session, production).status is ProductionStatus.CANCELLED


async def test_a_deleted_production_leads_back_to_the_list(
    tab: Runner, session: Session, user: User, upload: Upload
):
    production = _made(session, user, upload, ProductionStatus.COMPLETED)
    path = f"/productions/{production.id}"
    await tab.run(ProductionState.open_page(), path=path)

    await tab.run(ProductionState.ask_delete(True), ProductionState.delete(), path=path)

    assert not session.exec(select(Production)).all()
    assert any("/productions" in str(event) for event in tab.events)


@pytest.mark.parametrize("address", ["not-an-id", "00000000-0000-4000-8000-000000000000"])
async def test_an_unknown_production_shows_a_clear_page(tab: Runner, address: str):
    await tab.run(ProductionState.open_page(), path=f"/productions/{address}")

    assert (await tab.state(ProductionState)).phase == "missing"


async def test_events_from_nobody_change_nothing_and_lead_to_the_sign_in_page(
    runner: Runner, session: Session, user: User, upload: Upload
):
    draft = make_draft(session, user, upload, config_json={"name": "Kept"})
    production = make_production(session, user, upload, status=ProductionStatus.COMPLETED)
    assert draft.id is not None
    for event in (
        DraftState.open_page(),
        DraftState.save(_batch(draft.id, {"name": "Taken"}, name="Kept")),
        DraftState.choose("name", "Taken"),
        DraftState.start_over(),
        DraftState.produce(_batch(draft.id, {"name": "Taken"})),
        PresetState.create("logo", 0),
        PresetState.edit(1),
        PresetState.archive("logo", 1),
        PresetState.save({"scope": "preset:1", "changes": {"name": "Taken"}}),
        ProductionsState.open_page(),
        ProductionState.delete(),
        ProductionState.cancel(),
        ProductionState.retry(),
    ):
        await runner.run(event, path="/produce", query={"upload": str(upload.id)})

    assert fresh(session, draft).config_json == {"name": "Kept"}
    assert fresh(session, draft).archived_at is None
    assert fresh(session, production).status is ProductionStatus.COMPLETED
    assert any("/login" in str(event) for event in runner.events)
    assert (await runner.state(DraftState)).config == {}
    assert (await runner.state(ProductionsState)).made == []


async def test_somebody_elses_draft_takes_no_events(
    runner: Runner, session: Session, user: User, stranger: User, upload: Upload
):
    draft = make_draft(session, user, upload, config_json={"name": "Kept"})
    assert draft.id is not None
    runner.sign_in(stranger)

    await runner.run(
        DraftState.save(_batch(draft.id, {"name": "Taken"}, name="Kept")),
        DraftState.produce(_batch(draft.id, {"name": "Taken"})),
        path="/produce",
    )

    assert fresh(session, draft).config_json == {"name": "Kept"}
    assert (await runner.state(DraftState)).config == {}
