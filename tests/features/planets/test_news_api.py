"""Whether there is something new at a builder, as its page asks twice a second."""

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.planets.models import MemberRole
from tests.belongings import statements
from tests.factories.accounts import make_user
from tests.factories.planets import let_in, make_builder_session, make_planet
from tests.features.planets.building import PLANETS
from tests.rest_client import Client


def test_it_says_when_somebody_answered_and_costs_one_select(
    client: Client, session: Session, user: User
) -> None:
    planet, steward = make_planet(session, user), make_user(session)
    let_in(session, planet, steward, MemberRole.STEWARD)
    make_builder_session(session, planet)
    url = f"{PLANETS}/{planet.id}/builder"
    mine, theirs = client.cookie(user), client.cookie(steward)
    alone = mine.get(f"{url}/news")
    theirs.patch(f"{url}/answers", json={"scope": "any", "changes": {"motto": "Theirs"}})
    with statements() as asked:
        answered = mine.get(f"{url}/news")
    assert len(asked) == 1
    assert answered.json() != alone.json()
    assert answered.json() == mine.get(f"{url}/news").json()
    assert answered.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("named", ["999999", "9" * 40, "9" * 5000, "none", "٣"])
def test_a_planet_that_does_not_exist_has_no_news(client: Client, user: User, named: str) -> None:
    assert client.cookie(user).get(f"{PLANETS}/{named}/builder/news").status_code == 404


def test_it_is_told_to_nobody_who_may_not_change_the_planet(
    client: Client, session: Session, user: User, stranger: User
) -> None:
    planet = make_planet(session, user)
    let_in(session, planet, stranger, MemberRole.MEMBER)
    url = f"{PLANETS}/{planet.id}/builder/news"
    assert (client.get(url).status_code, client.cookie(stranger).get(url).status_code) == (401, 403)
