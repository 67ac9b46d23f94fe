"""/scenes in a tab, with an account and without."""

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.scenes.models import Party
from app.features.scenes.state import shelf_rows
from app.features.scenes.state.share import ShareState, qr_picture
from app.features.scenes.state.shelf import ShelfState
from tests.factories.scenes import make_party
from tests.state_runner import Runner

pytestmark = pytest.mark.usefixtures("short_story")


def told(runner: Runner) -> str:
    return str(runner.events)


async def test_a_visitor_begins_a_run_and_the_browser_keeps_its_id(runner: Runner, session: Session) -> None:
    await runner.run(ShelfState.show_kept([]), ShelfState.begin(""))

    party = session.exec(select(Party)).one()
    assert party.owner_id is None
    assert "kept.add" in told(runner)
    assert f"/scenes/{party.session_id}" in told(runner)


async def test_the_run_of_somebody_signed_in_is_theirs_and_the_browser_keeps_nothing(
    runner: Runner, session: Session, user: User
) -> None:
    runner.sign_in(user)
    await runner.run(ShelfState.begin(""))

    party = session.exec(select(Party)).one()
    assert party.owner_id == user.id
    assert "kept.add" not in told(runner)


async def test_a_row_tells_the_party_the_scene_and_who_is_hurt(runner: Runner, session: Session) -> None:
    heroes = [
        {"name": "Mo", "class": "thief", "hp": 10, "max_hp": 50},
        {"name": "Ada", "class": "scribe", "hp": 0, "max_hp": 60},
    ]
    party = make_party(session, heroes=heroes)
    await runner.run(ShelfState.show_kept([party.session_id]))

    row = (await runner.state(ShelfState)).rows[0]
    assert row["title"] == "The Lamplighters"
    assert row["place"].startswith("Scene 4 of 11")
    assert [(dot["letter"], dot["tone"]) for dot in row["heroes"]] == [("M", "bad"), ("A", "fallen")]
    assert row["heroes"][0]["says"] == "Mo, Thief, 10 of 50 HP"


async def test_a_typed_id_leads_to_the_run_and_an_unknown_one_is_explained(
    runner: Runner, session: Session
) -> None:
    party = make_party(session)
    await runner.run(ShelfState.find({"session": f" {party.session_id} "}))
    assert f"/scenes/{party.session_id}" in told(runner)

    await runner.run(ShelfState.find({"session": "no-such-run"}))
    assert "Check each letter" in (await runner.state(ShelfState)).typed_error
    await runner.run(ShelfState.find({"session": ""}))
    assert "paste its link" in (await runner.state(ShelfState)).typed_error


async def test_deleting_can_be_undone(runner: Runner, session: Session) -> None:
    party = make_party(session)
    kept = [party.session_id]
    await runner.run(ShelfState.show_kept(kept), ShelfState.delete(party.session_id))
    state = await runner.state(ShelfState)
    assert (state.rows, state.gone_title) == ([], "The Lamplighters")

    await runner.run(ShelfState.undo_delete)
    state = await runner.state(ShelfState)
    assert ([row["session_id"] for row in state.rows], state.gone_title) == (kept, "")


async def test_the_sheet_of_a_free_run_says_that_anybody_opens_it(runner: Runner, session: Session) -> None:
    party = make_party(session)
    await runner.run(ShareState.show(party.session_id))

    sheet = (await runner.state(ShareState)).sheet
    assert not sheet["is_yours"]
    assert sheet["link"].endswith(f"/scenes/{party.session_id}")
    assert sheet["qr"] == qr_picture(sheet["link"])


async def test_a_copy_for_a_friend_is_free_and_the_original_stays(
    runner: Runner, session: Session, user: User
) -> None:
    runner.sign_in(user)
    party = make_party(session, user)
    await runner.run(ShareState.show(party.session_id))
    assert (await runner.state(ShareState)).sheet["is_yours"]

    await runner.run(ShareState.copy_for_friend(""))

    sheet = (await runner.state(ShareState)).sheet
    assert (sheet["is_copy"], sheet["is_yours"]) == (True, False)
    copy = session.exec(select(Party).where(Party.session_id == sheet["session_id"])).one()
    assert (copy.owner_id, copy.name) == (None, party.name)
    assert sheet["session_id"] != party.session_id


def test_a_picture_is_asked_for_in_a_width_that_is_painted() -> None:
    assert shelf_rows.sized("/b.webp?v=1", 800) == "/b.webp?v=1&width=800"
    assert shelf_rows.sized("/b.webp", 800) == "/b.webp?width=800"
    assert shelf_rows.sized("", 800) == ""
