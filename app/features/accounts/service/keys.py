"""Secrets, made at random and handed out once, and the hashes of passwords."""

import secrets
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SESSION_PREFIX = "eks_"
TOKEN_PREFIX = "ekt_"  # noqa: S105  (tells the kinds apart; the secret follows it)
LINK_PREFIX = "ekl_"

hasher = PasswordHasher()
# Each hash takes 64 MiB: a flood of sign-ins must not take the memory of the films.
_at_once = BoundedSemaphore(2)


def new_secret(prefix: str) -> str:
    """256 random bits, in letters that need no escaping in a URL."""
    return prefix + secrets.token_urlsafe(32)


def hash_password(password: str) -> str:
    """Slow on purpose; call it before the first statement of a transaction, not inside one."""
    with _at_once:
        return hasher.hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; the same work is done when there is no hash."""
    with _at_once:
        try:
            return hasher.verify(password_hash or _nobodys_hash(), password) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def needs_rehash(password_hash: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    return hasher.check_needs_rehash(password_hash)


@lru_cache
def _nobodys_hash() -> str:
    return hasher.hash(secrets.token_urlsafe(32))
