"""A story in play: what pages show, what moves lead to, what the dice decide."""

import pytest

from app.features.scenes.errors.play import ChoiceNotOffered, PartyNotReady, StoryEnded, WrongScene
from app.features.scenes.rules import (
    HeroForm,
    Move,
    PartyForm,
    PlayState,
    Step,
    begin,
    dice_for,
    page,
    play,
    replay,
)
from tests.features.scenes.stories import short_crossing

STORY = short_crossing()
TWO = PartyForm(
    name="The Oars",
    heroes=(HeroForm(name="Bo", hero_class="fighter"), HeroForm(name="Cy", hero_class="thief")),
)
WAY = ["look", "", "pick", "swim", "pray", "shadow", "on", "fight", "rest", "ring"]
MOVES = [Move(scene=at, choice=way, party=TWO if at == 2 else None) for at, way in enumerate(WAY, start=1)]


def _steps(seed: int, until: int = 10) -> list[Step]:
    return replay(STORY, begin(STORY), seed, MOVES[:until])


def test_a_story_begins_at_scene_one_without_heroes() -> None:
    assert begin(STORY) == PlayState(scene=1, party_name="The unnamed few")


def test_every_step_goes_to_the_next_scene_and_notes_the_choice() -> None:
    end = _steps(7)[-1].after
    assert end.scene == 11
    assert end.choices == {
        f"scene{at}": way for at, way in enumerate(WAY, start=1) if at != 2
    } | {"scene2": "fighter,thief"}  # fmt: skip
    assert end.symbol == end.choices["scene6"] == "shadow"


def test_the_same_seed_and_moves_give_the_same_steps() -> None:
    assert _steps(7) == _steps(7)
    assert _steps(7)[-1].after != _steps(8)[-1].after


def test_a_step_survives_json() -> None:
    for step in _steps(7):
        assert Step.model_validate_json(step.model_dump_json()) == step
        assert Step.model_validate(step.model_dump(mode="json")) == step


def test_the_last_page_has_an_ending_and_offers_nothing() -> None:
    last = page(STORY, _steps(7)[-1].after)
    assert (last.ask, last.choices) == ("ending", ())
    assert last.ending is not None
    with pytest.raises(StoryEnded):
        play(STORY, _steps(7)[-1].after, Move(scene=11, choice="on"), dice_for(7, 11))


def test_a_move_for_another_scene_is_refused() -> None:
    with pytest.raises(WrongScene) as refused:
        play(STORY, begin(STORY), Move(scene=3, choice="cut"), dice_for(7, 1))
    assert refused.value.facts == {"scene": 1}


def test_a_choice_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ChoiceNotOffered):
        play(STORY, begin(STORY), Move(scene=1, choice="swim"), dice_for(7, 1))


@pytest.mark.parametrize(
    ("party", "field"),
    [
        (None, "party"),
        (PartyForm(name=" ", heroes=TWO.heroes), "name"),
        (PartyForm(name="x" * 121, heroes=TWO.heroes), "name"),
        (PartyForm(name="half \ud800", heroes=TWO.heroes), "name"),
        (PartyForm(name="One", heroes=TWO.heroes[:1]), "heroes"),
        (PartyForm(name="Five", heroes=(*TWO.heroes, *TWO.heroes, TWO.heroes[0])), "heroes"),
        (
            PartyForm(name="Odd", heroes=(*TWO.heroes, HeroForm(name="Di", hero_class="bard"))),
            "heroes.2.class",
        ),
        (
            PartyForm(name="Odd", heroes=(*TWO.heroes, HeroForm(name="\x00", hero_class="thief"))),
            "heroes.2.name",
        ),
    ],
)
def test_a_party_that_is_not_ready_is_told_which_field(party: PartyForm | None, field: str) -> None:
    with pytest.raises(PartyNotReady) as refused:
        play(STORY, _steps(7, 1)[-1].after, Move(scene=2, party=party), dice_for(7, 2))
    assert list(refused.value.fields) == [field]


def test_a_step_keeps_nothing_that_its_scene_did_not_ask_for() -> None:
    odd = PartyForm(name="\x00", heroes=())
    begun = play(STORY, begin(STORY), MOVES[0].model_copy(update={"party": odd}), dice_for(7, 1))
    assert begun.move == MOVES[0]
    formed = play(STORY, begun.after, MOVES[1].model_copy(update={"choice": "\x00"}), dice_for(7, 2))
    assert formed.move == MOVES[1]


def test_names_with_braces_stay_as_they_are() -> None:
    odd = PartyForm(
        name="{hero.first}",
        heroes=(HeroForm(name="{party}", hero_class="cleric"), HeroForm(name="{x}", hero_class="fighter")),
    )
    step = play(STORY, _steps(7, 1)[-1].after, Move(scene=2, party=odd), dice_for(7, 2))
    assert step.echo == ("{hero.first} goes, {party} in front.",)
    assert page(STORY, step.after).paragraphs == ("{party} looks at the rope. {x} looks at {party}.",)
