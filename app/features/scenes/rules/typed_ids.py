"""What somebody means who copies a session id by hand, or pastes the link of a run."""

import re
from urllib.parse import unquote

SESSION_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
"""What may name a run."""
_GIVEN = re.compile(r"(?:run)?([0-9a-hjkmnp-tv-z]{16})")
_PATH = "/scenes/"
_BETWEEN = re.compile(r"[\s\u2010-\u2015_-]+")
# Crockford's base 32 has none of these letters, because hands and eyes take them for digits.
_LOOKALIKES = str.maketrans("oil", "011")


def meant_ids(typed: str) -> list[str]:
    """The session ids that `typed` may stand for, likeliest first; empty when it can be none.

    Ids that game clients chose count by the letter. Only ids of our own making are read loosely as well:
    in any case, with or without dashes and spaces, with `o` for `0`.
    """
    text = _without_link(typed.strip())
    loose = _loosely(text)
    found = [text] if SESSION_ID.fullmatch(text) else []
    return [*found, loose] if loose and loose not in found else found


def _without_link(text: str) -> str:
    if _PATH not in text:
        return text
    return unquote(re.split(r"[?#/\s]", text.rpartition(_PATH)[2], maxsplit=1)[0])


def _loosely(text: str) -> str:
    letters = _BETWEEN.sub("", text).lower()
    prefix, rest = ("run", letters[3:]) if letters.startswith("run") else ("", letters)
    given = _GIVEN.fullmatch(prefix + rest.translate(_LOOKALIKES))
    return "-".join(["run", *re.findall("....", given[1])]) if given else ""
