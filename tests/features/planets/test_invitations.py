"""Invitations and roles: nobody gives, keeps or takes away more than they may."""

from typing import Any

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.planets.models import MemberRole, Membership
from app.features.planets.service import invitations
from tests.factories import saved
from tests.factories.accounts import make_user
from tests.factories.planets import make_planet
from tests.fakes import FakeMail, Fakes
from tests.features.planets.building import PLANETS
from tests.rest_client import Client


@pytest.fixture
def owner(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def url(session: Session, fakes: Fakes, user: User) -> str:
    return f"{PLANETS}/{make_planet(session, user).id}"


@pytest.fixture
def steward(session: Session, user: User, url: str) -> User:
    """A colleague of the owner's."""
    return part(session, url, MemberRole.STEWARD, account_id=user.account_id)


def part(session: Session, url: str, role: MemberRole, **given: Any) -> User:
    """Somebody who has this role on the planet."""
    made = make_user(session, **given)
    planet_id = int(url.rsplit("/", 1)[1])
    saved(session, Membership(planet_id=planet_id, user_id=made.id, role=role))
    return made


def invited(who: Client, url: str, **given: Any) -> str:
    """The secret of a new invitation."""
    made = who.post(f"{url}/invitations", json=given)
    assert made.status_code == 201, made.text
    return str(made.json()["link"].split("token=")[1])


def accept(who: Client, secret: str) -> Any:
    return who.post(f"{PLANETS}/invitations/accept", json={"token": secret})


def roles(owner: Client, url: str) -> dict[str, str]:
    return {one["user_id"]: one["role"] for one in owner.get(f"{url}/members").json()["members"]}


@pytest.mark.parametrize("way", ["removed", "made a member"])
def test_the_links_of_a_steward_go_with_their_power(
    client: Client, owner: Client, url: str, steward: User, stranger: User, way: str
) -> None:
    secret = invited(client.bearer(steward), url)
    own = invited(owner, url)
    if way == "removed":
        assert owner.delete(f"{url}/members/{steward.id}").status_code == 204
    else:
        assert owner.patch(f"{url}/members/{steward.id}", json={"role": "member"}).status_code == 200
    assert accept(client.bearer(stranger), secret).status_code == 404
    assert len(owner.get(f"{url}/members").json()["invitations"]) == 1
    assert accept(client.bearer(stranger), own).status_code == 200


def test_a_link_is_not_used_up_by_somebody_who_is_in_already(
    client: Client, owner: Client, url: str, steward: User, stranger: User
) -> None:
    secret = invited(owner, url)
    for inside in (owner, client.bearer(steward)):
        assert accept(inside, secret).json()["id"] == int(url.rsplit("/", 1)[1])
    assert accept(client.bearer(stranger), secret).json()["role"] == "member"


def test_only_the_owner_takes_a_role_away_by_letting_somebody_in_again(
    client: Client, session: Session, owner: Client, url: str, user: User, steward: User
) -> None:
    owner.patch(url, json={"visibility": "invite"})
    member = part(session, url, MemberRole.MEMBER, account_id=user.account_id)
    wanted = {"user_id": str(steward.id), "role": "member"}
    kept = client.bearer(member).post(f"{url}/members", json=wanted)
    assert (kept.status_code, kept.json()["role"]) == (201, "steward")
    assert roles(owner, url)[str(steward.id)] == "steward"
    assert owner.post(f"{url}/members", json=wanted).json()["role"] == "member"


def test_only_so_many_links_are_open_at_once(
    owner: Client, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "MOST_OPEN", 2)
    first = owner.post(f"{url}/invitations", json={}).json()["invitation"]["id"]
    invited(owner, url)
    refused = owner.post(f"{url}/invitations", json={})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "too_many_invitations")
    owner.delete(f"{url}/invitations/{first}")
    invited(owner, url)


def test_letters_are_not_sent_one_after_the_other_without_end(
    owner: Client, url: str, mail: FakeMail
) -> None:
    answers = [
        owner.post(f"{url}/invitations", json={"email": f"guest{number}@example.org"})
        for number in range(invitations.LETTERS_A_MINUTE + 1)
    ]
    assert [one.status_code for one in answers[:-1]] == [201] * invitations.LETTERS_A_MINUTE
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0
    assert len(mail.sent) == invitations.LETTERS_A_MINUTE
