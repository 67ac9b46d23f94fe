"""Texts from people, checked before they reach a row: PostgreSQL keeps neither NUL nor half characters."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator

_INVISIBLE = ("Cc", "Cs", "Zl", "Zp")


def one_line(text: str) -> str:
    """Composed, trimmed, with single spaces. Raises `ValueError` on control characters."""
    if any(unicodedata.category(letter) in _INVISIBLE for letter in text.strip()):
        raise ValueError("Leave out line breaks and invisible control characters.")
    return " ".join(unicodedata.normalize("NFC", text).split())


def _filled(text: str) -> str:
    if not text:
        raise ValueError("Write something here.")
    return text


OneLine = Annotated[str, AfterValidator(one_line)]
FilledLine = Annotated[str, AfterValidator(one_line), AfterValidator(_filled)]
