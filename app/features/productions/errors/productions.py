"""The named failures of productions."""

from app.kernel.errors import Conflict, InvalidInput, NotFound


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


class FileUnreadable(Conflict):
    """A file that the film is made from was stored whole and is damaged now."""

    code = "file_unreadable"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The stored file of “{name}” can't be read any more, so this film can't be made. "
            "Its settings are kept: upload the file again and start a new production with it."
        )
