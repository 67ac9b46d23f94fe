"""The outside world as interfaces. `app.wiring` binds an adapter to each; tests bind fakes.

A port is an abstract class; `get(Storage)` returns what was bound to it.
"""

from typing import Any, TypeVar

P = TypeVar("P")

_bound: dict[type[Any], Any] = {}


def bind(port: type[P], adapter: P) -> None:
    """Let `adapter` serve `port` from now on."""
    _bound[port] = adapter


def get(port: type[P]) -> P:
    """The adapter bound to `port`. Raises `LookupError` when wiring has not run."""
    try:
        return _bound[port]  # type: ignore[no-any-return]  # bind() took only this type
    except KeyError:
        raise LookupError(f"nothing is bound to {port.__name__}: call app.wiring.wire() first") from None
