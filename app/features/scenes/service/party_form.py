"""The party's form at scene 2: what stands in it, and what it takes."""

from typing import Any

from app.features.scenes.models import Playthrough
from app.features.scenes.rules import PlayState, Story
from app.features.scenes.rules.frozen import PARTY_SCENE
from app.features.scenes.rules.setting_out import MOST
from app.kernel.texts import without_controls

PARTY_NAME, PICKED, NAME = "party_name", "picked", "name_"
"""The keys of what is half typed: the party's name, its classes in order, and `name_<class>`."""
MAX_LETTERS = 200


def typed_party(story: Story, state: PlayState, row: Playthrough | None) -> dict[str, Any]:
    """What was typed so far, or else the party that another game client has saved already."""
    if row is not None and row.typed:
        # A row remembers what was cleared as null: an empty form must not fill itself in again.
        return {key: value for key, value in row.typed.items() if value is not None}
    return party_as_typed(story, state) if state.scene <= PARTY_SCENE else {}


def party_as_typed(story: Story, state: PlayState) -> dict[str, Any]:
    """A party as one would type it; without what the story doesn't know, or has not been named."""
    known = [(story.class_id(hero.hero_class), hero.name) for hero in state.heroes]
    heroes = dict([(hero_class, name) for hero_class, name in known if hero_class][:MOST])
    names = {f"{NAME}{hero_class}": name for hero_class, name in heroes.items()}
    picked = {PICKED: list(heroes), **names} if heroes else {}
    return picked if state.party_name == story.nameless else {PARTY_NAME: state.party_name, **picked}


def fault_of(story: Story, key: str, value: Any) -> str | None:
    """Why the form can't keep this value."""
    if key == PICKED:
        classes = list(story.classes)
        known = isinstance(value, list) and len(value) <= len(classes)
        return None if known and all(one in classes for one in value) else "Choose among the classes."
    if key != PARTY_NAME and key.removeprefix(NAME) not in story.classes:
        return "There is no such field here."
    if not isinstance(value, str) or len(value) > MAX_LETTERS:
        return f"Use at most {MAX_LETTERS} characters."
    try:
        without_controls(value)
    except ValueError as reason:
        return str(reason)
    return None
