"""What is kept beside a run: where somebody reads, what they have half typed, the party for the next time."""

from typing import Any

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.scenes.errors import InvalidPlace, RunNotFound
from app.features.scenes.service import keeping, rewinding, runs
from app.kernel.changes import Answer, Batch
from app.kernel.identity import Actor
from tests.factories.scenes import make_party
from tests.fakes.authenticator import actor_of
from tests.features.scenes.playing import move, played

pytestmark = pytest.mark.usefixtures("short_story")


def typed(session: Session, session_id: str, bases: dict[str, Any] | None = None, **changes: Any) -> Answer:
    batch = Batch(
        scope=f"run:{session_id}", seq=3, changes=changes, bases={k: [v] for k, v in (bases or {}).items()}
    )
    answer = keeping.keep_typed(session, None, session_id, batch)
    session.commit()
    return answer


def test_a_reader_comes_back_to_the_very_place(session: Session) -> None:
    run = played(session, None, 4)
    keeping.keep_place(session, None, run.session_id, {"scene": 4, "paragraph": 3, "offset": 0.25})
    session.commit()
    back = runs.open_run(session, None, run.session_id)
    assert back.place is not None
    assert (back.place.scene, back.place.paragraph, back.place.offset) == (4, 3, 0.25)
    assert (back.revision, back.updated_at) == (run.revision, run.updated_at)


def test_a_place_on_a_scene_that_the_run_has_left_is_none(session: Session) -> None:
    run = played(session, None, 4)
    keeping.keep_place(session, None, run.session_id, {"scene": 4, "paragraph": 3})
    assert played(session, None, 5, run).place is None


def test_the_place_in_a_run_of_another_client_is_kept_without_moving_it(session: Session) -> None:
    party = make_party(session)
    keeping.keep_place(session, None, party.session_id, {"scene": 4, "paragraph": 1})
    session.commit()
    back = runs.open_run(session, None, party.session_id)
    assert back.place is not None
    assert (back.place.paragraph, back.revision) == (1, party.revision)


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ({}, "scene"),
        ({"scene": 12}, "scene"),
        ({"scene": 4, "paragraph": -1}, "paragraph"),
        ({"scene": 4, "offset": float("nan")}, "offset"),
        ({"scene": 4, "more": 1}, "more"),
    ],
)
def test_what_is_no_place_is_refused_with_the_field_named(
    session: Session, place: dict[str, Any], field: str
) -> None:
    run = played(session, None, 4)
    with pytest.raises(InvalidPlace) as refused:
        keeping.keep_place(session, None, run.session_id, place)
    assert list(refused.value.fields) == [field]


def test_names_half_typed_come_back_and_stay_through_a_way_back(session: Session) -> None:
    run = played(session, None, 2)
    answer = typed(session, run.session_id, party_name="The O", picked=["thief"], name_thief="C")
    kept = {"party_name": "The O", "picked": ["thief"], "name_thief": "C"}
    assert (answer.saved, answer.seq, answer.conflicts, answer.errors) == (kept, 3, {}, {})
    opened = runs.open_run(session, None, run.session_id)
    assert (opened.typed, opened.revision) == (kept, run.revision)
    later = played(session, None, 5, run)
    assert rewinding.rewind(session, None, run.session_id, 2, later.revision).typed == kept


def test_a_key_that_is_cleared_is_gone(session: Session) -> None:
    run = played(session, None, 2)
    typed(session, run.session_id, party_name="The O")
    typed(session, run.session_id, {"party_name": "The O"}, party_name=None)
    assert runs.open_run(session, None, run.session_id).typed == {}


