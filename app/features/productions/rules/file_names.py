"""What the name of a file from a person's computer may be, and what it hints at."""

from app.kernel.texts import without_controls

MAX_LENGTH = 512

_AUDIO = frozenset({"mp3", "m4a", "wav", "ogg", "oga", "flac", "aac"})
_IMAGE = frozenset({"png", "jpg", "jpeg", "webp"})


def file_name(name: str) -> str:
    """The name as it will be kept. Raises `ValueError` with what is wrong with it."""
    if not name.strip():
        raise ValueError("It is empty.")
    if len(name) > MAX_LENGTH:
        raise ValueError(f"It has {len(name)} characters; {MAX_LENGTH} are the most.")
    if "/" in name or "\\" in name or name.strip() in (".", ".."):
        raise ValueError("It must not lead to another folder: leave out / and \\.")
    try:
        return without_controls(name.strip())
    except ValueError:
        raise ValueError("It holds a control character; rename the file.") from None


def likely_kind(name: str) -> str:
    """`video`, `audio` or `image` by the name's ending: a guess for the time until the file is here."""
    ending = name.rpartition(".")[2].lower()
    return "audio" if ending in _AUDIO else "image" if ending in _IMAGE else "video"


def title_of(name: str) -> str:
    """The name without its ending, to show: `Street b-roll.mp4` is "Street b-roll"."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem.strip() and len(ending) <= 5 else name
