"""The named failures of captions."""

from app.kernel.errors import Conflict, InvalidInput, NotFound


class CaptionsNotFound(NotFound):
    """No such captions, or somebody else's."""

    code = "captions_not_found"

    def __init__(self) -> None:
        super().__init__("These captions are not there. They may have been deleted.")


class CaptionsUnreadable(InvalidInput):
    """Not captions that can be shown; `line` counts from 1, None for the whole file."""

    code = "captions_unreadable"

    def __init__(self, line: int | None, reason: str) -> None:
        where = f"Line {line}: " if line else ""
        then = "Mend that line and bring the file again." if line else "Choose an SRT or WebVTT file."
        text = f"{where}{reason} The file was not kept. {then}"
        super().__init__(text, fields={"file": [text]})


class TooManyCaptions(Conflict):
    code = "too_many_captions"

    def __init__(self, limit: int) -> None:
        super().__init__(f"There are {limit} captions files here already. Delete one to make room.")


class FilmNotFinished(Conflict):
    code = "film_not_finished"

    def __init__(self) -> None:
        super().__init__("Captions can be added once this film is finished. Nothing was changed.")
