"""A run to take along: as JSON that loads again, and as a story to read."""

import json
from typing import Any

from sqlmodel import Session

from app.features.scenes.models import Party
from app.features.scenes.rules import Step
from app.features.scenes.rules.retelling import retold
from app.features.scenes.schemas.runs import RunFile
from app.features.scenes.service.standing import Standing, read_standing
from app.kernel.identity import Actor
from app.kernel.personal import safe_name


def export_json(session: Session, actor: Actor | None, session_id: str) -> RunFile:
    """What loading the run gives, and how it came there; `POST /api/v1/save` takes it back.

    Raises `RunNotFound`, `StoryMissing`.
    """
    standing = read_standing(session, actor, session_id)
    told = {"session_id": session_id, "state": _saved(standing.party), "history": _history(standing)}
    return RunFile(name=_file_name(standing, "json"), text=json.dumps(told, ensure_ascii=False, indent=2))


def export_markdown(session: Session, actor: Actor | None, session_id: str) -> RunFile:
    """Every scene as it was shown, with what was chosen and what the dice said. It doesn't hold the run's id.

    Raises `RunNotFound`, `StoryMissing`.
    """
    standing = read_standing(session, actor, session_id)
    return RunFile(
        name=_file_name(standing, "md"), text=retold(standing.story, standing.origin, standing.steps)
    )


def _file_name(standing: Standing, ending: str) -> str:
    return safe_name(f"{standing.state.party_name} - {standing.story.title}") + f".{ending}"


def _saved(party: Party) -> dict[str, Any]:
    """The state as loading gives it."""
    named = {
        "scene_index": party.scene_index,
        "party_name": party.name,
        "heroes": party.heroes,
        "symbol_choice": party.symbol_choice,
        "choices": party.choices,
    }
    return named | party.more


def _history(standing: Standing) -> dict[str, Any]:
    """All that a replay needs, and what people read. The dice follow from the seed."""
    story = standing.story
    return {
        "story": {"id": story.id, "version": story.version, "title": story.title},
        "seed": standing.seed,
        "origin": standing.origin.model_dump(mode="json"),
        "steps": [_told(standing, step) for step in standing.steps],
    }


def _told(standing: Standing, step: Step) -> dict[str, Any]:
    return {
        "move": step.move.model_dump(mode="json"),
        "title": standing.story.scene(step.before.scene).title,
        "choice": step.label,
        "echo": list(step.echo),
        "rolls": [roll.text for roll in step.rolls],
        "changes": [change.text for change in step.changes],
    }
