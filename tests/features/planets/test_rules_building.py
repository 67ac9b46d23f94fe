"""Whatever a person does in whatever order, the session stays valid and loses no answer."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.features.planets.errors import AnswersRefused, NothingToUndo, StepNotDone, StepRequired, UnknownStep
from app.features.planets.rules import building as rules
from app.features.planets.rules.answers import judge, merged
from app.features.planets.rules.building import Building
from app.features.planets.rules.looks import appearance_of, recipe_of
from app.features.planets.rules.steps import PAINTED, InputType, Question, load_steps
from app.features.planets.rules.wording import hero_prompt, icon_prompt, picture_words, summary

STEPS = load_steps()
TOPICS = frozenset(range(1, 31))
IDS = [step.id for step in STEPS.steps]
hexes = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


def _values(question: Question) -> st.SearchStrategy[Any]:
    if question.topics:
        return st.lists(st.sampled_from(sorted(TOPICS)), max_size=4)
    match question.input_type:
        case InputType.CHOICE:
            return st.sampled_from([choice.id for choice in question.choices])
        case InputType.COLOR:
            return st.lists(hexes, max_size=question.many) if question.many else hexes
        case InputType.NUMBER:
            return st.integers(0, question.most)
        case InputType.BOOLEAN:
            return st.booleans()
        case _:
            return st.lists(words, max_size=5) if question.many else words


def answers(step_id: str) -> st.SearchStrategy[dict[str, Any]]:
    """Some of a step's fields with values that it takes."""
    step = STEPS.find(step_id)
    assert step is not None
    return st.fixed_dictionaries({}, optional={question.id: _values(question) for question in step.fields})


def _kept(given: dict[str, Any]) -> dict[str, Any]:
    """What a session keeps of these answers."""
    kept: dict[str, Any] = {}
    for step in STEPS.steps:
        kept = merged(kept, judge(step, given, kept, TOPICS, whole=False).values)
    return kept


any_attributes = st.tuples(*(answers(step_id) for step_id in IDS)).map(
    lambda parts: _kept({name: value for part in parts for name, value in part.items()})
)


