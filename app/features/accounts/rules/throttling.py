"""How long to wait after failed attempts: nothing at first, then twice as long each time."""

from datetime import datetime, timedelta

FREE_BY_EMAIL = 4
FREE_BY_ADDRESS = 20
FREE_REGISTRATIONS = 20
"""Both by address, which may be a whole office behind one router."""
LONGEST = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


def delay(failures: int, free: int) -> timedelta:
    """1 s after the first attempt beyond the `free` ones, then 2, 4, 8 … up to a quarter of an hour."""
    beyond = failures - free
    if beyond < 0:
        return timedelta()
    return min(timedelta(seconds=2 ** min(beyond, 20)), LONGEST)


def seconds_left(blocked_until: datetime | None, at: datetime) -> int:
    """Whole seconds until another attempt is looked at; 0 when it may be made now."""
    if blocked_until is None or blocked_until <= at:
        return 0
    return max(1, -(-(blocked_until - at) // timedelta(seconds=1)))
