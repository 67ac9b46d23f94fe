"""What is kept of a secret that was handed out."""

import hmac

from app.kernel.config import secret_key


def hash_secret(secret: str) -> str:
    """HMAC-SHA-256 with this installation's key, in hex.

    Without the key, rows of a copied database can't be checked against guesses, nor made to fit a secret;
    with another key, no secret that was handed out fits any more. A random secret can't be guessed, so a
    fast hash is enough.
    """
    return hmac.digest(secret_key().encode(), secret.encode("utf-8", "replace"), "sha256").hex()
