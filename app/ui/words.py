"""Times in the words of the screens. The exact time belongs in a `title` beside them."""

from datetime import datetime

MINUTE, HOUR, DAY = 60, 3600, 86400


def time_left(seconds: float | None) -> str:
    """`about 40 s left`, `about 3 min left`; empty while nobody can tell."""
    if seconds is None:
        return ""
    if seconds < 5:
        return "a few seconds left"
    if seconds < 55:
        return f"about {round(seconds / 5) * 5} s left"
    if seconds < 55 * MINUTE:
        return f"about {max(1, round(seconds / MINUTE))} min left"
    hours = round(seconds / HOUR)
    return f"about {max(1, hours)} h left"


def ago(then: datetime, now: datetime) -> str:
    """`just now`, `5 min ago`, `3 h ago`, `yesterday`, `4 days ago`, or the date."""
    seconds = (now - then).total_seconds()
    if seconds < MINUTE:
        return "just now"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} min ago"
    if seconds < DAY:
        return f"{int(seconds // HOUR)} h ago"
    days = int(seconds // DAY)
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 7 else f"{then:%B} {then.day}, {then.year}"
