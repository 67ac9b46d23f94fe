"""Runs as they leave: what the page shows, and what a list shows."""

from typing import Any

from app.features.scenes import rules
from app.features.scenes.models import Party, Playthrough
from app.features.scenes.queries import Run
from app.features.scenes.rules import PlayState, Step, Story, load_stories
from app.features.scenes.rules.frozen import FIRST_SCENE, LAST_SCENE, PARTY_SCENE
from app.features.scenes.rules.play import ending
from app.features.scenes.schemas.runs import (
    HeroView,
    Owner,
    Place,
    RailStop,
    RunCard,
    RunView,
    StepView,
    SymbolView,
    UndoView,
)
from app.features.scenes.service.backdrop_words import backdrop_text
from app.features.scenes.service.backdrops import backdrop_url
from app.features.scenes.service.party_form import typed_party
from app.features.scenes.service.standing import Standing, saved_state, story_of
from app.features.scenes.service.stories import story_view

RUNS = "/scenes"


def run_view(standing: Standing) -> RunView:
    """Everything that the page of a run shows."""
    party, row, state, story = standing.party, standing.row, standing.state, standing.story
    return RunView(
        session_id=party.session_id,
        owner=_owner(party),
        story=story_view(story),
        revision=party.revision,
        scene=state.scene,
        page=rules.page(story, state),
        backdrop_url=backdrop_url(story, state.scene, state.symbol),
        backdrop_text=backdrop_text(story.scene(state.scene)),
        party_name=state.party_name,
        named=state.scene > PARTY_SCENE,
        heroes=hero_views(story, state),
        symbol=_symbol(story, state.symbol),
        last=_step_view(story, standing.steps[-1]) if standing.steps else None,
        rail=[_stop(standing, scene) for scene in range(FIRST_SCENE, LAST_SCENE + 1)],
        undo=_undo(standing),
        place=_place(row, state.scene),
        typed=typed_party(story, state, row),
        finished=state.scene == LAST_SCENE,
        device=_device(party, row),
        created_at=party.created_at,
        updated_at=party.updated_at,
    )


def run_card(run: Run) -> RunCard:
    """A run in a list, without reading how it came there."""
    party, row = run
    story, scene = story_of(party, row), party.scene_index
    told = _told_by_story(story, saved_state(story, party)) if story else _told_by_save(party)
    return RunCard(
        session_id=party.session_id,
        owner=_owner(party),
        party_name=party.name,
        scene=scene,
        progress=(scene - FIRST_SCENE) / (LAST_SCENE - FIRST_SCENE),
        finished=scene == LAST_SCENE,
        href=f"{RUNS}/{party.session_id}",
        device=_device(party, row),
        created_at=party.created_at,
        updated_at=party.updated_at,
        **told,
    )


def _told_by_story(story: Story, state: PlayState) -> dict[str, Any]:
    """The rest of a card, as the run's page has it."""
    return {
        "story_title": story.title,
        "heroes": hero_views(story, state),
        "symbol": _symbol(story, state.symbol),
        "scene_title": story.scene(state.scene).title,
        "place": _scene_named(story, state.scene),
        "ending": ending(story, state).title if state.scene == LAST_SCENE else "",
        "picture_url": backdrop_url(story, state.scene, state.symbol),
    }


def _scene_named(story: Story, scene: int) -> str:
    place = f"Scene {scene} of {LAST_SCENE}: {story.scene(scene).title}"
    return place if len(load_stories()) == 1 else f"{place} · {story.title}"


def _told_by_save(party: Party) -> dict[str, Any]:
    """The rest of a card whose story is not here."""
    return {
        "story_title": "A story that is not installed here",
        "heroes": [_saved_hero(hero) for hero in party.heroes],
        "symbol": None if party.symbol_choice is None else _unknown_symbol(party.symbol_choice),
        "scene_title": "",
        "place": f"Scene {party.scene_index} of {LAST_SCENE}",
        "ending": "",
        "picture_url": "",
    }


def hero_views(story: Story, state: PlayState) -> list[HeroView]:
    """The party's panel."""
    return [
        HeroView(
            name=hero.name,
            class_id=hero.hero_class,
            class_name=_class_name(story, hero.hero_class),
            hp=hero.hp,
            max_hp=hero.max_hp,
            fallen=not hero.stands,
        )
        for hero in state.heroes
    ]


def _owner(party: Party) -> Owner:
    return "nobody" if party.owner_id is None else "you"


def _device(party: Party, row: Playthrough | None) -> str:
    """A save of another client says nothing about what it was made on."""
    return row.device or "" if row and row.party_revision == party.revision else ""


def _symbol(story: Story, symbol: str | None) -> SymbolView | None:
    if symbol is None:
        return None
    card = story.symbols.by_id.get(symbol)
    if card is None:
        return _unknown_symbol(symbol)
    return SymbolView(id=symbol, name=card.name, line=card.line, palette=card.palette)


def _unknown_symbol(symbol: str) -> SymbolView:
    return SymbolView(id=symbol, name=symbol, line="", palette=())


def _class_name(story: Story, written: str) -> str:
    known = story.class_id(written)
    return story.classes[known].name if known else written


def _saved_hero(saved: dict[str, Any]) -> HeroView:
    hp = saved["hp"]
    return HeroView(
        name=saved["name"],
        class_id=saved["class"],
        class_name=saved["class"],
        hp=hp,
        max_hp=hp,
        fallen=hp == 0,
    )


def _step_view(story: Story, step: Step) -> StepView:
    scene = step.before.scene
    return StepView(
        scene=scene,
        title=story.scene(scene).title,
        choice_id=step.move.choice,
        label=step.label,
        echo=step.echo,
        told_after=step.told_after,
        rolls=step.rolls,
        changes=step.changes,
    )


def _stop(standing: Standing, scene: int) -> RailStop:
    here, place = standing.state.scene, standing.place_of(scene)
    return RailStop(
        scene=scene,
        title=standing.story.scene(scene).title if scene <= here else "",
        state="past" if scene < here else "here" if scene == here else "ahead",
        choice="" if place is None else standing.steps[place].label,
        may_return=place is not None,
    )


def _undo(standing: Standing) -> UndoView | None:
    if not standing.undone:
        return None
    scene = standing.undone[-1][-1].after.scene
    return UndoView(scene=scene, title=standing.story.scene(scene).title)


def _place(row: Playthrough | None, scene: int) -> Place | None:
    """Where the reader was, if that was on this scene: the run may have gone on since."""
    if row is None or row.place.get("scene") != scene:
        return None
    return Place.model_validate(row.place)
