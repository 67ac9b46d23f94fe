"""The named failures of backdrops."""

from app.kernel.errors import NotFound


class NoSuchBackdrop(NotFound):
    """There is no such story here, or it has no such scene."""

    code = "no_such_backdrop"

    def __init__(self) -> None:
        super().__init__("There is no such picture: no story here has this scene.")
