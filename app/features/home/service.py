"""Home reads from every feature through ports, and owns nothing itself."""

from itertools import chain

from sqlmodel import Session

from app.features.home.schemas import HomeView
from app.kernel import jobs, ports
from app.kernel.identity import Actor
from app.kernel.ports.people import People, Person
from app.kernel.ports.resumables import Finished, Resumable, ResumableSource, ResumableSources
from app.kernel.ports.sample import SampleSource

MOST_RESUMABLES = 24
MOST_FINISHED = 5
MOST_WORKING = 10


def get_home(session: Session, actor: Actor) -> HomeView:
    """What the actor can pick up, what runs for them, and what finished since their last visit."""
    person = ports.get(People).person(session, actor)
    return HomeView(
        display_name=person.display_name,
        resumables=_resumables(session, actor),
        working=jobs.list_jobs(session, actor, unfinished=True, limit=MOST_WORKING),
        finished=_finished(session, actor, person),
        sample=ports.get(SampleSource).status(session, actor),
        sample_picture_url=ports.get(SampleSource).picture_url(session, actor),
    )


def mark_visit(session: Session, actor: Actor) -> None:
    """Note that the actor is here now, so that the next visit can tell what is news."""
    ports.get(People).mark_visit(session, actor)


def load_sample(session: Session, actor: Actor) -> None:
    """Bring the sample world."""
    ports.get(SampleSource).load(session, actor)


def remove_sample(session: Session, actor: Actor) -> None:
    """Take the sample world away."""
    ports.get(SampleSource).remove(session, actor)


def _sources() -> list[ResumableSource]:
    return list(ports.get(ResumableSources).sources())


def _resumables(session: Session, actor: Actor) -> list[Resumable]:
    found = chain.from_iterable(
        source.list_resumables(session, actor, MOST_RESUMABLES) for source in _sources()
    )
    return sorted(found, key=lambda thing: thing.updated_at, reverse=True)[:MOST_RESUMABLES]


def _finished(session: Session, actor: Actor, person: Person) -> list[Finished]:
    found = chain.from_iterable(
        source.list_finished(session, actor, person.away_since, MOST_FINISHED) for source in _sources()
    )
    return sorted(found, key=lambda thing: thing.finished_at, reverse=True)[:MOST_FINISHED]
