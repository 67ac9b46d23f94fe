"""Whose a party is: a free one is anybody's who knows its id, an owned one does not exist for others."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.scenes.models import Party
from app.kernel.identity import Role, Scope
from tests.belongings import statements
from tests.factories import fresh
from tests.factories.scenes import make_party
from tests.fakes import Fakes
from tests.fakes.authenticator import actor_of
from tests.features.scenes.games import LOAD, SAVE, game
from tests.rest_client import Client


@pytest.fixture
def owned(session: Session, user: User) -> Party:
    return make_party(session, user, session_id="run-of-user")


@pytest.mark.parametrize("way", ["bearer", "cookie"])
def test_its_owner_saves_and_loads_it(way: str, client: Client, owned: Party, user: User) -> None:
    own = getattr(client, way)(user)
    assert own.post(SAVE, json=game(owned.session_id)).json() == {"status": "saved", "scene_index": 6}
    assert own.get(LOAD + owned.session_id).json() == game(owned.session_id)


@pytest.mark.parametrize("who", ["nobody", "a stranger", "a secret of nobody"])
def test_for_others_it_does_not_exist(
    who: str, client: Client, owned: Party, session: Session, stranger: User
) -> None:
    before = owned.model_dump()
    others = {"nobody": client, "a stranger": client.bearer(stranger), "a secret of nobody": client}[who]
    headers = {"Authorization": "Bearer eks_unknown"} if who == "a secret of nobody" else {}
    missing = others.get(f"{LOAD}nobody-was-here", headers=headers).json()["error"]
    for expects in ({}, {"If-Match": '"1"'}, {"If-Match": "*"}, {"If-None-Match": "*"}):
        answer = others.post(SAVE, json=game(owned.session_id), headers=headers | expects)
        assert (answer.status_code, answer.json()["error"]) == (404, missing)
    answer = others.get(LOAD + owned.session_id, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (404, missing)
    assert fresh(session, owned).model_dump() == before


def test_a_free_one_takes_the_saves_of_everybody_and_stays_free(
    client: Client, session: Session, user: User, stranger: User
) -> None:
    party = make_party(session)
    for saver in (client, client.bearer(user), client.cookie(stranger)):
        assert saver.post(SAVE, json=game(party.session_id)).status_code == 200
        assert saver.get(LOAD + party.session_id).json() == game(party.session_id)
    assert (fresh(session, party).owner_id, party.revision) == (None, 4)


def test_a_new_one_is_free_whoever_saves_it(client: Client, user: User) -> None:
    assert client.bearer(user).post(SAVE, json=game()).status_code == 200
    assert client.get(f"{LOAD}shard-472-demo").status_code == 200


def test_another_site_cannot_save_with_ones_cookie(client: Client, owned: Party, user: User) -> None:
    answer = client.cookie(user).post(
        SAVE, json=game(owned.session_id), headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403


def test_a_token_that_may_only_read_loads_and_does_not_save(
    client: Client, fakes: Fakes, owned: Party, user: User
) -> None:
    secret = fakes.authenticator.admit(replace(actor_of(user), scopes=frozenset({Scope.READ})))
    client.headers["Authorization"] = f"Bearer {secret}"
    assert client.get(LOAD + owned.session_id).status_code == 200
    assert client.post(SAVE, json=game(owned.session_id)).status_code == 403


def test_a_viewer_of_an_account_saves_a_run_of_their_own(
    client: Client, fakes: Fakes, owned: Party, user: User
) -> None:
    secret = fakes.authenticator.admit(replace(actor_of(user), role=Role.VIEWER))
    client.headers["Authorization"] = f"Bearer {secret}"
    assert client.post(SAVE, json=game(owned.session_id)).status_code == 200


def test_only_who_says_who_they_are_is_looked_up(client: Client, session: Session) -> None:
    party = make_party(session)
    client.cookies.set("theme", "dark")
    with statements() as asked:
        client.post(SAVE, json=game(party.session_id))
        client.get(LOAD + party.session_id)
    assert [statement.split()[0] for statement in asked] == ["INSERT", "SELECT"]
