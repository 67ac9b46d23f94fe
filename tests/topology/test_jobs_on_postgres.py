"""What only a database with many writers at once can show."""

import threading

import pytest

from app.features.productions.errors import ImpossibleTransition
from app.features.productions.models import ProductionStatus
from app.features.productions.service import productions
from app.kernel import db, jobs
from app.kernel.jobs import JobStatus, transitions
from app.kernel.jobs.transitions import Outcome
from tests.media import Media
from tests.topology import studio
from tests.topology.installation import Installation

pytestmark = pytest.mark.parametrize("topology", ["postgresql+redis"], indirect=True)


@pytest.fixture
def running(studio_installation: Installation, media: Media) -> transitions.Claim:
    """A claim on the job of a production that is being rendered."""
    upload_id = studio.add_film(studio_installation, media.tiny_film())
    studio.produce(studio_installation, upload_id)
    with db.reading() as session:
        (job,) = jobs.list_jobs(session, studio_installation.actor)
    with db.unit_of_work() as session:
        claim = transitions.claim(session, job.id, "another-host:1:1")
    assert claim is not None
    return claim


def test_a_cancel_waits_for_an_outcome_that_is_being_written(
    studio_installation: Installation, running: transitions.Claim
) -> None:
    """Both touch the job and the production; in different orders they would wait for each other."""
    (production,) = studio.all_productions()
    refused: list[Exception] = []

    def cancel() -> None:
        try:
            with db.unit_of_work() as session:
                productions.cancel_production(session, studio_installation.actor, production.id)
        except Exception as reason:
            refused.append(reason)

    person = threading.Thread(target=cancel)
    with db.unit_of_work() as session:
        job = transitions.held(session, running)
        assert job is not None
        person.start()
        person.join(0.5)  # it reaches the job's lock
        transitions.move(session, job, Outcome(JobStatus.FAILED, error="The film is empty."))
    person.join(60)
    assert [type(reason) for reason in refused] == [ImpossibleTransition]
    assert studio.all_productions()[0].status is ProductionStatus.FAILED


def test_jobs_are_listed_page_by_page(studio_installation: Installation, running: transitions.Claim) -> None:
    for number in range(3):
        studio_installation.enqueue(number)
    with db.reading() as session:
        newest = jobs.list_jobs(session, studio_installation.actor, limit=2)
        older = jobs.list_jobs(session, studio_installation.actor, limit=2, before=newest[-1].id)
    assert len({job.id for job in newest + older}) == 4
