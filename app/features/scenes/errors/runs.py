"""The named failures of runs."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.kernel.errors import Conflict, InvalidInput, NotFound, Unavailable


class RunNotFound(NotFound):
    """No such run, or somebody else's."""

    code = "run_not_found"

    def __init__(self) -> None:
        super().__init__(
            "There is no run under this id here. Check its letters, or sign in if you started it signed in."
        )


class RunTaken(NotFound):
    """Somebody else made it theirs first, or deleted it."""

    code = "run_taken"

    def __init__(self) -> None:
        super().__init__(
            "This run was taken into another account, or deleted, before it could come into yours. "
            "If you have another account, sign in with it."
        )


class RunMoved(Conflict):
    """Another page, device or game client moved the run first; `facts["run"]` is where it stands now."""

    code = "run_moved"

    def __init__(self, run: Mapping[str, Any]) -> None:
        super().__init__(
            "This run went on elsewhere. Nothing was changed by this; here is where it stands now.",
            facts={"run": dict(run)},
        )


class NoWayBack(InvalidInput):
    """The run has no such scene behind it, or it was played in another client."""

    code = "no_way_back"

    def __init__(self, scene: int) -> None:
        super().__init__(
            f"This run can't go back to scene {scene}. It stands where it stood.",
            fields={"scene": ["Choose one of the scenes that were played here."]},
        )


class NothingToUndo(Conflict):
    """No rewind is left to undo: a choice was made since, or it was undone already."""

    code = "nothing_to_undo"

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to bring back: the run has gone on since. It stands where it stood."
        )


class InvalidPlace(InvalidInput):
    code = "invalid_place"

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        super().__init__("There is no such place in the story. Your choices are kept.", fields=fields)


class StoryNotFound(NotFound):
    """No such story to begin."""

    code = "story_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such story here. Choose one of those on the shelf.")


class StoryMissing(Unavailable):
    """The story that a run plays is not among those of this installation."""

    code = "story_missing"

    def __init__(self, story: str) -> None:
        super().__init__(
            f"The story of this run, “{story}”, is not installed here. The run is kept: "
            "ask whoever looks after this server to put the story back."
        )


class SessionIdTaken(Conflict):
    """Another run came into the place of a deleted one before that could be brought back."""

    code = "session_id_taken"

    def __init__(self) -> None:
        super().__init__(
            "Another run has taken its place since, so the deleted one can't come back. "
            "The newer one is kept as it is."
        )
