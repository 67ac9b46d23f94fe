"""Times in the words of the screens. `components.moment` shows them with the exact time on hover."""

from datetime import UTC, datetime, timedelta

from app.kernel.spans import HOUR, MINUTE, about_words

DAY = 24 * HOUR


def time_left(seconds: float | None) -> str:
    """`about 40 s left`, `about 3 min left`; empty while nobody can tell."""
    return "" if seconds is None else f"{about_words(seconds)} left"


def ago(then: datetime, now: datetime) -> str:
    """`just now`, `5 minutes ago`, `1 hour ago`, `yesterday`, `4 days ago`, or the date."""
    seconds = (now - then).total_seconds()
    if seconds < MINUTE:
        return "just now"
    if seconds < HOUR:
        return f"{_counted(seconds // MINUTE, 'minute')} ago"
    if seconds < DAY:
        return f"{_counted(seconds // HOUR, 'hour')} ago"
    days = int(seconds // DAY)
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 7 else f"{then:%B} {then.day}, {then.year}"


def exact(then: datetime) -> str:
    """`2026-03-09 12:00Z`: the moment itself, in UTC, as `<time>` takes it too."""
    return f"{then.astimezone(UTC):%Y-%m-%d %H:%M}Z"


def days(span: timedelta) -> str:
    """`1 day`, `7 days`: whole days, the one that has begun counted."""
    return _counted(max(1, -(-span // timedelta(days=1))), "day")


def _counted(count: float, unit: str) -> str:
    return f"{int(count)} {unit}{'' if count == 1 else 's'}"
