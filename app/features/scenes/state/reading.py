"""A run as its page reads it: one plain dict, in the words that a person sees."""

from typing import Any

from app.features.scenes.rules.frozen import PARTY_SCENE
from app.features.scenes.rules.playthrough import ChoiceView
from app.features.scenes.schemas.runs import HeroView, RailStop, RewindView, RunView, StepView
from app.features.scenes.state.beats import beats_of


def readable(run: RunView) -> dict[str, Any]:
    """What `components.book.Book` shows."""
    page = run.page
    return {
        "id": run.session_id,
        "revision": run.revision,
        "owner": run.owner,
        "story": {"id": run.story.id, "title": run.story.title},
        "scene": {"number": run.scene, "title": page.title, "paragraphs": list(page.paragraphs)},
        "backdrop": {"address": run.backdrop_url, "palette": list(page.palette)},
        "party": {"name": run.party_name, "heroes": [hero(one) for one in run.heroes]},
        "symbol": {"id": run.symbol.id, "name": run.symbol.name} if run.symbol else None,
        "chapters": [_chapter(stop) for stop in run.rail],
        "choices": [_choice(choice) for choice in page.choices],
        "step": _step(run.last) if run.last else None,
        "form": page.party.model_dump(mode="json") if page.party else None,
        "ending": page.ending.model_dump(mode="json") if page.ending else None,
        "undo": run.undo.model_dump(mode="json") if run.undo else None,
        "place": run.place.model_dump(mode="json") if run.place else None,
    }


def hero(view: HeroView) -> dict[str, Any]:
    """One of the party."""
    return {
        "name": view.name,
        "kind": view.class_id,
        "className": view.class_name,
        "hp": view.hp,
        "max": view.max_hp,
    }


def _step(last: StepView) -> dict[str, Any]:
    return {"chose": last.label, "formed": last.scene == PARTY_SCENE, "beats": beats_of(last)}


def _chapter(stop: RailStop) -> dict[str, Any]:
    return {
        "number": stop.scene,
        "title": stop.title,
        "state": stop.state,
        "chose": stop.choice,
        "returns": stop.may_return,
    }


def _choice(choice: ChoiceView) -> dict[str, Any]:
    return {
        "id": choice.id,
        "number": choice.key,
        "label": choice.label,
        "hint": choice.hint or "",
        "symbol": choice.symbol or "",
    }


def warning(rewind: RewindView, run: RunView) -> dict[str, Any]:
    """What going back undoes, for the question before it."""
    now = {(one.name, one.class_name): one.hp for one in run.heroes}
    healed = [
        f"{one.name} stands at {one.hp} of {one.max_hp} HP again"
        for one in rewind.heroes
        if now.get((one.name, one.class_name)) != one.hp
    ]
    lost = ["You choose your symbol anew"] if rewind.symbol_lost else []
    party = ["Your party is formed anew"] if run.heroes and not rewind.heroes else []
    return {
        "scene": rewind.scene,
        "title": rewind.title,
        "revision": rewind.revision,
        "undone": [f"Scene {step.scene}, {step.title}: {step.choice}" for step in rewind.undone],
        "restored": [*healed, *lost, *party],
    }
