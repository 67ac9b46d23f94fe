"""Going back to a scene, exactly as it was, and taking that back."""

from sqlmodel import Session

from app.features.scenes.errors import NothingToUndo, NoWayBack
from app.features.scenes.schemas.runs import RewindView, RunView, UndoneStep
from app.features.scenes.service.run_views import hero_views, run_view
from app.features.scenes.service.runs import held_at
from app.features.scenes.service.standing import Standing, keep, read_standing
from app.kernel.identity import Actor
from app.kernel.timings import saves, time_until_commit


def preview_rewind(session: Session, actor: Actor | None, session_id: str, scene: int) -> RewindView:
    """What going back to `scene` would undo, for the warning. Raises `RunNotFound`, `NoWayBack`."""
    standing = read_standing(session, actor, session_id)
    place, story = _place_of(standing, scene), standing.story
    then = standing.steps[place].before
    return RewindView(
        scene=scene,
        title=story.scene(scene).title,
        undone=[
            UndoneStep(scene=step.before.scene, title=story.scene(step.before.scene).title, choice=step.label)
            for step in standing.steps[place:]
        ],
        heroes=hero_views(story, then),
        symbol_lost=then.symbol != standing.state.symbol,
        revision=standing.party.revision,
    )


def rewind(
    session: Session, actor: Actor | None, session_id: str, scene: int, revision: int, *, device: str = ""
) -> RunView:
    """Put the run back to where it stood when it came to `scene`; `undo_rewind` brings the rest back.

    Raises `RunNotFound`, `RunMoved`, `NoWayBack`.
    """
    time_until_commit(session, saves)
    standing = held_at(session, actor, session_id, revision)
    place = _place_of(standing, scene)
    standing.undone.append(standing.steps[place:])
    del standing.steps[place:]
    keep(session, standing, device)
    return run_view(standing)


def undo_rewind(
    session: Session, actor: Actor | None, session_id: str, revision: int, *, device: str = ""
) -> RunView:
    """Bring back what the last rewind took, until a choice is made.

    Raises `RunNotFound`, `RunMoved`, `NothingToUndo`.
    """
    time_until_commit(session, saves)
    standing = held_at(session, actor, session_id, revision)
    if not standing.undone:
        raise NothingToUndo
    standing.steps.extend(standing.undone.pop())
    keep(session, standing, device)
    return run_view(standing)


def _place_of(standing: Standing, scene: int) -> int:
    place = standing.place_of(scene)
    if place is None:
        raise NoWayBack(scene)
    return place
