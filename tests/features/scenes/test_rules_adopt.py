"""A save of another game client as a point to play on from."""

from typing import Any

import pytest

from app.features.scenes.rules import PlayState, adopt
from tests.features.scenes.stories import short_crossing

STORY = short_crossing()


def _adopted(**saved: Any) -> PlayState:
    usual: dict[str, Any] = {
        "scene_index": 7,
        "party_name": "The Oars",
        "heroes": [{"name": "Bo", "class": "fighter", "hp": 60}],
        "symbol_choice": "light",
        "choices": {},
    }
    return adopt(STORY, **(usual | saved))


@pytest.mark.parametrize(
    ("hero", "hp", "most"),
    [
        ({"class": "fighter", "hp": 30}, 30, 60),
        ({"class": "Fighter", "hp": 30}, 30, 60),
        ({"class": "fighter", "hp": 90}, 90, 90),
        ({"class": "fighter", "hp": 30, "max_hp": 80}, 30, 80),
        ({"class": "fighter", "hp": 30, "max_hp": "lots"}, 30, 60),
        ({"class": "fighter", "hp": 30, "max_hp": True}, 30, 60),
        ({"class": "fighter", "hp": 30, "max_hp": -5}, 30, 60),
        ({"class": "bard", "hp": 30}, 30, 50),
        ({"class": "bard", "hp": 300}, 300, 300),
    ],
)
def test_nobody_loses_hit_points_by_being_adopted(hero: dict[str, Any], hp: int, most: int) -> None:
    (adopted,) = _adopted(heroes=[{"name": "Bo", **hero}]).heroes
    assert (adopted.hp, adopted.max_hp, adopted.hero_class) == (hp, most, hero["class"])


def test_what_another_client_keeps_with_a_hero_is_kept() -> None:
    hero = {"name": "Bo", "class": "fighter", "hp": 3, "mood": {"now": "glad"}, "hero_class": 7}
    assert _adopted(heroes=[hero]).heroes[0].more == {"mood": {"now": "glad"}, "hero_class": 7}


@pytest.mark.parametrize(
    ("saved", "symbol"), [("Light", "light"), (" CHAOS ", "chaos"), ("🔥", "🔥"), ("", ""), (None, None)]
)
def test_a_symbol_of_the_story_is_known_by_its_name_and_any_other_is_kept(
    saved: str | None, symbol: str | None
) -> None:
    assert _adopted(symbol_choice=saved).symbol == symbol


def test_with_everybody_fallen_the_first_is_left_standing_until_the_last_scene() -> None:
    fallen = [{"name": "Bo", "class": "fighter", "hp": 0}, {"name": "Cy", "class": "thief", "hp": 0}]
    assert [hero.hp for hero in _adopted(heroes=fallen).heroes] == [1, 0]
    assert [hero.hp for hero in _adopted(heroes=fallen, scene_index=11).heroes] == [0, 0]


@pytest.mark.parametrize(
    ("choices", "flags", "remembered"),
    [
        ({"scene3": "cut"}, None, ("rope_cut",)),
        ({"scene3": "cut"}, [], ()),
        ({"scene3": "cut"}, ["warden_owes", "unheard of"], ("warden_owes",)),
        ({"scene3": "pick"}, None, ()),
        ({"scene3": None, "scene4": "fly"}, None, ()),
        ({"scene3": "cut", "scene10": "leave"}, None, ("rope_cut",)),
    ],
)
def test_what_choices_alone_say_is_remembered_unless_flags_were_saved(
    choices: dict[str, str | None], flags: list[str] | None, remembered: tuple[str, ...]
) -> None:
    state = _adopted(choices=choices, flags=flags)
    assert state.flags == remembered
    assert state.choices == choices
