"""The named failures of drafts."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.kernel.errors import Conflict, InvalidInput, NotFound, TooLarge


class DraftNotFound(NotFound):
    """No such draft, or somebody else's."""

    code = "draft_not_found"

    def __init__(self) -> None:
        super().__init__("There is no draft here.")


class InvalidPlace(InvalidInput):
    code = "invalid_place"

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        super().__init__("There is no such place on the page. Your choices are kept.", fields=fields)


class InvalidDraft(InvalidInput):
    """The config breaks a rule; `fields` names the keys, such as `intro.uploadId`."""

    code = "invalid_draft"

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        super().__init__("Some choices need another look. What was saved before is kept.", fields=fields)


class DraftTooLarge(TooLarge):
    """The config would grow past what a draft keeps."""

    code = "draft_too_large"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"A draft keeps up to {limit // 1024} KiB of choices. What was saved before is kept."
        )


class DraftArchived(Conflict):
    """An archived draft takes no changes."""

    code = "draft_archived"

    def __init__(self, draft: dict[str, Any]) -> None:
        super().__init__(
            "This draft is archived, so it takes no more changes. Open the upload again for a new one.",
            facts={"draft": draft},
        )


class DraftChanged(Conflict):
    """Another page or device saved first; `facts["draft"]` is what it saved."""

    code = "draft_changed"

    def __init__(self, draft: dict[str, Any]) -> None:
        super().__init__(
            "This draft was changed elsewhere. Your text is still here: look at the newer one and decide.",
            facts={"draft": draft},
        )


class TimelineChanged(Conflict):
    """Another page or device changed the timeline meanwhile; `facts["draft"]` holds what it saved."""

    code = "draft_changed"

    def __init__(self, draft: dict[str, Any]) -> None:
        super().__init__(
            "The cuts were changed on another page meanwhile, and that is kept. Look at them and try again.",
            facts={"draft": draft},
        )


class DraftInTheWay(Conflict):
    """The film has a begun draft already; `facts["draft"]` holds it."""

    code = "draft_in_the_way"

    def __init__(self, draft: dict[str, Any]) -> None:
        super().__init__(
            "You have begun a draft for this film, and it is kept. Go on with it, or start over with these "
            "settings.",
            facts={"draft": draft},
        )


class ChangesInTheWay(Conflict):
    """The browser still holds changes that can't be saved, so there is nothing sure to produce."""

    code = "changes_in_the_way"

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(
            "Some of your changes are not saved yet, so nothing was produced. Look at the marked fields.",
            fields={name: [text] for name, text in fields.items()},
        )


class LayerNotFound(NotFound):
    """The draft or preset shows no such picture."""

    code = "layer_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such picture.")


class EditRefused(Conflict):
    """An edit that the timeline doesn't allow; `reason` says why and what to do, in whole sentences."""

    code = "edit_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Nothing was changed.")


class NothingToUndo(Conflict):
    """There is no edit left to undo, or none to do again."""

    code = "nothing_to_undo"

    def __init__(self, again: bool) -> None:
        super().__init__("There is nothing to do again." if again else "There is nothing left to undo.")


class LengthUnknown(Conflict):
    """Nobody knows yet how long the film is."""

    code = "length_unknown"

    def __init__(self) -> None:
        super().__init__(
            "It isn’t known yet how long this film is. Nothing was changed; try again in a moment."
        )
