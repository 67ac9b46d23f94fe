"""A client that wants to know of conflicts names the revision that its save follows."""

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from tests.factories.scenes import make_party
from tests.features.scenes.games import LOAD, SAVE, game
from tests.rest_client import Client


def _etag(client: Client) -> str:
    return client.get(f"{LOAD}shard-472-demo").headers["etag"]


def test_each_save_is_a_revision_more(client: Client) -> None:
    tags = [client.post(SAVE, json=game(scene_index=scene)).headers["etag"] for scene in (1, 2, 3)]
    assert tags == ['"1"', '"2"', '"3"']
    assert _etag(client) == '"3"'


def test_a_save_over_the_revision_that_was_loaded_is_made(client: Client) -> None:
    client.post(SAVE, json=game())
    answer = client.post(SAVE, json=game(scene_index=7), headers={"If-Match": _etag(client)})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')


def test_a_save_over_an_older_revision_is_refused_and_loses_nothing(client: Client) -> None:
    client.post(SAVE, json=game(scene_index=5))
    mine = _etag(client)
    client.post(SAVE, json=game(scene_index=6))
    answer = client.post(SAVE, json=game(scene_index=7), headers={"If-Match": mine})
    assert (answer.status_code, answer.json()["error"]["code"]) == (412, "party_moved_on")
    assert answer.json()["revision"] == 2
    assert client.get(f"{LOAD}shard-472-demo").json() == game(scene_index=6)


@pytest.mark.parametrize("tag", ['W/"1"', '"2"', '"abc"', '"01x"', '""', '"99999999999999999999"'])
def test_another_tag_than_the_partys_never_matches(tag: str, client: Client) -> None:
    client.post(SAVE, json=game())
    assert client.post(SAVE, json=game(scene_index=7), headers={"If-Match": tag}).status_code == 412
    assert client.get(f"{LOAD}shard-472-demo").json() == game()


def test_one_of_several_tags_is_enough(client: Client) -> None:
    client.post(SAVE, json=game())
    assert client.post(SAVE, json=game(), headers={"If-Match": '"7", "1"'}).status_code == 200


@pytest.mark.parametrize("tag", ["1", '"1', "1, 2", "'1'", ","])
def test_what_is_no_tag_is_named(tag: str, client: Client) -> None:
    client.post(SAVE, json=game())
    answer = client.post(SAVE, json=game(), headers={"If-Match": tag})
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, ["If-Match"])


def test_where_nothing_is_saved_nothing_matches(client: Client) -> None:
    for tag in ('"1"', "*"):
        answer = client.post(SAVE, json=game(), headers={"If-Match": tag})
        assert (answer.status_code, answer.json()["revision"]) == (412, None)
    assert client.get(f"{LOAD}shard-472-demo").status_code == 404


def test_a_star_matches_whatever_is_there(client: Client) -> None:
    client.post(SAVE, json=game())
    assert client.post(SAVE, json=game(), headers={"If-Match": "*"}).headers["etag"] == '"2"'


def test_a_first_save_can_ask_to_be_the_first(client: Client) -> None:
    first = {"If-None-Match": "*"}
    assert client.post(SAVE, json=game(), headers=first).headers["etag"] == '"1"'
    answer = client.post(SAVE, json=game(scene_index=7), headers=first)
    assert (answer.status_code, answer.json()["revision"]) == (412, 1)
    assert client.get(f"{LOAD}shard-472-demo").json() == game()


def test_other_conditions_are_named(client: Client) -> None:
    for headers in ({"If-None-Match": '"1"'}, {"If-None-Match": "*", "If-Match": '"1"'}):
        answer = client.post(SAVE, json=game(), headers=headers)
        assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, ["If-None-Match"])


def test_an_owner_may_name_a_revision_too(client: Client, session: Session, user: User) -> None:
    party = make_party(session, user, revision=5)
    own = client.bearer(user)
    assert own.post(SAVE, json=game(party.session_id), headers={"If-Match": '"4"'}).status_code == 412
    assert own.post(SAVE, json=game(party.session_id), headers={"If-Match": '"5"'}).headers["etag"] == '"6"'


def test_a_copy_that_is_still_right_is_not_sent_again(client: Client) -> None:
    client.post(SAVE, json=game())
    mine = {"If-None-Match": _etag(client)}
    answer = client.get(f"{LOAD}shard-472-demo", headers=mine)
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", '"1"')
    for named in ('"9", "1"', 'W/"1"', "*"):
        again = client.get(f"{LOAD}shard-472-demo", headers={"If-None-Match": named})
        assert again.status_code == 304, named
    client.post(SAVE, json=game(scene_index=7))
    assert client.get(f"{LOAD}shard-472-demo", headers=mine).json() == game(scene_index=7)
