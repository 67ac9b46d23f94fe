"""A database that goes away just when it has committed: nobody hears that it did."""

from types import ModuleType
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session


def lose_the_answer(monkeypatch: pytest.MonkeyPatch, service: ModuleType, name: str) -> None:
    """Let the commit of the transaction in which `service.name` ran happen, and raise."""
    inner = getattr(service, name)

    def followed(session: Session, *args: Any, **kwargs: Any) -> Any:
        result = inner(session, *args, **kwargs)
        commit = session.commit

        def heard_by_nobody() -> None:
            commit()
            raise OperationalError("COMMIT", None, ConnectionError("server closed the connection"))

        session.commit = heard_by_nobody  # type: ignore[method-assign]  # one session's
        return result

    monkeypatch.setattr(service, name, followed)
