"""The named failures of uploads."""

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


class WrongKind(InvalidInput):
    """The file is fine but not of the kind that its sender asked for; both are "a picture", "a video", …"""

    code = "wrong_kind"

    def __init__(self, found: str, expected: str, takes: str) -> None:
        text = f"This is {found}, and {expected} is needed here. It was not kept. Choose {takes}."
        super().__init__(text, fields={"file": [text]})


class RoleNeedsPicture(InvalidInput):
    code = "role_needs_picture"

    def __init__(self) -> None:
        text = "Only a picture can have a role."
        super().__init__(text, fields={"role": [text]})


class PictureHasUse(Conflict):
    code = "picture_has_use"

    def __init__(self) -> None:
        super().__init__("This picture was given another use meanwhile, and keeps it. Choose another one.")


class UploadInUse(Conflict):
    code = "upload_in_use"

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is being made from this file. Wait until it is finished, or cancel it.")


class BadForm(InvalidInput):
    """A multipart body that can't be read."""

    code = "bad_form"
