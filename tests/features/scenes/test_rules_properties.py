"""What holds for every party, seed and way: replay, rewinding, hit points, JSON, saves of other clients."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.features.scenes.rules import (
    HeroForm,
    Move,
    PartyForm,
    PlayState,
    Step,
    Story,
    adopt,
    begin,
    dice_for,
    load_stories,
    page,
    play,
    replay,
)
from app.features.scenes.rules.wording import PLACEHOLDER, placeholders
from tests.features.scenes.stories import short_crossing

STORIES = [short_crossing(), *load_stories().values()]
stories = st.sampled_from(STORIES)
seeds = st.integers(min_value=0, max_value=2**53)
kept_text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def parties(draw: st.DrawFn, story: Story) -> PartyForm:
    """Two to four heroes with names of printable letters of any language, braces among them."""
    names = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30)
    hero = st.builds(HeroForm, name=names, hero_class=st.sampled_from(list(story.classes)))
    heroes = draw(st.lists(hero, min_size=2, max_size=4))
    return PartyForm(name=draw(names), heroes=tuple(heroes))


@st.composite
def saves(draw: st.DrawFn, story: Story) -> dict[str, Any]:
    """Whatever the save endpoint takes, near the story and far from it."""
    known = st.sampled_from([*story.classes, *(one.name for one in story.classes.values())])
    hero = st.fixed_dictionaries(
        {
            "name": kept_text.filter(bool),
            "class": st.one_of(known, kept_text.filter(bool)),
            "hp": st.one_of(st.just(0), st.integers(0, 9999)),
        },
        optional={"max_hp": st.one_of(st.integers(), st.booleans(), kept_text, st.none()), "mood": kept_text},
    )
    answers = [choice.id for scene in story.scenes for choice in scene.choices]
    answer = st.one_of(st.none(), st.sampled_from(answers), kept_text)
    return draw(
        st.fixed_dictionaries(
            {
                "scene_index": st.integers(1, 11),
                "party_name": kept_text.filter(bool),
                "heroes": st.lists(hero, max_size=8),
                "symbol_choice": st.one_of(st.none(), st.sampled_from(["light", "Shadow", "🔥"]), kept_text),
                "choices": st.dictionaries(st.integers(1, 11).map(lambda n: f"scene{n}"), answer),
                "flags": st.one_of(
                    st.none(), st.lists(st.one_of(kept_text, st.sampled_from([*story.flags])))
                ),
            }
        )
    )


def _play_on(story: Story, state: PlayState, seed: int, data: st.DataObject) -> list[Step]:
    """To the end, by any of the choices that are offered."""
    steps: list[Step] = []
    while (shown := page(story, state)).ask != "ending":
        _no_raw_names(story, shown.paragraphs)
        party = data.draw(parties(story)) if shown.ask == "party" else None
        choice = data.draw(st.sampled_from(shown.choices)).id if shown.choices else ""
        steps.append(
            play(
                story, state, Move(scene=state.scene, choice=choice, party=party), dice_for(seed, state.scene)
            )
        )
        state = steps[-1].after
    return steps


def _no_raw_names(story: Story, paragraphs: tuple[str, ...]) -> None:
    """Names here hold braces of their own, but never one that the story would fill in."""
    raw = placeholders(tuple(story.classes))
    assert not [found for each in paragraphs for found in PLACEHOLDER.findall(each) if found in raw]


def _sound(state: PlayState) -> None:
    assert all(0 <= hero.hp <= hero.max_hp for hero in state.heroes)
    assert state.scene == 11 or not state.heroes or state.standing


@quick
@given(story=stories, seed=seeds, data=st.data())
def test_replay_of_seed_and_moves_gives_the_steps(story: Story, seed: int, data: st.DataObject) -> None:
    steps = _play_on(story, begin(story), seed, data)
    assert replay(story, begin(story), seed, [step.move for step in steps]) == steps


@quick
@given(story=stories, seed=seeds, data=st.data())
def test_going_back_and_choosing_the_same_again_gives_the_same(
    story: Story, seed: int, data: st.DataObject
) -> None:
    steps = _play_on(story, begin(story), seed, data)
    back_to = data.draw(st.integers(1, 10))
    elsewhere = _play_on(story, steps[back_to - 1].before, seed, data)
    again = replay(story, steps[back_to - 1].before, seed, [step.move for step in steps[back_to - 1 :]])
    assert again == steps[back_to - 1 :]
    assert elsewhere[0].before == steps[back_to - 1].before


@quick
@given(story=stories, seed=seeds, data=st.data())
def test_heroes_are_never_lost_and_their_hit_points_stay_within_bounds(
    story: Story, seed: int, data: st.DataObject
) -> None:
    steps = _play_on(story, begin(story), seed, data)
    names = [hero.name for hero in steps[1].after.heroes]
    for step in steps[1:]:
        _sound(step.after)
        assert [hero.name for hero in step.after.heroes] == names
    assert sorted(steps[-1].after.choices) == sorted(f"scene{n}" for n in range(1, 11))


@quick
@given(story=stories, seed=seeds, data=st.data())
def test_states_and_steps_survive_json(story: Story, seed: int, data: st.DataObject) -> None:
    for step in _play_on(story, begin(story), seed, data):
        assert Step.model_validate_json(step.model_dump_json()) == step
        assert Step.model_validate(step.model_dump(mode="json")) == step
        assert PlayState.model_validate(step.after.model_dump(mode="json")) == step.after


@quick
@given(story=stories, seed=seeds, data=st.data())
def test_any_save_of_another_client_can_be_played_to_the_end(
    story: Story, seed: int, data: st.DataObject
) -> None:
    saved = data.draw(saves(story))
    state = adopt(story, **saved)
    _sound(state)
    assert [(hero.name, hero.hero_class) for hero in state.heroes] == [
        (hero["name"], hero["class"]) for hero in saved["heroes"]
    ]
    assert (state.scene, state.party_name) == (saved["scene_index"], saved["party_name"])
    assert PlayState.model_validate_json(state.model_dump_json()) == state

    steps = _play_on(story, state, seed, data)
    last = steps[-1].after if steps else state
    _sound(last)
    assert page(story, last).ending is not None
    assert {key: last.choices[key] for key in saved["choices"] if int(key[5:]) < state.scene} == {
        key: kept for key, kept in saved["choices"].items() if int(key[5:]) < state.scene
    }
