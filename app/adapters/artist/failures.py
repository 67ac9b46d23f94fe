"""Why an images service made no picture. The reasons are for people: nothing that it sent is in them."""

from typing import ClassVar


class PictureNotMade(Exception):
    """`reason` completes "painted by Everkeep, because …"; `facts` are for the log."""

    reason: ClassVar[str]
    is_passing: ClassVar[bool] = False
    """Whether the same request may succeed in a moment."""
    is_general: ClassVar[bool] = False
    """Whether every other request would fail too."""

    def __init__(self, wait_seconds: float = 0, /, **facts: str | int | None) -> None:
        super().__init__(self.reason)
        self.wait_seconds = wait_seconds
        """How long the service asks to be left alone."""
        self.facts = facts


class Unreachable(PictureNotMade):
    reason = "the images service could not be reached"
    is_passing = is_general = True


class TooSlow(PictureNotMade):
    reason = "the images service did not answer in time"
    is_passing = is_general = True


class OutOfOrder(PictureNotMade):
    reason = "the images service was out of order"
    is_passing = is_general = True


class TooBusy(PictureNotMade):
    reason = "the images service had too much to do"
    is_passing = is_general = True


class QuotaSpent(PictureNotMade):
    reason = "the quota at the images service is used up"
    is_general = True


class KeyRefused(PictureNotMade):
    reason = "the images service refused the key that it was given"
    is_general = True


class NotThere(PictureNotMade):
    reason = "there is no images service at its address, or it has no such model"
    is_general = True


class Declined(PictureNotMade):
    reason = "the images service declined to paint this planet"


class KeepsBackground(PictureNotMade):
    reason = "the images service can't leave out the background"


class Unreadable(PictureNotMade):
    reason = "the images service answered with something that is no picture"


class TooMuch(PictureNotMade):
    reason = "the images service answered with more than a picture can be"


class TooSmall(PictureNotMade):
    reason = "the picture from the images service was too small"


class AddressRefused(PictureNotMade):
    reason = "the images service pointed to an address that Everkeep does not open"


class LeftAlone(PictureNotMade):
    reason = "the images service has failed just before"
