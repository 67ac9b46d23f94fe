"""Runs: started, opened, played on, copied, deleted.

Every service takes whoever asks, or None for a visitor without an account. A run is its owner's alone;
one that nobody owns is whose its id is known to.
"""

import random
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, delete, update

from app.features.scenes import rules
from app.features.scenes.errors import RunMoved, StoryNotFound
from app.features.scenes.models import Party
from app.features.scenes.rules import Move
from app.features.scenes.schemas.runs import RunView
from app.features.scenes.service.run_views import run_view
from app.features.scenes.service.standing import (
    MAX_SEED,
    Standing,
    begun,
    hold_standing,
    keep,
    possible_ids,
    reachable_party,
    reachable_revision,
    read_standing,
)
from app.features.scenes.service.stories import default_story, find_story
from app.kernel.identity import Actor
from app.kernel.timings import saves, time_until_commit

CHANCE = random.SystemRandom()
"""Ids are keys, so nobody may guess them."""
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def start_run(
    session: Session,
    actor: Actor | None,
    story: str | None = None,
    *,
    device: str = "",
    chance: random.Random = CHANCE,
) -> RunView:
    """A new run of a story (the default one if None), the actor's own or, without one, nobody's.

    Raises `StoryNotFound`.
    """
    told = default_story() if story is None else find_story(story)
    if told is None:
        raise StoryNotFound
    party = Party(
        session_id=new_id(chance),
        owner_id=actor.user_id if actor else None,
        revision=0,
        name=told.nameless,
        scene_index=1,
    )
    standing = begun(party, told, chance.randrange(MAX_SEED))
    keep(session, standing, device)
    return run_view(standing)


def open_run(session: Session, actor: Actor | None, session_id: str) -> RunView:
    """The run as it stands, whoever moved it last. Raises `RunNotFound`, `StoryMissing`."""
    return run_view(read_standing(session, actor, session_id))


def read_revision(session: Session, actor: Actor | None, session_id: str) -> int:
    """Whether a run has moved, at little cost: its revision. Raises `RunNotFound`."""
    return reachable_revision(session, actor, session_id)


def choose(
    session: Session, actor: Actor | None, session_id: str, move: Move, revision: int, *, device: str = ""
) -> RunView:
    """Play one move at the revision that the person saw.

    Raises `RunNotFound`, `RunMoved` with the newer view, and what `rules.play` raises; the run is
    then as it was.
    """
    time_until_commit(session, saves)
    standing = held_at(session, actor, session_id, revision)
    state = standing.state
    dice = rules.dice_for(standing.seed, state.scene)
    standing.steps.append(rules.play(standing.story, state, move, dice))
    standing.undone.clear()
    keep(session, standing, device)
    return run_view(standing)


def copy_run(
    session: Session, actor: Actor | None, session_id: str, *, chance: random.Random = CHANCE
) -> RunView:
    """The same run once more, nobody's and under an id of its own: for a friend. Raises `RunNotFound`."""
    standing = read_standing(session, actor, session_id)
    original = standing.party
    standing.party = Party(
        session_id=new_id(chance),
        revision=0,
        name=original.name,
        heroes=original.heroes,
        scene_index=original.scene_index,
        more=original.more,
    )
    standing.row, standing.undone = None, []
    keep(session, standing, "")
    return run_view(standing)


def claim_runs(session: Session, actor: Actor, session_ids: Sequence[str]) -> int:
    """Make those of these runs that nobody owns the actor's own; how many those were."""
    named = (col(Party.session_id).in_(possible_ids(session_ids)), col(Party.owner_id).is_(None))
    claimed = session.execute(update(Party).where(*named).values(owner_id=actor.user_id))
    return claimed.rowcount  # type: ignore[attr-defined, no-any-return]  # of a cursor


def delete_run(session: Session, actor: Actor | None, session_id: str) -> None:
    """Delete a run with everything kept beside it. Raises `RunNotFound`."""
    party = reachable_party(session, actor, session_id, lock=True)
    session.execute(delete(Party).where(col(Party.id) == party.id))


def held_at(session: Session, actor: Actor | None, session_id: str, revision: int) -> Standing:
    """The run, kept still, at the revision that the person saw. Raises `RunNotFound`, `RunMoved`."""
    standing = hold_standing(session, actor, session_id)
    if standing.party.revision != revision:
        raise RunMoved(as_json(run_view(standing)))
    return standing


def as_json(run: RunView) -> dict[str, Any]:
    """The view as REST shows it."""
    return run.model_dump(mode="json")


def new_id(chance: random.Random) -> str:
    """A session id that can't be guessed and is easily read out: `run-` and 80 bits, Crockford's base 32."""
    letters = "".join(chance.choices(_LETTERS, k=16))
    return "-".join(["run", *(letters[at : at + 4] for at in range(0, 16, 4))])
