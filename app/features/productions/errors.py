"""The named failures of uploads, presets, drafts and productions."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.kernel.errors import Conflict, InvalidInput, NotFound, TooLarge
from app.kernel.texts import size_text


class UploadNotFound(NotFound):
    """No such upload, or somebody else's."""

    def __init__(self) -> None:
        super().__init__("There is no such upload. It may have been deleted.")


class EmptyFile(InvalidInput):
    code = "empty_file"

    def __init__(self) -> None:
        super().__init__("This file is empty: it has 0 bytes.", fields={"file": ["It is empty."]})


class BadFileName(InvalidInput):
    code = "bad_file_name"

    def __init__(self, reason: str) -> None:
        super().__init__(f"This file's name can't be kept. {reason}", fields={"name": [reason]})


class FileTooLarge(TooLarge):
    """`kind` is what is too large: "A video", "A picture", …"""

    code = "file_too_large"

    def __init__(self, kind: str, limit: int, size: int | None = None) -> None:
        told = f" This file has {size_text(size)}." if size is not None else ""
        super().__init__(f"{kind} may have at most {size_text(limit)}.{told}", facts={"limit": limit})


class QuotaReached(TooLarge):
    """The account's files would need more room than it has."""

    code = "quota_reached"

    def __init__(self, quota: int, used: int, size: int) -> None:
        left = size_text(max(0, quota - used))
        super().__init__(
            f"This file needs {size_text(size)}, but your account has {left} left of {size_text(quota)}. "
            "Delete something to make room.",
            facts={"quota": quota, "used": used},
        )


class WrongOffset(Conflict):
    """The sender and the server disagree on how much has arrived; `offset` is the truth."""

    code = "wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(
            f"{size_text(offset)} of this file have arrived. Go on from there.", facts={"offset": offset}
        )


class MoreThanDeclared(InvalidInput):
    code = "more_than_declared"

    def __init__(self, declared: int) -> None:
        super().__init__(
            f"More bytes came than the {size_text(declared)} that were announced. "
            "What was acknowledged is kept."
        )


class NotUploading(Conflict):
    """Bytes for an upload that is already complete, or has failed."""

    code = "not_uploading"

    def __init__(self) -> None:
        super().__init__("This file has already arrived.")


class LowerThirdNotPng(InvalidInput):
    code = "lower_third_not_png"

    def __init__(self) -> None:
        text = "A lower third must be a PNG, so that the film shows through it."
        super().__init__(text, fields={"role": [text]})


class RoleNeedsPicture(InvalidInput):
    code = "role_needs_picture"

    def __init__(self) -> None:
        text = "Only a picture can have a role."
        super().__init__(text, fields={"role": [text]})


class UploadInUse(Conflict):
    code = "upload_in_use"

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is being made from this file. Wait until it is finished, or cancel it.")


class BadForm(InvalidInput):
    """A multipart body that can't be read."""

    code = "bad_form"


class PresetNotFound(NotFound):
    """No such preset, or somebody else's."""

    code = "preset_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such preset.")


class InvalidPreset(InvalidInput):
    """The settings break a rule of their kind."""

    code = "invalid_preset"

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        super().__init__("Some settings need another look. The preset is unchanged.", fields=fields)


class PresetArchived(Conflict):
    """An archived preset takes no changes."""

    code = "preset_archived"

    def __init__(self) -> None:
        super().__init__("This preset is archived. Make a new one to change it.")


class TooManyPresets(Conflict):
    """The person has as many presets of a kind as are kept."""

    code = "too_many_presets"

    def __init__(self, limit: int) -> None:
        super().__init__(f"You have {limit} presets of this kind already. Archive one to make another.")


class DraftNotFound(NotFound):
    """No such draft, or somebody else's."""

    code = "draft_not_found"

    def __init__(self) -> None:
        super().__init__("There is no draft here.")


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


class ChangesInTheWay(Conflict):
    """The browser still holds changes that can't be saved, so there is nothing sure to produce."""

    code = "changes_in_the_way"

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(
            "Some of your changes are not saved yet, so nothing was produced. Look at the marked fields.",
            fields={name: [text] for name, text in fields.items()},
        )


class NotAVideo(InvalidInput):
    """Only a video can be produced."""

    code = "not_a_video"

    def __init__(self) -> None:
        message = "Only a video can be produced. Choose one of your videos."
        super().__init__(message, fields={"uploadId": [message]})


class SourceGone(Conflict):
    """The source file was deleted: what was made from it stays, nothing new can be made."""

    code = "source_gone"

    def __init__(self) -> None:
        super().__init__("The file of this upload was deleted, so nothing new can be made from it.")


class SourceNotReady(Conflict):
    """The source is still being read, or could not be."""

    code = "source_not_ready"

    def __init__(self, *, failed: bool = False) -> None:
        why = "could not be read" if failed else "is still being prepared"
        then = "Upload it again." if failed else "Produce as soon as it is ready; your choices are kept."
        super().__init__(f"This video {why}. {then}")


class NothingToProduce(InvalidInput):
    """Neither a draft nor an upload was named."""

    code = "nothing_to_produce"

    def __init__(self) -> None:
        message = "Name the draft or the upload to produce."
        super().__init__(message, fields={"draftId": [message]})


class AlreadyProduced(Conflict):
    """The draft has become a production already; `facts["productionId"]` names it."""

    code = "already_produced"

    def __init__(self, production_id: str) -> None:
        super().__init__("This draft is already being produced.", facts={"productionId": production_id})


class ProductionNotFound(NotFound):
    """No such production, or somebody else's."""

    code = "production_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such production.")


class ImpossibleTransition(Conflict):
    """The production is in a state that forbids this."""

    code = "impossible_transition"

    def __init__(self, now: str, wanted: str) -> None:
        super().__init__(f"This production is {now}, so it can't become {wanted}.")


class FileGone(Conflict):
    """A file that the film is made from was deleted."""

    code = "file_gone"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” was deleted, so this film can't be made. Its settings are kept: "
            "start a new production and choose another file."
        )


class LayerNotFound(NotFound):
    """The draft shows no such picture."""

    code = "layer_not_found"

    def __init__(self) -> None:
        super().__init__("This draft has no such picture.")
