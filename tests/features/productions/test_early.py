"""Cutting and dressing a film while it is on its way, and what becomes of that when it is here, or isn't."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import Upload
from app.features.productions.service import uploads
from app.features.productions.state import produce
from app.features.productions.state.editor import EditorState
from app.features.productions.state.produce import DraftState
from app.features.productions.tasks import housekeeping
from app.kernel import clock
from tests.fakes import Fakes
from tests.fakes.renderer import FILM as MEASURED
from tests.rest_client import Client
from tests.state_runner import Runner

FILM = b"film " + bytes(300)
ANNOUNCED = {
    "name": "Walk.mp4",
    "bytes": len(FILM),
    "kind": "video",
    "fingerprint": "305-1-walk",
    "knownSeconds": 12.0,
    "knownWidth": 1280,
    "knownHeight": 720,
}
SPLIT = {"kind": "split", "at": 4.0}


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


def announced(me: Client, **given: Any) -> int:
    return int(me.post("/api/uploads", json=ANNOUNCED | given).json()["upload"]["id"])


def arrive(me: Client, upload_id: int, content: bytes = FILM, offset: int = 0) -> Any:
    headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
    return me.patch(f"/api/uploads/{upload_id}/content", headers=headers, content=content)


def opened(me: Client, upload_id: int) -> dict[str, Any]:
    draft: dict[str, Any] = me.post("/api/production-drafts", json={"uploadId": upload_id}).json()["draft"]
    return draft


def edited(me: Client, draft: dict[str, Any], *edits: dict[str, Any]) -> dict[str, Any]:
    for edit in edits:
        asked = {"revision": draft["revision"], "edit": edit}
        answer = me.post(f"/api/production-drafts/{draft['id']}/edits", json=asked)
        assert answer.status_code == 200, answer.json()
        draft = answer.json()["draft"]
    return draft


def kept(me: Client, upload_id: int) -> dict[str, Any]:
    draft: dict[str, Any] = me.get(f"/api/production-drafts?uploadId={upload_id}").json()["draft"]
    return draft


def ranges(draft: dict[str, Any]) -> list[tuple[float, float]]:
    return [(one["start"], one["end"]) for one in draft["config"].get("editRanges", [])]


def test_a_film_on_its_way_is_cut_and_shown_as_its_sender_knows_it(me: Client) -> None:
    draft = opened(me, announced(me))

    draft = edited(me, draft, SPLIT, {"kind": "delete_piece", "index": 0})

    assert ranges(draft) == [(4.0, 12.0)]
    preview = me.get(f"/api/production-drafts/{draft['id']}/preview").json()
    assert (preview["durationSeconds"], preview["width"], preview["height"]) == (8.0, 1280, 720)


def test_nobody_cuts_a_film_of_which_nothing_is_known(me: Client) -> None:
    draft = opened(me, announced(me, knownSeconds=None))
    asked = {"revision": draft["revision"], "edit": SPLIT}
    assert me.post(f"/api/production-drafts/{draft['id']}/edits", json=asked).status_code == 409


def test_cuts_are_kept_when_the_film_is_as_long_as_was_said(me: Client, fakes: Fakes) -> None:
    fakes.renderer.takes[b"film"] = replace(MEASURED, duration_seconds=12.04)
    upload_id = announced(me)
    before = edited(me, opened(me, upload_id), SPLIT)

    arrive(me, upload_id)

    after = kept(me, upload_id)
    assert (after["config"], after["revision"], after["note"]) == (before["config"], before["revision"], "")


def test_cuts_are_fitted_to_a_shorter_film_with_a_note(me: Client) -> None:
    upload_id = announced(me)
    draft = edited(me, opened(me, upload_id), SPLIT, {"kind": "split", "at": 11.0})

    arrive(me, upload_id)

    fitted = kept(me, upload_id)
    assert ranges(fitted) == [(0.0, 4.0), (4.0, 10.0)]
    assert fitted["note"].startswith("The video is 0:10 long, not 0:12.")
    assert not [one for one in fitted["issues"] if one["field"].startswith("editRanges")]
    # An edit that was sent before the page knew still lands.
    late = edited(me, draft, {"kind": "delete_piece", "index": 0})
    assert (ranges(late), late["note"]) == ([(4.0, 10.0)], "")


def test_what_ran_to_the_end_runs_to_the_end_of_a_longer_film(me: Client, fakes: Fakes) -> None:
    fakes.renderer.takes[b"film"] = replace(MEASURED, duration_seconds=13.3)
    upload_id = announced(me)
    edited(me, opened(me, upload_id), SPLIT)

    arrive(me, upload_id)

    assert ranges(kept(me, upload_id)) == [(0.0, 4.0), (4.0, 13.3)]


def test_undoing_a_cut_from_before_stays_inside_the_film(me: Client) -> None:
    upload_id = announced(me)
    edge = {"kind": "drag_edge", "index": 1, "edge": "end", "to": 6.0}
    edited(me, opened(me, upload_id), SPLIT, edge)
    arrive(me, upload_id)
    draft = kept(me, upload_id)

    asked = {"revision": draft["revision"]}
    undone = me.post(f"/api/production-drafts/{draft['id']}/edits/undo", json=asked).json()["draft"]

    assert ranges(undone) == [(0.0, 4.0), (4.0, 10.0)]


def test_an_upload_that_broke_off_keeps_what_was_cut_until_the_same_file_comes(
    me: Client, session: Session
) -> None:
    upload_id = announced(me)
    before = edited(me, opened(me, upload_id), SPLIT)
    arrive(me, upload_id, FILM[:100])
    row = session.get_one(Upload, upload_id)
    row.updated_at = clock.now() - timedelta(days=2)
    session.commit()

    housekeeping.remove_idle_uploads()

    waiting = me.get(f"/api/uploads/{upload_id}").json()["upload"]
    assert (waiting["status"], waiting["receivedBytes"]) == ("failed", 0)
    assert "broke off" in waiting["error"]
    assert announced(me) == upload_id
    assert kept(me, upload_id)["config"] == before["config"]


def test_a_cancelled_upload_keeps_what_was_cut_until_the_same_file_comes(me: Client) -> None:
    upload_id = announced(me)
    before = edited(me, opened(me, upload_id), SPLIT)
    arrive(me, upload_id, FILM[:100])

    assert me.delete(f"/api/uploads/{upload_id}").status_code == 204

    waiting = me.get(f"/api/uploads/{upload_id}").json()["upload"]
    assert (waiting["status"], waiting["error"], waiting["receivedBytes"]) == ("failed", uploads.CANCELLED, 0)
    assert kept(me, upload_id)["config"] == before["config"]
    assert announced(me) == upload_id
    assert arrive(me, upload_id).status_code == 204
    assert ranges(kept(me, upload_id)) == [(0.0, 4.0), (4.0, 10.0)]


def test_cancelling_twice_lets_it_go(me: Client) -> None:
    upload_id = announced(me)
    edited(me, opened(me, upload_id), SPLIT)
    me.delete(f"/api/uploads/{upload_id}")

    me.delete(f"/api/uploads/{upload_id}")

    assert me.get(f"/api/uploads/{upload_id}").status_code == 404
    assert me.get(f"/api/production-drafts?uploadId={upload_id}").status_code == 404


def test_a_cancelled_upload_without_a_choice_leaves_nothing(me: Client) -> None:
    upload_id = announced(me)
    opened(me, upload_id)

    me.delete(f"/api/uploads/{upload_id}")

    assert me.get(f"/api/uploads/{upload_id}").status_code == 404


@pytest.mark.parametrize("state", [EditorState, DraftState])
async def test_a_page_plays_what_its_browser_has_until_the_upload_is_gone(
    runner: Runner, me: Client, user: User, state: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(produce, "_BEING_PREPARED", ())  # or the page would watch until the film is here
    upload_id = announced(me)
    runner.sign_in(user)
    await runner.run(state.open_page(), query={"upload": str(upload_id)})
    await runner.run(state.take_local("blob:here"))
    page = await runner.state(state)
    assert (page.local, page.film["seconds"], page.film["status"]) == ("blob:here", 12.0, "uploading")
    await runner.run(state.take_local("https://elsewhere.example/film.mp4"))
    assert (await runner.state(state)).local == ""

    me.delete(f"/api/uploads/{upload_id}")
    await runner.run(state.look() if state is EditorState else state.refresh())

    assert (await runner.state(state)).phase == "missing"


def test_a_refused_file_keeps_what_was_cut(me: Client, fakes: Fakes) -> None:
    takes = dict(fakes.renderer.takes)
    fakes.renderer.takes.pop(b"film")
    upload_id = announced(me)
    before = edited(me, opened(me, upload_id), SPLIT)

    assert arrive(me, upload_id).status_code == 400
    assert kept(me, upload_id)["config"] == before["config"]

    fakes.renderer.takes.update(takes)
    assert announced(me) == upload_id
    assert arrive(me, upload_id).status_code == 204
    assert kept(me, upload_id)["config"]["editRanges"]
