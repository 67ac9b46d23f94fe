"""The named failures of playing a story."""

from collections.abc import Sequence

from app.kernel.errors import Conflict, FieldTexts, InvalidInput


class WrongScene(Conflict):
    """A move for a scene at which the run does not stand."""

    code = "wrong_scene"

    def __init__(self, scene: int) -> None:
        super().__init__(
            f"The story stands at scene {scene} of 11. Nothing was changed.", facts={"scene": scene}
        )


class StoryEnded(Conflict):
    """A move after the ending."""

    code = "story_ended"

    def __init__(self) -> None:
        super().__init__("This story has ended. Go back to an earlier scene to play on from there.")


class ChoiceNotOffered(InvalidInput):
    """A choice that the scene doesn't have, or not for this party."""

    code = "choice_not_offered"

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__(
            "That can't be chosen here. Nothing was changed.",
            fields={"choice": [f"Choose one of: {', '.join(offered)}."]},
            facts={"offered": list(offered)},
        )


class PartyNotReady(InvalidInput):
    """A party that can't set out yet."""

    code = "party_not_ready"

    def __init__(self, fields: FieldTexts) -> None:
        super().__init__("The party can't set out yet. What you typed is kept.", fields=fields)


class StoryInvalid(ValueError):
    """A story's file breaks the format. `problems` say where and why, one line each.

    For whoever wrote the file or runs the installation; no visitor can do anything about it.
    """

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{file}: {problem}" for problem in problems))
