"""Names as they stand in an address."""

import random
import re
import unicodedata

LONGEST = 80
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def slug_of(name: str) -> str:
    """`Ember Hollow` → `ember-hollow`; `planet` when nothing of the name fits into an address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "planet"


def another_slug(slug: str, chance: random.Random) -> str:
    """The same with four letters behind it, for a name that is taken."""
    return f"{slug}-{''.join(chance.choices(_LETTERS, k=4))}"
