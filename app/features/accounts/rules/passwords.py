"""What a password must be. Length first; then it must not be one that is guessed first."""

import unicodedata
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from app.features.accounts.errors import PasswordTooCommon, PasswordTooShort

MIN_LENGTH = 10
MAX_LENGTH = 200
"""Argon2 reads the whole text, so it has an end."""

_LOOKALIKES = str.maketrans("@4301!|$5789", "aaeoiilsstbg")
_ROWS = (
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv",
)
_RUN_SHARE = 0.8
_MIN_DIFFERENT = 4


def normalized(password: str) -> str:
    """The same text from every keyboard: composed the same way before it is hashed."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, *, personal: tuple[str, ...] = (), field: str = "password") -> str:
    """The password as it is to be hashed. Raises `PasswordTooShort` or `PasswordTooCommon`.

    `personal` are texts that anybody knows of the person: e-mail and name.
    """
    text = normalized(password)
    if len(text) < MIN_LENGTH:
        raise PasswordTooShort(MIN_LENGTH, field)
    if is_common(text) or text.casefold() in {known.casefold() for known in personal}:
        raise PasswordTooCommon(field)
    return text


def is_common(password: str) -> bool:
    """Whether it is on the bundled list, in any of its usual disguises, or a mere run of keys."""
    plain = password.casefold()
    if len(set(plain)) < _MIN_DIFFERENT or _is_run_of_keys(plain):
        return True
    return any(_is_listed(form) for form in _undisguised(plain))


def _undisguised(plain: str) -> set[str]:
    """`P@ssw0rd2024!` is `password`: signs and digits off both ends, look-alikes undone, parts joined."""
    bare = plain.strip("0123456789 !?.,;:#*+-_=@$%&/()")
    joined = "".join(letter for letter in plain if letter.isalpha())
    forms = {plain, bare, joined, plain.translate(_LOOKALIKES), bare.translate(_LOOKALIKES)}
    return forms | {"".join(letter for letter in form if letter.isalnum()) for form in forms}


def _is_listed(form: str) -> bool:
    """Listed, or a listed word said over and over."""
    if form in _listed():
        return True
    lengths = (size for size in range(1, len(form) // 2 + 1) if len(form) % size == 0)
    return any(form == form[:size] * (len(form) // size) and form[:size] in _listed() for size in lengths)


def _is_run_of_keys(plain: str) -> bool:
    """Whether most neighbouring characters are neighbours on a keyboard row or equal."""
    pairs = list(pairwise(plain))
    return sum(_adjoin(a, b) for a, b in pairs) >= _RUN_SHARE * len(pairs)


def _adjoin(a: str, b: str) -> bool:
    return a == b or any(a + b in row or b + a in row for row in _ROWS)


@lru_cache
def _listed() -> frozenset[str]:
    text = Path(__file__).with_name("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
