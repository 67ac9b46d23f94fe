"""The planet of the sample world: finished by the same job as any other, and gone with one click."""

from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.planets.models import ArtStatus, Planet, PlanetAppearance
from app.features.planets.rules import sample
from app.features.planets.rules.answers import judge
from app.features.planets.rules.steps import load_steps
from app.features.planets.service.sample import SamplePlanet
from app.kernel import db
from app.kernel.assets import Asset
from app.kernel.identity import Actor
from app.kernel.jobs.runner import run_job
from app.kernel.ports.sample import SampleStatus
from tests.factories.planets import make_planet
from tests.fakes import FakeQueue, Fakes

SAMPLE = SamplePlanet()


def test_its_answers_are_such_as_the_builder_takes() -> None:
    for step in load_steps().steps:
        ids = {question.id for question in step.fields}
        given = {name: value for name, value in sample.ANSWERS.items() if name in ids}
        judged = judge(step, given, sample.ANSWERS, set(), whole=True)
        assert (judged.errors, judged.values) == ({}, given)


def test_it_is_painted_by_the_job_and_stands_for_the_sample_world(
    session: Session, actor: Actor, queue: FakeQueue
) -> None:
    assert SAMPLE.picture_url(session, actor) is None
    session.commit()
    for _ in range(2):
        with db.unit_of_work() as own:
            SAMPLE.load(own, actor)
    [planet] = session.exec(select(Planet)).all()
    assert "/builder/preview?v=" in str(SAMPLE.picture_url(session, actor))
    session.commit()

    run_job(queue.sent[-1])

    appearance = session.exec(select(PlanetAppearance)).one()
    assert (appearance.status, appearance.seed) == (ArtStatus.LIVE, sample.SEED)
    assert SAMPLE.picture_url(session, actor) == f"/api/planets/{planet.id}/art/1/card"


def test_it_goes_while_it_is_painted_and_takes_nothing_else_along(
    session: Session, actor: Actor, user: User, queue: FakeQueue, fakes: Fakes
) -> None:
    own = make_planet(session, user)
    session.commit()
    with db.unit_of_work() as loading:
        SAMPLE.load(loading, actor)
    with db.unit_of_work() as removing:
        SAMPLE.remove(removing, actor)
    run_job(queue.sent[-1])

    assert session.exec(select(Planet.id)).all() == [own.id]
    assert session.exec(select(Asset)).all() == []
    assert list(fakes.storage.keys()) == []
    assert SAMPLE.status(session, actor) is SampleStatus.ABSENT
