"""What a person can begin: each feature names its own, and Home offers them."""

from typing import Any, NamedTuple


class Beginning(NamedTuple):
    """One thing to begin, as a door with a picture and as an entry of a menu.

    It leads `to` an address, or does `on_click` at once and is `pending` meanwhile.
    """

    title: str
    about: str
    still: str
    """The address of its picture."""
    icon: str
    action: str
    """What stands on the door's button."""
    to: str | None = None
    on_click: Any = None
    pending: Any = False


added: list[Beginning] = []


def offer(beginning: Beginning) -> None:
    """Let Home offer it; the first to be offered comes first."""
    if beginning not in added:
        added.append(beginning)
