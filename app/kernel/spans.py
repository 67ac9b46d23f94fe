"""Spans of time in words: lengths to the second, estimates no more precise than they can be."""

MINUTE, HOUR = 60, 3600


def clock_words(seconds: float) -> str:
    """`3:42`, or `1:03:42`."""
    hours, rest = divmod(round(seconds), HOUR)
    minutes, rest = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def about_words(seconds: float) -> str:
    """`a few seconds`, `about 40 s`, `about 3 min`, `about 2 h`."""
    if seconds < 5:
        return "a few seconds"
    if seconds < 55:
        return f"about {round(seconds / 5) * 5} s"
    if seconds < 55 * MINUTE:
        return f"about {max(1, round(seconds / MINUTE))} min"
    return f"about {max(1, round(seconds / HOUR))} h"