class Sessions(RuleBasedStateMachine):
    """A person at the builder. `given` holds each answer that nobody has replaced by another of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.at = Building()
        self.given: dict[str, Any] = {}

    @rule(step_id=st.sampled_from(IDS), advance=st.booleans(), data=st.data())
    def answer(self, step_id: str, advance: bool, data: Any) -> None:
        step = STEPS.find(step_id)
        assert step is not None
        judged = judge(step, data.draw(answers(step_id)), self.at.attributes, TOPICS, whole=advance)
        if judged.errors:
            return
        self.at = rules.answer(STEPS, self.at, step, judged.values, advance=advance)
        self.given |= judged.values
        assert step_id not in self.at.skipped_steps

    @rule()
    def next(self) -> None:
        before = self.at.step_index
        try:
            self.at = rules.next_step(STEPS, self.at)
        except StepNotDone:
            assert STEPS.at(before).missing(self.at.attributes)
        else:
            assert self.at.step_index == min(before + 1, len(STEPS) - 1)

    @rule()
    def back(self) -> None:
        before = self.at.step_index
        self.at = rules.back(STEPS, self.at)
        assert self.at.step_index == max(before - 1, 0)

    @rule()
    def skip(self) -> None:
        step = STEPS.at(self.at.step_index)
        try:
            self.at = rules.skip(STEPS, self.at)
        except StepRequired:
            assert not step.optional
        else:
            assert step.id in self.at.skipped_steps

    @rule(where=st.sampled_from([*IDS, "nowhere"]))
    def goto(self, where: str) -> None:
        try:
            self.at = rules.goto(STEPS, self.at, where)
        except UnknownStep:
            assert where == "nowhere"
        else:
            assert STEPS.at(self.at.step_index).id == where

    @rule(seed=st.integers(0, 999), step_id=st.none() | st.sampled_from(IDS))
    def randomize(self, seed: int, step_id: str | None) -> None:
        step = STEPS.find(step_id) if step_id else None
        before = dict(self.at.attributes)
        self.at = rules.randomize(STEPS, self.at, random.Random(seed), step)
        if step is None:
            assert before.items() <= self.at.attributes.items()

    @rule()
    def restart(self) -> None:
        self.at = rules.restart(self.at)
        assert (self.at.step_index, self.at.attributes) == (0, {})

    @rule(attributes=any_attributes)
    def take_an_older_picture(self, attributes: dict[str, Any]) -> None:
        self.at = rules.replaced(self.at, attributes)

    @rule()
    def undo(self) -> None:
        try:
            self.at = rules.undo(self.at)
        except NothingToUndo:
            assert not self.at.earlier

    @initialize()
    def begin(self) -> None:
        self.at = Building()

    @invariant()
    def it_is_valid(self) -> None:
        assert 0 <= self.at.step_index < len(STEPS)
        assert all(step is not None and step.optional for step in map(STEPS.find, self.at.skipped_steps))
        for step in STEPS.steps:
            fields = {question.id for question in step.fields}
            here = {name: value for name, value in self.at.attributes.items() if name in fields}
            judged = judge(step, here, self.at.attributes, TOPICS, whole=False)
            assert judged.errors == {}
            assert {**judged.values, **here} == judged.values
        recipe_of(STEPS, self.at.attributes, 1)

    @invariant()
    def no_answer_is_lost(self) -> None:
        kept = [self.at.attributes, *(one["attributes"] for one in self.at.earlier)]
        for name, value in self.given.items():
            assert value is None or any(one.get(name) == value for one in kept), name


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)


@settings(max_examples=80, deadline=None)
@given(any_attributes, st.integers(0, 2**53 - 1))
def test_any_valid_answers_give_a_recipe_words_and_an_appearance(
    attributes: dict[str, Any], seed: int
) -> None:
    looks = appearance_of(STEPS, attributes)
    assert recipe_of(STEPS, attributes, seed) == recipe_of(STEPS, dict(attributes), seed)
    assert hero_prompt(looks)
    assert icon_prompt(looks)
    assert picture_words(looks)
    assert len(summary(STEPS, attributes, dict.fromkeys(TOPICS, "a topic"))) <= len(attributes)


def test_what_is_not_asked_is_kept_but_not_painted() -> None:
    attributes = {"ring_style": "none", "ring_color": "#ff0000", "has_moons": False, "moon_count": 4}
    recipe = recipe_of(STEPS, attributes, 1)
    assert (recipe.ring_color, recipe.moons()) == (None, 0)
    rings = STEPS.find("rings")
    assert rings is not None
    asked = {question.id for question in rings.fields if question.is_asked(attributes)}
    assert asked == {"ring_style", "has_moons"}


def test_back_at_the_first_and_next_at_the_last_stay_put() -> None:
    assert rules.back(STEPS, Building()).step_index == 0
    last = Building(step_index=len(STEPS) - 1)
    assert rules.next_step(STEPS, last).step_index == len(STEPS) - 1


def test_only_steps_without_a_required_field_may_be_skipped() -> None:
    assert [step.id for step in STEPS.steps if step.optional] == [
        "rings",
        "origin",
        "accessibility",
        "safety",
    ]
    with pytest.raises(StepRequired):
        rules.skip(STEPS, Building())


def test_a_step_that_is_not_done_names_its_fields() -> None:
    with pytest.raises(AnswersRefused) as refused:
        rules.next_step(STEPS, Building())
    assert refused.value.told_fields() == {"attributes": {"name": "Planet name is required."}}


def test_an_undone_restart_brings_everything_back_but_what_was_answered_since() -> None:
    before = Building(step_index=4, attributes={"name": "Old", "motto": "Kept"}, skipped_steps=("rings",))
    after = rules.answer(STEPS, rules.restart(before), STEPS.steps[0], {"name": "New"}, advance=True)
    undone = rules.undo(after)
    assert undone.attributes == {"name": "New", "motto": "Kept"}
    assert (undone.step_index, undone.skipped_steps) == (4, ("rings",))


def test_undoing_a_surprise_leaves_no_trace_of_it() -> None:
    before = Building(attributes={"name": "Mine"})
    surprised = rules.randomize(STEPS, before, random.Random(3), STEPS.steps[0])
    assert surprised.attributes["name"] != "Mine"
    assert rules.undo(surprised) == before


def test_the_steps_are_those_of_the_contract_and_know_what_the_painter_knows() -> None:
    contract = ["intro", "tone", "palette", "surface", "rings", "atmosphere", "origin", "accessibility"]
    assert [*contract, "safety", "summary"] == IDS
    assert set(PAINTED) <= {question.id for question in STEPS.questions()}


def test_answers_of_an_older_picture_are_not_said_to_be_by_chance() -> None:
    at = rules.replaced(Building(), {"surface_type": "ice", "ring_style": "halo"})
    assert (set(at.borrowed), rules.by_chance(at)) == ({"surface_type", "ring_style"}, [])
    again = rules.randomize(STEPS, at, random.Random(1), STEPS.find("rings"))
    assert "ring_style" in rules.by_chance(again)
    assert "surface_type" not in rules.by_chance(again)
