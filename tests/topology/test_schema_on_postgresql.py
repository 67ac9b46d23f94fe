"""The same migrations on PostgreSQL: from every revision with rows in it, one at a time."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from alembic import command
from app.kernel import config, db
from app.kernel.config import Settings
from app.launcher import schema
from tests.conftest import alembic_config
from tests.launcher.revisions import REVISIONS, counted, database_at
from tests.topology import servers


@pytest.fixture
def empty_database(postgres_url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """A PostgreSQL database without a table, which the settings name."""
    url = servers.create_database(postgres_url, f"test_{uuid4().hex}")
    monkeypatch.setenv("DATABASE_URL", url)
    config.settings.cache_clear()
    db.reset_engine()
    return url


@pytest.mark.parametrize("revision", REVISIONS)
def test_upgrade_from_every_revision_keeps_the_rows(revision: str, empty_database: str) -> None:
    before = database_at(revision)
    schema.upgrade()
    assert counted(before) == before
    assert schema.current_revision() == schema.newest_revision()


def test_models_and_migrations_say_the_same(postgres_database: str) -> None:
    command.check(alembic_config())


def test_many_that_start_at_once_upgrade_once(empty_database: str) -> None:
    with ThreadPoolExecutor(8) as starters:
        done = list(starters.map(lambda _: schema.upgrade(), range(8)))
    assert done.count(True) == 1
