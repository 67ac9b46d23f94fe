"""The named failures of building a planet."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.kernel.errors import Conflict, InvalidInput, LimitReached


class AnswersRefused(InvalidInput):
    """Some answers break a rule: `fields` is `{"attributes": {field: message}}`, as the contract has it."""

    code = "answers_refused"

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__(
            "Some answers need another look. Nothing was changed: what was answered before is kept.",
            fields={name: [message] for name, message in messages.items()},
        )

    def told_fields(self) -> dict[str, Any]:
        return {"attributes": {name: texts[0] for name, texts in self.fields.items()}}


class StepNotDone(AnswersRefused):
    """The step is left only with its required answers."""

    code = "step_not_done"


class StepRequired(InvalidInput):
    code = "step_required"

    def __init__(self, step: str, title: str) -> None:
        super().__init__(
            f"“{title}” can't be skipped: the planet needs an answer here.",
            fields={step: ["This step is required."]},
        )


class StepsMissing(InvalidInput):
    """Required steps have no answer yet; `facts["missing_steps"]` names them."""

    code = "steps_missing"

    def __init__(self, missing: Mapping[str, str]) -> None:
        super().__init__(
            f"Before it can be painted, answer: {', '.join(missing.values())}. Your other answers are kept.",
            fields={step: ["This step is required."] for step in missing},
            facts={"missing_steps": list(missing)},
        )


class UnknownStep(InvalidInput):
    code = "unknown_step"

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(
            "There is no such step. The builder stands where it stood.",
            fields={"target_step": [f"Choose one of: {', '.join(known)}."]},
        )


class ProposalUnreadable(InvalidInput):
    """The answers that a preview shall show are no JSON object."""

    code = "proposal_unreadable"

    def __init__(self) -> None:
        super().__init__(
            "These answers can't be read, so they are not shown. What is stored is as it was.",
            fields={"answers": ['Send one JSON object, such as {"surface_type": "ice"}.']},
        )


class NotBuilding(Conflict):
    """The planet has no active builder session."""

    code = "not_building"

    def __init__(self) -> None:
        super().__init__("Nobody is building this planet right now. Start the builder, then answer.")


class NothingToUndo(Conflict):
    code = "nothing_to_undo"

    def __init__(self) -> None:
        super().__init__("There is nothing to bring back. Your answers are as they were.")


class BuilderMoved(Conflict):
    """The session went to another step than the answers are for; `facts["state"]` is where it stands."""

    code = "builder_moved"

    def __init__(self, state: Mapping[str, Any]) -> None:
        super().__init__(
            "Somebody moved on to another step meanwhile. Nothing was changed by this; "
            "name the step that your answers are for and send them again.",
            facts={"state": dict(state)},
        )


class WentOnElsewhere(Conflict):
    """The person is at another step by now than the page that sent this showed."""

    code = "went_on_elsewhere"

    def __init__(self) -> None:
        super().__init__("You went on in another window meanwhile. Here is where you are now.")


class UndoOvertaken(Conflict):
    """What would be undone is not what the page showed."""

    code = "undo_overtaken"

    def __init__(self) -> None:
        super().__init__(
            "Somebody else let chance answer, began again or took that back meanwhile. "
            "Nothing was changed by this; look at the answers first."
        )


class FieldsChanged(Conflict):
    """Somebody else answered the same fields since the revision that this was based on.

    `facts["conflicts"]` shows both answers: `{field: {"yours", "theirs", "by", "revision"}}`.
    """

    code = "fields_changed"

    def __init__(self, conflicts: Mapping[str, Any], state: Mapping[str, Any]) -> None:
        super().__init__(
            "Somebody else answered this meanwhile. Both answers are here; choose one and send it again.",
            fields={name: ["Somebody else answered this meanwhile."] for name in conflicts},
            facts={"conflicts": dict(conflicts), "state": dict(state)},
        )


class AlreadyGenerating(Conflict):
    """The painting was ordered already; one order at a time."""

    code = "already_generating"

    def __init__(self) -> None:
        super().__init__("This planet is being painted already. Wait for its picture, or cancel it first.")


class TooManyBuilderCalls(LimitReached):
    """More calls of the builder in a minute than one person makes."""

    code = "too_many_builder_calls"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"The builder was asked very often. Your answers are kept; go on in {retry_after} s.",
            retry_after=retry_after,
        )


class StepsInvalid(ValueError):
    """The file of the steps breaks the builder. `problems` say where and why, one line each.

    For whoever wrote the file or runs the installation; no visitor can do anything about it.
    """

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{file}: {problem}" for problem in problems))
