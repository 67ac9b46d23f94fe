"""Several people at one planet at once: nobody's answer is lost, and nothing happens twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.planets.errors import AlreadyGenerating, FieldsChanged, InvitationNotFound, NotBuilding
from app.features.planets.models import MemberRole, Membership, Planet, PlanetBuilderSession, Visibility
from app.features.planets.schemas.builder import StepAnswer
from app.features.planets.schemas.planets import NewPlanet, NewPlanetInvitation
from app.features.planets.service import builder, invitations, launching, planets
from app.features.planets.service.answers import keep_answers
from app.kernel import db
from app.kernel.changes import Answer, Batch
from app.kernel.errors import AppError
from app.kernel.identity import Actor
from app.kernel.jobs import Job
from tests.factories.accounts import make_user
from tests.factories.planets import let_in, make_builder_session, make_planet
from tests.fakes import FakeQueue, Fakes
from tests.fakes.authenticator import actor_of

R = TypeVar("R")
CROWD = 8


@pytest.fixture
def planet(session: Session, fakes: Fakes, user: User) -> Planet:
    return make_planet(session, user)


@pytest.fixture
def stewards(session: Session, planet: Planet, actor: Actor) -> list[Actor]:
    """The owner and seven stewards."""
    others = [make_user(session) for _ in range(CROWD - 1)]
    for other in others:
        let_in(session, planet, other, MemberRole.STEWARD)
    return [actor, *map(actor_of, others)]


def at_once(acts: list[Callable[[Session], R]]) -> list[R | AppError]:
    """What each act gives, or how it fails, when all begin together, each in its own transaction."""
    ready = Barrier(len(acts))

    def run(act: Callable[[Session], R]) -> R | AppError:
        ready.wait()
        try:
            with db.unit_of_work() as own:
                return act(own)
        except AppError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as crowd:
        return list(crowd.map(run, acts))


def test_starting_at_once_gives_one_session(session: Session, planet: Planet, stewards: list[Actor]) -> None:
    at_once([lambda own, who=who: builder.start(own, who, planet.id) for who in stewards])  # type: ignore[misc]  # bound here
    assert len(session.exec(select(PlanetBuilderSession)).all()) == 1


def test_answers_to_different_fields_are_all_kept(
    session: Session, planet: Planet, stewards: list[Actor]
) -> None:
    row = make_builder_session(session, planet, attributes={})
    answers: list[tuple[str, dict[str, Any]]] = [
        ("intro", {"name": "Ember"}),
        ("intro", {"motto": "Carry it gently"}),
        ("tone", {"emotional_tone": "fiery"}),
        ("palette", {"primary_color": "#112233"}),
        ("surface", {"surface_type": "rocky"}),
        ("rings", {"ring_style": "halo"}),
        ("atmosphere", {"atmosphere_style": "stormy"}),
        ("safety", {"custom_warnings": ["heat"]}),
    ]

    def answer(who: Actor, step: str, attributes: dict[str, Any]) -> Callable[[Session], Any]:
        given = StepAnswer(attributes=attributes, step=step, advance=False, revision=row.revision)
        return lambda own: builder.answer_step(own, who, planet.id or 0, given)

    done = at_once([answer(who, *one) for who, one in zip(stewards, answers, strict=True)])
    assert not [one for one in done if isinstance(one, AppError)]
    session.commit()
    session.refresh(row)
    assert row.attributes == {name: value for _, one in answers for name, value in one.items()}
    assert row.revision == 1 + CROWD


def test_batches_of_many_pages_keep_every_field_and_show_both_answers_where_they_meet(
    session: Session, planet: Planet, stewards: list[Actor]
) -> None:
    row = make_builder_session(session, planet, attributes={})
    fields = ("motto", "tagline", "primary_color", "ring_style")

    def keep(number: int, who: Actor) -> Callable[[Session], Answer]:
        own = {fields[number % 4]: f"#{number:06}" if number % 4 == 2 else ("single", "halo")[number // 4]}
        batch = Batch(scope="any", changes={**own, "name": f"Planet {number}"}, bases={"name": [None]})
        return lambda session: keep_answers(session, who, planet.id or 0, batch)

    told = at_once([keep(number, who) for number, who in enumerate(stewards)])
    answers = [one for one in told if isinstance(one, Answer)]
    assert len(answers) == CROWD
    session.commit()
    session.refresh(row)
    assert set(row.attributes) == {"name", *fields}
    for answer in answers:
        lost = answer.conflicts
        assert lost.items() <= row.attributes.items()
        assert answer.saved.items() <= row.attributes.items()
    assert sum("name" in answer.saved for answer in answers) == 1
    assert sum(len(answer.saved) for answer in answers) == len(row.attributes)


def test_of_many_answers_to_one_field_one_is_kept_and_the_others_are_shown_both(
    session: Session, planet: Planet, stewards: list[Actor]
) -> None:
    row = make_builder_session(session, planet, attributes={})

    def answer(who: Actor, name: str) -> Callable[[Session], Any]:
        given = StepAnswer(attributes={"name": name}, step="intro", revision=row.revision)
        return lambda own: builder.answer_step(own, who, planet.id or 0, given)

    done = at_once([answer(who, f"Planet {number}") for number, who in enumerate(stewards)])
    refused = [one for one in done if isinstance(one, FieldsChanged)]
    assert len(refused) == CROWD - 1
    session.commit()
    session.refresh(row)
    shown = {(one.facts["conflicts"]["name"]["theirs"]) for one in refused}
    assert shown == {row.attributes["name"]}
    assert len({one.facts["conflicts"]["name"]["yours"] for one in refused} - shown) == CROWD - 1


def test_confirming_at_once_orders_one_painting(
    session: Session, planet: Planet, stewards: list[Actor], queue: FakeQueue
) -> None:
    make_builder_session(session, planet)
    done = at_once(
        [lambda own, who=who: launching.confirm(own, who, planet.id, approve=True) for who in stewards]  # type: ignore[misc]  # bound here
    )
    refused = [one for one in done if isinstance(one, AlreadyGenerating | NotBuilding)]
    assert len(refused) == CROWD - 1
    assert len(session.exec(select(Job)).all()) == len(queue.sent) == 1


def test_an_invitation_that_many_take_at_once_lets_one_in(
    session: Session, planet: Planet, actor: Actor
) -> None:
    with db.unit_of_work() as own:
        invited = invitations.invite(own, actor, planet.id or 0, NewPlanetInvitation())
    secret = invited.link.split("token=")[1]
    crowd = [actor_of(make_user(session)) for _ in range(CROWD)]
    done = at_once([lambda own, who=who: invitations.join(own, who, secret) for who in crowd])  # type: ignore[misc]  # bound here
    assert len([one for one in done if isinstance(one, InvitationNotFound)]) == CROWD - 1
    assert len(session.exec(select(Membership)).all()) == 2


def test_planets_of_one_name_made_at_once_have_addresses_of_their_own(
    session: Session, fakes: Fakes, actor: Actor
) -> None:
    wanted = NewPlanet(name="Ember Hollow", visibility=Visibility.PUBLIC)
    done = at_once([lambda own: planets.create_planet(own, actor, wanted)] * CROWD)
    assert not [one for one in done if isinstance(one, AppError)]
    assert len({planet.slug for planet in session.exec(select(Planet)).all()}) == CROWD
