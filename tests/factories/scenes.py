"""Parties as a game client saves them, and what our own pages keep beside one."""

from typing import Any
from uuid import uuid4

from sqlmodel import Session

from app.features.accounts.models import User
from app.features.scenes.models import Party, Playthrough
from app.features.scenes.service.standing import remember, stand
from tests.factories import saved


def make_party(session: Session, owner: User | None = None, **given: Any) -> Party:
    """A party in scene 4 that another client saved; anybody's who knows its id unless it has an owner."""
    values: dict[str, Any] = {
        "session_id": f"shard-{uuid4().hex[:8]}",
        "owner_id": owner and owner.id,
        "name": "The Lamplighters",
        "heroes": [
            {"name": "Mo", "class": "thief", "hp": 41},
            {"name": "Ada", "class": "scribe", "hp": 60},
        ],
        "scene_index": 4,
        "choices": {"scene2": "thief,scribe", "scene3": "left"},
    }
    return saved(session, Party(**values | given))


def make_playthrough(session: Session, party: Party, **given: Any) -> Playthrough:
    """What opening the party on our own pages keeps; `given` lies over it."""
    row = remember(session, stand(party, None))
    row.sqlmodel_update(given)
    return saved(session, row)
