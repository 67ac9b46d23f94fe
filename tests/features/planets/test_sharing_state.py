"""How somebody comes to share a planet, and stops to: the page of it, and the page behind a link."""

import re
from typing import Any

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.planets.models import MemberRole, Planet
from app.features.planets.state.joining import JoinPlanetState
from app.features.planets.state.planet import PlanetState
from app.features.planets.state.sharing import SharingState
from tests.conftest import HeldClock
from tests.factories.accounts import make_user
from tests.factories.planets import let_in, make_planet
from tests.fakes import FakeMail, Fakes
from tests.state_runner import Runner


@pytest.fixture
def planet(session: Session, fakes: Fakes, user: User) -> Planet:
    """A private planet of `user`'s."""
    return make_planet(session, user, name="Ember Hollow")


async def on_page(runner: Runner, planet: Planet, *events: Any, who: User | None = None) -> PlanetState:
    if who is not None:
        runner.sign_in(who)
    await runner.run(PlanetState.open_page, *events, PlanetState.look, path=f"/planets/{planet.id}")
    return await runner.state(PlanetState)


async def sheet(runner: Runner) -> SharingState:
    return await runner.state(SharingState)


async def secret(runner: Runner) -> str:
    """What stands behind the hash sign of the link that was just made."""
    return re.findall("/planets/join#token=(.+)", (await sheet(runner)).link)[0]


def parts(page: PlanetState) -> dict[str, str]:
    return {member["name"]: member["role_name"] for member in page.members}


async def test_a_link_tells_what_it_offers_and_lets_one_person_in(
    runner: Runner, planet: Planet, user: User, stranger: User
) -> None:
    begun = (SharingState.begin, SharingState.choose_role("steward"), SharingState.invite_by_link)
    page = await on_page(runner, planet, *begun, who=user)
    link = await secret(runner)
    assert page.invitations[0]["label"] == "Steward, by link"

    runner.headers = {}
    await runner.run(JoinPlanetState.look(link), path="/planets/join")
    offer = (await runner.state(JoinPlanetState)).offer
    assert (offer["name"], offer["invites"]) == (
        "Ember Hollow",
        f"{user.display_name} invites you as a steward.",
    )
    assert not offer["already"]

    runner.sign_in(stranger)
    await runner.run(JoinPlanetState.join(link), path="/planets/join")
    assert f"/planets/{planet.id}" in str(runner.events)
    page = await on_page(runner, planet)
    assert parts(page) == {user.display_name: "Owner", stranger.display_name: "Steward"}
    assert (page.planet["may_change"], page.planet["may_own"]) == (True, False)
    await runner.run(JoinPlanetState.look(link), path="/planets/join")
    assert (await runner.state(JoinPlanetState)).phase == "spent"


async def test_whoever_is_in_already_is_led_to_the_planet_and_the_link_stays_good(
    runner: Runner, planet: Planet, user: User
) -> None:
    await on_page(runner, planet, SharingState.begin, SharingState.invite_by_link, who=user)
    await runner.run(JoinPlanetState.look(await secret(runner)), path="/planets/join")
    assert (await runner.state(JoinPlanetState)).offer["already"]
    assert len((await on_page(runner, planet)).invitations) == 1


async def test_a_link_is_good_for_a_week_and_until_it_is_withdrawn(
    runner: Runner, planet: Planet, user: User, held_clock: HeldClock
) -> None:
    invite = (SharingState.begin, SharingState.invite_by_link)
    page = await on_page(runner, planet, *invite, who=user)
    first = await secret(runner)
    assert page.invitations[0]["facts"] == "Made just now, good for 7 days more"
    page = await on_page(runner, planet, SharingState.withdraw(page.invitations[0]["id"]))
    assert page.invitations == []
    await on_page(runner, planet, *invite)
    second = await secret(runner)
    held_clock.advance(days=7, seconds=1)
    for link in (first, second, "made-up"):
        await runner.run(JoinPlanetState.look(link), JoinPlanetState.join(link), path="/planets/join")
        assert (await runner.state(JoinPlanetState)).phase == "spent"


async def test_a_link_goes_by_mail_and_a_wrong_address_is_told_beside_the_field(
    runner: Runner, planet: Planet, user: User, mail: FakeMail
) -> None:
    page = await on_page(
        runner, planet, SharingState.begin, SharingState.invite_by_mail({"email": "ada"}), who=user
    )
    assert ((await sheet(runner)).email_error, mail.sent) == (
        "This is no e-mail address. Nothing was sent.",
        [],
    )
    page = await on_page(runner, planet, SharingState.invite_by_mail({"email": "ada@example.org"}))
    assert (mail.sent[0].to, (await sheet(runner)).sent_to) == ("ada@example.org", "ada@example.org")
    assert page.invitations[0]["label"] == "Member, by mail to ada@example.org"


async def test_people_of_ones_own_account_are_in_at_once(
    runner: Runner, planet: Planet, user: User, session: Session
) -> None:
    colleague = make_user(session, account_id=user.account_id, display_name="Ada")
    await on_page(runner, planet, SharingState.begin, who=user)
    assert (await sheet(runner)).colleagues == [[str(colleague.id), "Ada"]]
    page = await on_page(runner, planet, SharingState.let_in(str(colleague.id)))
    assert parts(page) == {user.display_name: "Owner", "Ada": "Member"}
    assert (await sheet(runner)).colleagues == []


async def test_the_owner_gives_parts_and_lets_go_and_a_steward_only_lets_members_go(
    runner: Runner, planet: Planet, user: User, session: Session
) -> None:
    ada, ben = (make_user(session, display_name=name) for name in ("Ada", "Ben"))
    let_in(session, planet, ada, MemberRole.MEMBER)
    let_in(session, planet, ben, MemberRole.MEMBER)
    page = await on_page(runner, planet, SharingState.change_role(str(ada.id), "steward"), who=user)
    assert parts(page)["Ada"] == "Steward"
    page = await on_page(runner, planet, SharingState.change_role(str(ben.id), "steward"), who=ada)
    assert parts(page)["Ben"] == "Member"
    assert "Only the owner" in str(runner.events)
    asked = (SharingState.ask_to_remove(str(ben.id), "Ben"), SharingState.remove(str(ben.id)))
    page = await on_page(runner, planet, *asked)
    assert sorted(parts(page)) == ["Ada", user.display_name]
    page = await on_page(runner, planet, who=ben)
    assert page.phase == "refused"
