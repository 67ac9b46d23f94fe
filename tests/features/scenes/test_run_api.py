"""Runs over REST: the same rules as on the pages, for whoever knows the id of a run that nobody owns."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.kernel.identity import Role, Scope
from tests.factories.scenes import make_party
from tests.fakes import Fakes
from tests.fakes.authenticator import actor_of
from tests.features.scenes.playing import WAY
from tests.rest_client import Client

pytestmark = pytest.mark.usefixtures("short_story")

RUNS = "/api/scenes/runs"
HEROES = [{"name": "Cy", "class": "thief"}, {"name": "Bo", "class": "fighter"}]


def choose(client: Client, run: dict[str, Any], **given: Any) -> Any:
    """The usual move at the scene where `run` stands."""
    scene = run["scene"]
    usual = {"party": {"name": "The Oars", "heroes": HEROES}} if scene == 2 else {"choice": WAY[scene - 1]}
    body = {"revision": run["revision"], "scene": scene, **usual, **given}
    return client.post(f"{RUNS}/{run['session_id']}/choices", json=body)


def played(client: Client, scene: int) -> Any:
    """A run that stands at `scene`."""
    run = client.post(RUNS, json={}).json()
    while run["scene"] < scene:
        run = choose(client, run).json()
    return run


def test_a_visitor_plays_a_whole_story_by_its_id_alone(client: Client) -> None:
    started = client.post(RUNS, json={})
    assert (started.status_code, started.json()["owner"]) == (201, "nobody")
    run = played(client, 11)
    assert (run["finished"], run["page"]["ask"]) == (True, "ending")
    assert client.get(f"{RUNS}/{run['session_id']}").json() == run


def test_the_stories_can_be_listed_and_chosen(client: Client) -> None:
    [story] = client.get("/api/scenes/stories").json()
    assert story["id"] == "short-crossing"
    assert client.post(RUNS, json={"story": story["id"]}).status_code == 201
    assert client.post(RUNS, json={"story": "gone"}).json()["error"]["code"] == "story_not_found"


def test_a_stale_choice_is_refused_with_the_newer_run(client: Client) -> None:
    run = played(client, 4)
    newer = choose(client, run, choice="swim").json()
    refused = choose(client, run, choice="rest")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "run_moved")
    assert refused.json()["run"] == newer
    asked = client.get(f"{RUNS}/{run['session_id']}/revision")
    assert asked.json() == {"revision": newer["revision"]}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"choice": "fly"}, "choice"),
        ({"scene": "four"}, "scene"),
        ({"revision": None}, "revision"),
        ({"party": {"name": "x"}}, "party.heroes"),
    ],
)
def test_what_can_not_be_chosen_is_400_with_the_field_named(
    client: Client, given: dict[str, Any], field: str
) -> None:
    run = played(client, 3)
    refused = choose(client, run, **given)
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, [field])
    assert client.get(f"{RUNS}/{run['session_id']}").json() == run


def test_a_party_that_can_not_set_out_is_told_what_is_missing(client: Client) -> None:
    run = played(client, 2)
    refused = choose(client, run, party={"name": " ", "heroes": [{"name": "Mo", "class": "dragon"}]})
    assert refused.status_code == 400
    assert set(refused.json()["error"]["fields"]) == {"name", "heroes", "heroes.0.class"}


def test_a_name_that_no_database_keeps_is_refused_before_it_reaches_one(client: Client) -> None:
    run = played(client, 2)
    refused = choose(client, run, party={"name": "a\x00b", "heroes": HEROES})
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, ["name"])


def test_going_back_warns_rewinds_and_is_undone(client: Client) -> None:
    run = played(client, 7)
    at = f"{RUNS}/{run['session_id']}/rewind"
    warned = client.get(at, params={"scene": 5}).json()
    assert [step["choice"] for step in warned["undone"]] == ["Dig", "Chaos"]
    back = client.post(at, json={"scene": 5, "revision": warned["revision"]}).json()
    assert (back["scene"], back["undo"]["scene"]) == (5, 7)
    undone = client.post(f"{at}/undo", json={"revision": back["revision"]}).json()
    assert (undone["page"], undone["rail"], undone["undo"]) == (run["page"], run["rail"], None)
    assert client.post(f"{at}/undo", json={"revision": undone["revision"]}).status_code == 409
    assert client.get(at, params={"scene": 9}).status_code == 400


def test_a_signed_in_persons_run_is_theirs_alone_also_for_game_clients(
    client: Client, user: User, stranger: User
) -> None:
    mine = client.cookie(user)
    run = played(mine, 3)
    assert run["owner"] == "you"
    assert [card["session_id"] for card in mine.get(RUNS).json()["runs"]] == [run["session_id"]]
    for other in (client, client.cookie(stranger), client.bearer(stranger)):
        assert other.get(f"{RUNS}/{run['session_id']}").status_code == 404
        assert other.get(f"/api/v1/load/{run['session_id']}").status_code == 404
    assert client.bearer(user).get(f"/api/v1/load/{run['session_id']}").status_code == 200


def test_a_game_client_and_the_page_never_mix_what_they_write(client: Client) -> None:
    run = played(client, 5)
    loaded = client.get(f"/api/v1/load/{run['session_id']}")
    ahead = loaded.json()
    ahead["state"] |= {"scene_index": 9, "party_name": "Elsewhere"}
    saved = client.post("/api/v1/save", json=ahead, headers={"If-Match": loaded.headers["ETag"]})
    assert saved.status_code == 200
    refused = choose(client, run)
    assert (refused.status_code, refused.json()["run"]["scene"]) == (409, 9)
    moved = choose(client, refused.json()["run"]).json()
    late = client.post("/api/v1/save", json=ahead, headers={"If-Match": saved.headers["ETag"]})
    assert (late.status_code, moved["scene"], moved["party_name"]) == (412, 10, "Elsewhere")


def test_claiming_takes_free_runs_into_the_account(client: Client, user: User, stranger: User) -> None:
    run, mine = played(client, 3), client.cookie(user)
    wanted = {"session_ids": [run["session_id"], "run-none"]}
    assert client.post(f"{RUNS}/claim", json=wanted).status_code == 401
    assert mine.post(f"{RUNS}/claim", json=wanted).json() == {"claimed": 1}
    assert client.cookie(stranger).post(f"{RUNS}/claim", json=wanted).json() == {"claimed": 0}
    assert mine.get(f"{RUNS}/{run['session_id']}").json()["owner"] == "you"
    assert client.get(f"{RUNS}/{run['session_id']}").status_code == 404


def test_a_friend_gets_a_copy_of_their_own(client: Client, user: User) -> None:
    mine = client.cookie(user)
    run = played(mine, 4)
    copy = mine.post(f"{RUNS}/{run['session_id']}/copy")
    assert (copy.status_code, copy.json()["owner"]) == (201, "nobody")
    friend = client.get(f"{RUNS}/{copy.json()['session_id']}").json()
    assert (friend["page"], friend["heroes"]) == (run["page"], run["heroes"])


def test_the_place_and_what_is_typed_are_kept(client: Client) -> None:
    run = played(client, 2)
    at = f"{RUNS}/{run['session_id']}"
    assert client.put(f"{at}/place", json={"scene": 2, "paragraph": 1, "offset": 0.5}).status_code == 204
    batch = {"scope": f"run:{run['session_id']}", "seq": 4, "changes": {"party_name": "The O"}}
    assert client.patch(f"{at}/typed", json=batch).json()["saved"] == {"party_name": "The O"}
    kept = client.get(at).json()
    assert (kept["place"]["offset"], kept["typed"]) == (0.5, {"party_name": "The O"})


def test_a_deleted_run_is_gone(client: Client) -> None:
    run = played(client, 2)
    assert client.delete(f"{RUNS}/{run['session_id']}").status_code == 204
    assert client.get(f"{RUNS}/{run['session_id']}").status_code == 404
    assert client.delete(f"{RUNS}/{run['session_id']}").status_code == 404


@pytest.mark.parametrize(("ending", "kind"), [("json", "application/json"), ("md", "text/markdown")])
def test_a_file_to_take_along_has_the_name_of_its_party(
    ending: str, kind: str, client: Client, session: Session
) -> None:
    party = make_party(session, name="Die Lampen/träger")
    answer = client.get(f"{RUNS}/{party.session_id}/export.{ending}")
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="Die Lampen_tr_ger - The short crossing.{ending}"; '
        f"filename*=UTF-8''Die%20Lampen_tr%C3%A4ger%20-%20The%20short%20crossing.{ending}"
    )
    assert "Die Lampen/träger" in answer.text
    assert answer.headers["cache-control"] == "private, no-store"


def test_a_viewer_plays_their_own_runs_and_a_token_that_may_only_read_does_not(
    client: Client, user: User, fakes: Fakes
) -> None:
    viewer = replace(actor_of(user), role=Role.VIEWER)
    client.headers["Authorization"] = f"Bearer {fakes.authenticator.admit(viewer)}"
    run = played(client, 3)
    assert run["owner"] == "you"
    reading = replace(viewer, scopes=frozenset({Scope.READ}))
    client.headers["Authorization"] = f"Bearer {fakes.authenticator.admit(reading)}"
    at = f"{RUNS}/{run['session_id']}"
    assert client.get(at).json() == run
    assert client.get(f"{at}/export.md").status_code == 200
    refused = [
        client.post(RUNS, json={}),
        choose(client, run),
        client.post(f"{at}/rewind", json={"scene": 1, "revision": run["revision"]}),
        client.put(f"{at}/place", json={"scene": 3}),
        client.post(f"{at}/copy"),
        client.delete(at),
        client.post(f"{RUNS}/claim", json={"session_ids": []}),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)
    assert client.get(at).json() == run


def test_another_sites_page_plays_nobodys_run(client: Client, user: User) -> None:
    mine = client.cookie(user)
    run = played(mine, 3)
    mine.headers["Origin"] = "http://elsewhere.example"
    assert choose(mine, run).status_code == 403
