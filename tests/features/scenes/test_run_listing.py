"""Runs in lists: one's own, the free ones of a browser, those that Home shows; and how they change hands."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.scenes.errors import RunNotFound
from app.features.scenes.models import Party, Playthrough
from app.features.scenes.rules import load_stories
from app.features.scenes.service import keeping, rewinding, run_views, runs
from app.features.scenes.service.listing import list_free_runs, list_runs
from app.features.scenes.service.resumables import RunResumables
from app.features.scenes.service.sample import SampleRun
from app.kernel.identity import Actor
from app.kernel.ports.sample import SampleStatus
from tests.conftest import HeldClock
from tests.factories.scenes import make_party
from tests.fakes.authenticator import actor_of
from tests.features.scenes.playing import played

pytestmark = pytest.mark.usefixtures("short_story")
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


def test_a_list_holds_ones_own_runs_the_last_played_first(
    session: Session, actor: Actor, user: User, stranger: User, held_clock: HeldClock
) -> None:
    first, second = played(session, actor, 4, seed=1), played(session, actor, 1, seed=2)
    played(session, actor_of(stranger), 3, seed=3)
    played(session, None, 3, seed=4)
    held_clock.advance(minutes=1)
    saved = make_party(session, user)
    held_clock.advance(minutes=1)
    played(session, actor, 5, first)
    listed = list_runs(session, actor)
    assert [card.session_id for card in listed] == [first.session_id, saved.session_id, second.session_id]
    assert [(card.scene, card.scene_title, card.progress) for card in listed] == [
        (5, "The isle", 0.4),
        (4, "The water", 0.3),
        (1, "The bank", 0.0),
    ]
    assert [hero.class_name for hero in listed[0].heroes] == ["Thief", "Fighter"]
    assert (listed[1].party_name, listed[1].story_title) == ("The Lamplighters", "The short crossing")


@pytest.mark.parametrize("most", [None, -1, "lots", 10**200])
def test_a_list_shows_the_party_of_another_client_as_its_page_does(
    session: Session, actor: Actor, user: User, most: object
) -> None:
    heroes = [{"name": "Ada", "class": "FIGHTER", "hp": 30, "max_hp": most}]
    saved = make_party(session, user, heroes=heroes, symbol_choice="Chaos", scene_index=8)
    [card] = list_runs(session, actor)
    run = runs.open_run(session, actor, saved.session_id)
    assert (card.heroes, card.symbol) == (run.heroes, run.symbol)
    assert card.picture_url == run.backdrop_url


def test_a_finished_run_is_listed_with_its_ending(session: Session, actor: Actor) -> None:
    ended = played(session, actor, 11)
    [card] = list_runs(session, actor)
    assert ended.page.ending is not None
    assert (card.finished, card.progress, card.ending) == (True, 1.0, ended.page.ending.title)
    assert card.symbol is not None
    assert card.symbol.name == "Chaos"


def test_a_run_whose_story_is_gone_is_still_listed(session: Session, actor: Actor) -> None:
    run = played(session, actor, 11)
    kept = session.exec(select(Playthrough)).one()
    kept.story = "gone"
    session.commit()
    [card] = list_runs(session, actor)
    assert (card.session_id, card.scene, card.picture_url) == (run.session_id, 11, "")


def test_a_browser_finds_its_free_runs_and_nobody_elses(session: Session, actor: Actor) -> None:
    own, free, other = (
        played(session, actor, 3, seed=1),
        played(session, None, 3, seed=2),
        played(session, None, 3, seed=3),
    )
    asked = [own.session_id, free.session_id, "run-none", "no id", "\x00"]
    assert [card.session_id for card in list_free_runs(session, asked)] == [free.session_id]
    assert other.session_id not in asked


def test_claiming_makes_free_runs_ones_own_and_leaves_the_others(
    session: Session, actor: Actor, stranger: User
) -> None:
    theirs, free = played(session, actor_of(stranger), 3, seed=1), played(session, None, 3, seed=2)
    assert runs.claim_runs(session, actor, [theirs.session_id, free.session_id, "run-none", "\x00"]) == 1
    session.commit()
    opened = runs.open_run(session, actor, free.session_id)
    assert (opened.owner, opened.revision, opened.page) == ("you", free.revision, free.page)
    for id_ in (free.session_id, theirs.session_id):
        with pytest.raises(RunNotFound):
            runs.open_run(session, None, id_)
    assert runs.claim_runs(session, actor_of(stranger), [free.session_id]) == 0


def test_a_place_names_the_story_where_there_are_several(
    session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = played(session, actor, 5)
    assert list_runs(session, actor)[0].place == "Scene 5 of 11: The isle"
    story = load_stories()[run.story.id]
    monkeypatch.setattr(run_views, "load_stories", lambda: {story.id: story, "another": story})
    assert list_runs(session, actor)[0].place == f"Scene 5 of 11: The isle · {story.title}"


def test_home_resumes_a_run_at_its_scene(session: Session, actor: Actor, stranger: User) -> None:
    run = played(session, actor, 5)
    played(session, actor_of(stranger), 5, seed=8)
    played(session, None, 5, seed=9)
    [found] = RunResumables().list_resumables(session, actor, 10)
    assert (found.kind, found.title, found.place) == ("run", "The Oars", "Scene 5 of 11: The isle")
    assert (found.href, found.progress) == (f"/scenes/{run.session_id}", 0.4)
    assert found.picture_url is not None
    assert found.picture_url.startswith("/api/stories/short-crossing/backdrops/5.webp?")


def test_home_tells_the_device_of_the_last_choice_but_not_of_a_save_elsewhere(
    session: Session, actor: Actor
) -> None:
    run = runs.start_run(session, actor, device="phone")
    assert RunResumables().list_resumables(session, actor, 1)[0].device == "phone"
    party = session.exec(select(Party)).one()
    party.revision += 1
    session.commit()
    assert RunResumables().list_resumables(session, actor, 1)[0].device is None
    assert runs.open_run(session, actor, run.session_id).device == ""


def test_home_tells_of_a_run_that_ended_since_until_it_goes_back(
    session: Session, actor: Actor, held_clock: HeldClock
) -> None:
    ended = played(session, actor, 11)
    since = RunResumables().list_finished(session, actor, LONG_AGO, 5)
    assert [(one.kind, one.href) for one in since] == [("run", f"/scenes/{ended.session_id}")]
    assert since[0].title.startswith("The Oars: ")
    assert RunResumables().list_resumables(session, actor, 5) == []
    assert RunResumables().list_finished(session, actor, held_clock.advance(seconds=1), 5) == []
    rewinding.rewind(session, actor, ended.session_id, 8, ended.revision)
    assert RunResumables().list_finished(session, actor, LONG_AGO, 5) == []
    assert len(RunResumables().list_resumables(session, actor, 5)) == 1


def test_a_run_that_another_client_took_back_has_not_ended(session: Session, actor: Actor) -> None:
    played(session, actor, 11)
    party = session.exec(select(Party)).one()
    party.scene_index, party.revision = 3, party.revision + 1
    session.commit()
    assert RunResumables().list_finished(session, actor, LONG_AGO, 5) == []
    assert len(RunResumables().list_resumables(session, actor, 5)) == 1


def test_keeping_a_place_does_not_touch_the_order_of_runs(
    session: Session, actor: Actor, held_clock: HeldClock
) -> None:
    run = played(session, actor, 4)
    held_clock.advance(minutes=5)
    keeping.keep_place(session, actor, run.session_id, {"scene": 4, "paragraph": 2})
    assert RunResumables().list_resumables(session, actor, 5)[0].updated_at == run.updated_at


def test_the_sample_run_comes_once_stands_in_the_middle_and_goes_whole(
    session: Session, actor: Actor, stranger: User
) -> None:
    sample, mine = SampleRun(), played(session, actor, 3)
    assert sample.status(session, actor) is SampleStatus.ABSENT
    for _ in range(2):
        sample.load(session, actor)
    session.commit()
    [loaded] = [card for card in list_runs(session, actor) if card.session_id != mine.session_id]
    assert (loaded.scene, len(loaded.heroes), loaded.party_name) == (6, 3, "The Ferrymen")
    assert sample.status(session, actor_of(stranger)) is SampleStatus.ABSENT
    opened = runs.open_run(session, actor, loaded.session_id)
    assert [stop.may_return for stop in opened.rail] == [True] * 5 + [False] * 6
    played(session, actor, 8, opened)
    sample.remove(session, actor)
    session.commit()
    assert [card.session_id for card in list_runs(session, actor)] == [mine.session_id]
    assert sample.status(session, actor) is SampleStatus.ABSENT


def test_runs_go_with_their_person(session: Session, actor: Actor, user: User, stranger: User) -> None:
    gone = played(session, actor, 5, seed=1)
    free, theirs = played(session, None, 3, seed=2), played(session, actor_of(stranger), 3, seed=3)
    session.delete(user)
    session.commit()
    session.expunge_all()
    left = {row.session_id for row in session.exec(select(Party))}
    assert left == {free.session_id, theirs.session_id}
    assert gone.session_id not in left
    assert len(session.exec(select(Playthrough)).all()) == 2
