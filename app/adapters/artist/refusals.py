"""What an images service means by a status other than 200."""

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from app.adapters.artist.failures import (
    Declined,
    KeepsBackground,
    KeyRefused,
    NotThere,
    OutOfOrder,
    PictureNotMade,
    QuotaSpent,
    TooBusy,
    TooSlow,
)
from app.kernel import clock

_SPENT = ("insufficient_quota", "billing_hard_limit_reached")
_PASSING = (500, 502, 503, 504)
_REQUEST_TIMEOUT, _TOO_MANY = 408, 429
_KEY = (401, 403)
_ELSEWHERE = (301, 302, 303, 307, 308, 404, 405, 410)


class _Error(BaseModel):
    code: Any = None
    param: Any = None
    message: Any = None


class _Refusal(BaseModel):
    error: _Error


def refusal(status: int, headers: Mapping[str, str], body: bytes) -> PictureNotMade:
    """The failure. Of what the service says only its code is kept: its sentences may quote the key."""
    error = _error(body)
    facts: dict[str, str | int | None] = {"status": status, "code": _word(error.code)}
    if status in _KEY:
        return KeyRefused(**facts)
    if status == _TOO_MANY:
        return _too_many(_word(error.code), wait_seconds(headers), facts)
    if status == _REQUEST_TIMEOUT:
        return TooSlow(**facts)
    if status in _PASSING:
        return OutOfOrder(wait_seconds(headers), **facts)
    if status in _ELSEWHERE:
        return NotThere(**facts)
    if "background" in f"{error.param} {error.message}".lower():
        return KeepsBackground(**facts)
    return Declined(**facts)


def wait_seconds(headers: Mapping[str, str]) -> float:
    """`Retry-After`, in seconds or as a date; 0 when it is missing or can't be read."""
    told = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", told):
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return 0.0
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - clock.now()).total_seconds())


def _too_many(code: str | None, wait: float, facts: dict[str, str | int | None]) -> PictureNotMade:
    return QuotaSpent(**facts) if code in _SPENT else TooBusy(wait, **facts)


def _error(body: bytes) -> _Error:
    try:
        return _Refusal.model_validate_json(body).error
    except ValidationError:
        return _Error()


def _word(code: Any) -> str | None:
    """A code is a word; whatever else stands there is not repeated."""
    return code if isinstance(code, str) and re.fullmatch(r"[a-z_]{1,40}", code) else None
