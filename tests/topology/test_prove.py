"""`doctor --prove`: the operator's short kill test."""

from pathlib import Path

import pytest
from sqlalchemy import text

from app.kernel import db
from app.kernel.config import settings
from app.launcher.prove import prove


def schemas() -> set[str]:
    """The schemas of the PostgreSQL database; empty on SQLite."""
    if settings().database_url.startswith("sqlite"):
        return set()
    with db.engine().connect() as connection:
        return set(connection.execute(text("SELECT nspname FROM pg_namespace")).scalars())


@pytest.mark.timeout(300)
def test_it_reports_that_nothing_was_lost_and_leaves_nothing_behind(
    topology: str, capfd: pytest.CaptureFixture[str]
) -> None:
    before = schemas()
    assert prove(kills=1)
    said = capfd.readouterr().out
    assert "none lost" in said
    assert "each finished once" in said
    assert schemas() == before
    assert list(Path(settings().data_dir).glob("prove-*")) == []
