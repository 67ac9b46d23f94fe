"""Every step judges its own fields, drops the others, and says what is wrong in the contract's words."""

from typing import Any

import pytest

from app.features.planets.rules.answers import judge
from app.features.planets.rules.steps import load_steps

TOPICS = frozenset({1, 2, 3})


def judged(
    step_id: str, given: dict[str, Any], before: dict[str, Any] | None = None, whole: bool = True
) -> Any:
    step = load_steps().find(step_id)
    assert step is not None
    return judge(step, given, before or {}, TOPICS, whole=whole)


@pytest.mark.parametrize(
    ("step", "given", "field", "begins"),
    [
        ("intro", {}, "name", "Planet name is required"),
        ("intro", {"name": "   "}, "name", "Planet name is required"),
        ("intro", {"name": 7}, "name", "Name must be text"),
        ("intro", {"name": "x" * 121}, "name", "Name can have at most 120 characters"),
        ("intro", {"name": "A", "motto": "a\x00b"}, "motto", "Motto: Leave out"),
        ("tone", {"emotional_tone": "grumpy"}, "emotional_tone", "Invalid emotional tone"),
        ("tone", {}, "emotional_tone", "Invalid emotional tone"),
        ("tone", {"emotional_tone": "custom"}, "tone_label", "Describe your custom tone"),
        ("tone", {"emotional_tone": "custom", "tone_label": " "}, "tone_label", "Describe your custom tone"),
        ("palette", {}, "primary_color", "Provide a HEX color"),
        ("palette", {"primary_color": "blue"}, "primary_color", "Provide a HEX color"),
        ("palette", {"primary_color": "#12345"}, "primary_color", "Provide a HEX color"),
        ("palette", {"primary_color": "#123456", "palette": ["#zzzzzz"]}, "palette", "Provide a HEX color"),
        ("palette", {"primary_color": "#123456", "palette": "#123456"}, "palette", "Provide a HEX color"),
        ("surface", {"surface_type": "cheese"}, "surface_type", "Choose a valid surface type"),
        ("surface", {"surface_type": ["gas"]}, "surface_type", "Choose a valid surface type"),
        ("rings", {"ring_style": "spiral"}, "ring_style", "Choose a valid ring style"),
        ("rings", {"ring_style": "single", "ring_color": "red"}, "ring_color", "Provide a HEX color"),
        ("rings", {"moon_count": "many"}, "moon_count", "Moon count must be an integer"),
        ("rings", {"moon_count": 1.5}, "moon_count", "Moon count must be an integer"),
        ("rings", {"moon_count": True}, "moon_count", "Moon count must be an integer"),
        ("rings", {"moon_count": -1}, "moon_count", "Moon count cannot be negative"),
        ("rings", {"moon_count": "-1"}, "moon_count", "Moon count cannot be negative"),
        ("rings", {"moon_count": 13}, "moon_count", "How many: at most 12"),
        ("rings", {"has_moons": "perhaps"}, "has_moons", "Say whether it has moons"),
        ("atmosphere", {"atmosphere_style": "soup"}, "atmosphere_style", "Choose a valid atmosphere style"),
        ("origin", {"origin_type": "factory"}, "origin_type", "Choose a valid origin"),
        ("origin", {"materials": ["x" * 61]}, "materials", "What it is made of can have at most 60"),
        ("safety", {"trigger_topics": "1"}, "trigger_topics", "Submit a list of trigger topic IDs"),
        ("safety", {"trigger_topics": ["one"]}, "trigger_topics", "Submit a list of trigger topic IDs"),
        ("safety", {"trigger_topics": [True]}, "trigger_topics", "Submit a list of trigger topic IDs"),
        ("safety", {"trigger_topics": [2, 99, 98]}, "trigger_topics", "Unknown trigger topic IDs: 98, 99"),
    ],
)
def test_what_can_not_be_is_refused_by_field(
    step: str, given: dict[str, Any], field: str, begins: str
) -> None:
    errors = judged(step, given).errors
    assert list(errors) == [field]
    assert errors[field].startswith(begins)


@pytest.mark.parametrize(
    ("step", "given", "kept"),
    [
        ("intro", {"name": "  Ember   Hollow "}, {"name": "Ember Hollow"}),
        ("tone", {"emotional_tone": "tender"}, {"emotional_tone": "tender"}),
        ("palette", {"primary_color": " #a1B2c3 "}, {"primary_color": "#a1B2c3"}),
        ("rings", {"has_moons": True, "moon_count": "2"}, {"has_moons": True, "moon_count": 2}),
        ("rings", {"moon_count": 3}, {"moon_count": 3, "has_moons": True}),
        ("rings", {"has_moons": "false"}, {"has_moons": False}),
        ("origin", {"materials": ["salt", "salt", " amber "]}, {"materials": ["salt", "amber"]}),
        ("accessibility", {"accessibility_notes": "One\nTwo"}, {"accessibility_notes": "One\nTwo"}),
        ("safety", {"trigger_topics": ["1", 3, 1]}, {"trigger_topics": [1, 3]}),
    ],
)
def test_what_is_meant_is_kept_clean(step: str, given: dict[str, Any], kept: dict[str, Any]) -> None:
    assert (judged(step, given).values, judged(step, given).errors) == (kept, {})


def test_fields_of_other_steps_are_dropped() -> None:
    given = {"name": "Ember Hollow", "surface_type": "cheese", "owner": "me"}
    assert judged("intro", given).values == {"name": "Ember Hollow"}


def test_an_answer_from_before_counts() -> None:
    assert judged("intro", {"motto": "Carry it gently"}, {"name": "Ember Hollow"}).errors == {}


def test_half_a_step_can_be_kept_before_the_rest_is_known() -> None:
    assert judged("palette", {"secondary_color": "#123456"}, whole=False).errors == {}
    assert judged("intro", {"name": ""}, whole=False).errors != {}


def test_an_emptied_answer_is_taken_away() -> None:
    assert judged("intro", {"motto": ""}, {"name": "Ember Hollow", "motto": "x"}).values == {"motto": None}
