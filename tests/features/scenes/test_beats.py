"""What came of a choice, as the page tells it."""

from typing import Any

from app.features.scenes.rules import Change, Roll
from app.features.scenes.schemas.runs import StepView
from app.features.scenes.state.beats import beats_of


def strike(in_round: int, hero: int | None, success: bool = True) -> Roll:
    return Roll(
        kind="strike",
        who="Mo" if hero is not None else "The warden",
        hero=hero,
        label="The fight",
        die="d20",
        value=12,
        total=12,
        against=10,
        success=success,
        round=in_round,
        text="",
    )


def harmed(who: str, hero: int, by: int, after_rolls: int = 0) -> Change:
    return Change(
        kind="harmed", who=who, hero=hero, amount=-by, after_rolls=after_rolls, text=f"{who} loses {by} HP."
    )


def told(**given: Any) -> list[dict[str, Any]]:
    values = {"scene": 8, "title": "", "choice_id": "a", "label": "", "echo": (), "rolls": (), "changes": ()}
    return beats_of(StepView(**values | given))


def test_two_fights_in_a_row_are_told_as_two() -> None:
    first = [strike(1, 0), strike(1, 1), strike(1, None), strike(2, 0)]
    second = [strike(1, 0), strike(1, 1), strike(1, None), strike(2, 0)]
    beats = told(rolls=(*first, *second))
    assert [len(beat["rounds"]) for beat in beats] == [2, 2]


def test_a_fight_that_begins_anew_is_another_fight() -> None:
    beats = told(rolls=(strike(1, 0), strike(1, 0), strike(1, None), strike(2, 1)))
    assert [[len(part["rolls"]) for part in beat["rounds"]] for beat in beats] == [[1], [2, 1]]


def test_a_round_in_which_a_hero_fell_is_of_the_same_fight() -> None:
    beats = told(rolls=(strike(1, 0), strike(1, 1), strike(1, None), strike(2, 1), strike(2, None)))
    assert [len(beat["rounds"]) for beat in beats] == [2]


def test_a_foes_blow_is_told_as_not_ones_own() -> None:
    [fight] = told(rolls=(strike(1, 0), strike(1, None)))
    assert [roll["ours"] for roll in fight["rounds"][0]["rolls"]] == [True, False]


def test_the_same_to_several_heroes_is_said_once() -> None:
    beats = told(changes=(harmed("Mo", 0, 2), harmed("Ada", 1, 2), harmed("Cy", 2, 2), harmed("Cy", 2, 5)))
    assert [beat["text"] for beat in beats] == ["Mo, Ada and Cy lose 2 HP each.", "Cy loses 5 HP."]
    assert [(one["hero"], one["amount"]) for one in beats[0]["changes"]] == [(0, -2), (1, -2), (2, -2)]
    assert beats[0]["tone"] == "bad"
