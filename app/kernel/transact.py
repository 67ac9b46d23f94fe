"""Work that is too slow for one transaction, and opens short ones between its steps."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlmodel import Session

from app.kernel.identity import Actor

P = ParamSpec("P")
R = TypeVar("R")


class Transact(Protocol):
    """Runs a service in a transaction of its own, as the person who asks."""

    def __call__(
        self, service: Callable[Concatenate[Session, Actor, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R: ...