def test_of_two_devices_that_type_the_same_name_the_later_is_told_of_the_first(session: Session) -> None:
    run = played(session, None, 2)
    typed(session, run.session_id, party_name="The Oars")
    answer = typed(session, run.session_id, party_name="The Boats", name_thief="Cy")
    assert (answer.conflicts, answer.saved) == ({"party_name": "The Oars"}, {"name_thief": "Cy"})
    assert runs.open_run(session, None, run.session_id).typed["party_name"] == "The Oars"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("party_name", "x" * 201),
        ("party_name", "a\x00b"),
        ("party_name", "half \ud800"),
        ("party_name", ["a", "list"]),
        ("name_dragon", "Smok"),
        ("hp", "9999"),
        ("picked", ["thief", "dragon"]),
        ("picked", "thief"),
        ("picked", ["thief"] * 9),
        ("picked", [["thief"]]),
    ],
)
def test_what_the_form_can_not_hold_is_refused_and_the_rest_kept(
    session: Session, key: str, value: Any
) -> None:
    run = played(session, None, 2)
    answer = typed(session, run.session_id, **{key: value, "name_thief": "Cy"})
    assert list(answer.errors) == [key]
    assert runs.open_run(session, None, run.session_id).typed == {"name_thief": "Cy"}


def test_somebody_elses_run_keeps_nothing(session: Session, actor: Actor, stranger: User) -> None:
    run = played(session, actor, 2)
    for other in (None, actor_of(stranger)):
        with pytest.raises(RunNotFound):
            keeping.keep_place(session, other, run.session_id, {"scene": 2})
        with pytest.raises(RunNotFound):
            keeping.keep_typed(session, other, run.session_id, Batch(scope="run:1"))
        with pytest.raises(RunNotFound):
            keeping.play_again(session, other, run.session_id)


def test_playing_again_finds_the_party_filled_in(session: Session, actor: Actor) -> None:
    ended = played(session, actor, 11)
    again = keeping.play_again(session, actor, ended.session_id, device="phone")
    assert again.session_id != ended.session_id
    assert (again.scene, again.owner, again.story.id) == (1, "you", "short-crossing")
    assert again.typed == {
        "party_name": "The Oars",
        "picked": ["thief", "fighter"],
        "name_thief": "Cy",
        "name_fighter": "Bo",
    }


HEROES = [
    {"name": "Mo", "class": "Thief", "hp": 12},
    {"name": "Sly", "class": "bard", "hp": 9},
    {"name": "Ana", "class": "fighter", "hp": 60},
]


@pytest.mark.parametrize("scene", [1, 2])
def test_the_party_that_a_game_client_saved_stands_in_the_form(session: Session, scene: int) -> None:
    party = make_party(session, scene_index=scene, heroes=HEROES, choices={})
    opened = runs.open_run(session, None, party.session_id)
    assert opened.typed == {
        "party_name": "The Lamplighters",
        "picked": ["thief", "fighter"],
        "name_thief": "Mo",
        "name_fighter": "Ana",
    }


def test_what_a_game_client_saved_is_changed_in_the_form_like_what_was_typed(session: Session) -> None:
    party = make_party(session, scene_index=2, heroes=HEROES, choices={})
    before = runs.open_run(session, None, party.session_id).typed
    answer = typed(session, party.session_id, before, name_thief="Cy")
    assert (answer.saved, answer.conflicts) == ({"name_thief": "Cy"}, {})
    assert runs.open_run(session, None, party.session_id).typed == before | {"name_thief": "Cy"}


def test_a_form_that_was_emptied_does_not_fill_itself_in_again(session: Session) -> None:
    party = make_party(session, scene_index=2, heroes=[], choices={})
    typed(session, party.session_id, {"party_name": "The Lamplighters"}, party_name=None)
    assert runs.open_run(session, None, party.session_id).typed == {}
    assert typed(session, party.session_id, party_name="The Boats").conflicts == {}


def test_a_run_that_is_begun_here_has_an_empty_form(session: Session) -> None:
    assert played(session, None, 2).typed == {}


def test_a_choice_keeps_what_was_typed_and_read(session: Session) -> None:
    run = played(session, None, 2)
    typed(session, run.session_id, party_name="The O")
    keeping.keep_place(session, None, run.session_id, {"scene": 2, "paragraph": 1})
    moved = runs.choose(session, None, run.session_id, move(run), run.revision)
    assert moved.typed == {"party_name": "The O"}
    assert rewinding.rewind(session, None, run.session_id, 2, moved.revision).place is not None
