"""Texts from people, checked before they reach a row: PostgreSQL keeps neither NUL nor half characters."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

_INVISIBLE = ("Cc", "Cs", "Zl", "Zp")
_HALVES = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Composed, trimmed, with single spaces. Raises `ValueError` on control characters."""
    return " ".join(without_controls(text.strip()).split())


def without_controls(text: str, allowed: str = "") -> str:
    """Composed, otherwise as it is. Raises `ValueError` on control characters that aren't `allowed`."""
    if any(unicodedata.category(letter) in _INVISIBLE and letter not in allowed for letter in text):
        raise ValueError("Leave out line breaks and invisible control characters.")
    return unicodedata.normalize("NFC", text)


def _paragraphs(text: str) -> str:
    try:
        return without_controls(text, allowed="\n\r\t")
    except ValueError:
        raise ValueError("Leave out invisible control characters.") from None


def _filled(text: str) -> str:
    if not text:
        raise ValueError("Write something here.")
    return text


OneLine = Annotated[str, AfterValidator(one_line)]
FilledLine = Annotated[str, AfterValidator(one_line), AfterValidator(_filled)]
Paragraphs = Annotated[str, AfterValidator(_paragraphs)]


def text_fault(text: str) -> str | None:
    """Why PostgreSQL would refuse `text`, or None."""
    if "\x00" in text:
        return "This contains a NUL character, which can't be kept. Remove it."
    if _HALVES.search(text):
        return "This contains half of a character, which can't be kept. Type it again."
    return None


def size_text(size: int) -> str:
    """Bytes as people say them, in steps of 1024: `0 bytes`, `340 KB`, `1.5 GB`."""
    if size < 1024:
        return "1 byte" if size == 1 else f"{size} bytes"
    amount = float(size)
    for unit in ("KB", "MB", "GB", "TB"):
        amount /= 1024
        if amount < 1000 or unit == "TB":
            break
    return f"{amount:.1f}".removesuffix(".0") + f" {unit}" if amount < 10 else f"{amount:.0f} {unit}"
