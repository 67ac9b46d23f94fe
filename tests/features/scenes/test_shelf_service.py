"""The shelf: whose runs are on it, finding one, and taking one off with a way back."""

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.scenes.errors import RunNotFound, SessionIdTaken
from app.features.scenes.models import Party, Playthrough
from app.features.scenes.service import runs, shelf
from app.features.scenes.service.sample import SampleRun
from app.kernel.identity import Actor
from tests.factories.scenes import make_party

pytestmark = pytest.mark.usefixtures("short_story")


def test_a_person_sees_their_own_runs_and_what_can_be_begun(
    session: Session, actor: Actor, stranger: User
) -> None:
    own = runs.start_run(session, actor)
    make_party(session, stranger)
    free = runs.start_run(session, None)

    found = shelf.read_shelf(session, actor, [free.session_id])

    assert [run.session_id for run in found.runs] == [own.session_id]
    assert len(found.stories) == 1


def test_a_visitor_sees_the_free_runs_that_their_browser_knows(session: Session, actor: Actor) -> None:
    known, _unknown = runs.start_run(session, None), runs.start_run(session, None)
    owned = runs.start_run(session, actor)

    found = shelf.read_shelf(session, None, [known.session_id, owned.session_id, "nothing", "not an id"])

    assert [run.session_id for run in found.runs] == [known.session_id]


def test_the_first_id_that_opens_is_found(session: Session, actor: Actor, stranger: User) -> None:
    others, free = make_party(session, stranger), make_party(session)

    assert shelf.find_run(session, actor, [others.session_id, free.session_id]) == free.session_id
    with pytest.raises(RunNotFound):
        shelf.find_run(session, actor, [others.session_id])
    with pytest.raises(RunNotFound):
        shelf.find_run(session, actor, [])


def test_a_deleted_run_comes_back_as_it_was(session: Session, actor: Actor) -> None:
    run = runs.start_run(session, actor)
    session.commit()
    before = runs.open_run(session, actor, run.session_id)

    removed = shelf.remove_run(session, actor, run.session_id)
    session.commit()
    assert session.exec(select(Party)).all() == []
    assert session.exec(select(Playthrough)).all() == []

    shelf.restore_run(session, actor, removed)
    session.commit()
    session.expire_all()
    assert runs.open_run(session, actor, run.session_id) == before


def test_the_save_of_a_game_client_comes_back_without_a_playthrough(session: Session) -> None:
    party = make_party(session)
    kept = party.model_dump()

    removed = shelf.remove_run(session, None, party.session_id)
    session.commit()
    assert removed.is_free
    shelf.restore_run(session, None, removed)
    session.commit()
    session.expire_all()

    assert session.exec(select(Party)).one().model_dump() == kept


def test_nobody_else_takes_a_run_off_or_brings_it_back(
    session: Session, actor: Actor, stranger: User
) -> None:
    run = runs.start_run(session, actor)
    with pytest.raises(RunNotFound):
        shelf.remove_run(session, None, run.session_id)

    removed = shelf.remove_run(session, actor, run.session_id)
    with pytest.raises(RunNotFound):
        shelf.restore_run(session, None, removed)


def test_a_newer_run_under_the_same_id_is_not_overwritten(session: Session) -> None:
    party = make_party(session)
    removed = shelf.remove_run(session, None, party.session_id)
    session.commit()
    make_party(session, session_id=removed.session_id, name="The newer")

    with pytest.raises(SessionIdTaken):
        shelf.restore_run(session, None, removed)


def test_a_sample_run_that_was_loaded_anew_is_not_doubled(session: Session, actor: Actor) -> None:
    SampleRun().load(session, actor)
    first = session.exec(select(Party)).one()
    removed = shelf.remove_run(session, actor, first.session_id)
    session.commit()
    SampleRun().load(session, actor)

    with pytest.raises(SessionIdTaken):
        shelf.restore_run(session, actor, removed)

    assert session.exec(select(Party)).one().session_id != removed.session_id
