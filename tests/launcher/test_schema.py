"""Schema upgrades: from any earlier revision, with rows in it, after a snapshot, one at a time."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from alembic import command
from app.kernel import db
from app.kernel.config import Settings
from app.launcher import schema
from tests.conftest import alembic_config
from tests.launcher.revisions import REVISIONS, counted, database_at


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """The folder of an installation without a database."""
    return tmp_path


@pytest.mark.parametrize("revision", REVISIONS)
def test_upgrade_from_every_revision_keeps_the_rows(revision: str, folder: Path) -> None:
    before = database_at(revision)
    schema.upgrade()
    assert counted(before) == before
    assert schema.current_revision() == schema.newest_revision()


def test_models_and_migrations_say_the_same(database: str) -> None:
    command.check(alembic_config())


def test_upgrading_twice_does_nothing(folder: Path) -> None:
    assert schema.upgrade() is True
    assert schema.upgrade() is False


def test_many_that_start_at_once_upgrade_once(folder: Path) -> None:
    with ThreadPoolExecutor(8) as starters:
        done = list(starters.map(lambda _: schema.upgrade(), range(16)))
    assert done.count(True) == 1


def test_a_database_of_a_later_version_is_refused_and_left_alone(folder: Path) -> None:
    schema.upgrade()
    with closing(sqlite3.connect(folder / "everkeep.db")) as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
        later.commit()
    with pytest.raises(schema.SchemaTooNew, match="9999"):
        schema.upgrade()


def test_an_upgrade_leaves_a_snapshot_and_only_the_newest_few(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema.upgrade()
    snapshots = settings.data_dir / "snapshots"
    snapshots.mkdir()
    for day in range(schema.SNAPSHOTS_KEPT + 2):
        (snapshots / f"2025010{day}-000000-before-leaving-0000.db").touch()
    with closing(sqlite3.connect(folder / "everkeep.db")) as kept:
        kept.execute("INSERT INTO accounts VALUES ('a1', 'Kept', '2026-01-01 12:00:00.000000')")
        kept.commit()
    monkeypatch.setattr(schema, "newest_revision", lambda: "later")

    schema.upgrade()

    left = sorted(snapshots.glob("*.db"))
    assert len(left) == schema.SNAPSHOTS_KEPT
    with closing(sqlite3.connect(left[-1])) as copy:
        assert copy.execute("SELECT name FROM accounts").fetchall() == [("Kept",)]


def test_a_migration_that_leaves_dangling_rows_is_undone(database: str) -> None:
    columns = "id, purpose, account_id, secret_hash, expires_at, created_at"
    values = "'t', 'password', 'nobody', 'hash', '2026-01-01 12:00:00', '2026-01-01 12:00:00'"
    insert = text(f"INSERT INTO one_time_tokens ({columns}) VALUES ({values})")

    def migrate() -> None:
        with db.for_schema_changes() as connection:
            connection.execute(insert)

    with pytest.raises(RuntimeError, match="refer to nothing"):
        migrate()
    with db.engine().connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM one_time_tokens")).scalar_one() == 0
