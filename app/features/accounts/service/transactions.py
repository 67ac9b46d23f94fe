"""Units of work for verbs with slow work in them: nobody waits for a lock while a hash is computed."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlmodel import Session

Transactions = Callable[[], AbstractContextManager[Session]]
"""Opens one unit of work; it commits at the end of its `with`."""
