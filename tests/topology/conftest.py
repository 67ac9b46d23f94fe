"""Real servers for the whole run, an installation on them for each test."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from alembic import command
from app import wiring
from app.adapters.queue import CeleryQueue, make_celery
from app.adapters.renderer import FfmpegRenderer
from app.adapters.storage import LocalStorage
from app.kernel import config, db, ports
from app.kernel.config import Settings
from app.kernel.jobs import JobKinds
from app.kernel.ports.queue import Queue
from app.kernel.ports.renderer import Renderer
from app.kernel.ports.storage import Storage
from tests.conftest import alembic_config
from tests.topology import servers, work
from tests.topology.installation import Installation

TEMPLATE = "everkeep_migrated"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server with a migrated, empty database to copy."""
    with servers.postgres() as url:
        engine = db.make_engine(_through_psycopg(servers.create_database(url, TEMPLATE)))
        with engine.connect() as connection:
            migration = alembic_config()
            migration.attributes["connection"] = connection
            command.upgrade(migration, "head")
            connection.commit()
        engine.dispose()
        yield url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with servers.redis_server() as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """A migrated, empty PostgreSQL database, which the settings name."""
    url = servers.create_database(postgres_url, f"test_{uuid4().hex}", TEMPLATE)
    monkeypatch.setenv("DATABASE_URL", url)
    _read_settings_again()
    return url


@pytest.fixture
def on_redis(redis_url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the settings name the Redis server as the queue."""
    monkeypatch.setenv("REDIS_URL", redis_url)
    _read_settings_again()
    return redis_url


@pytest.fixture(params=["sqlite+folder", "postgresql+redis"])
def topology(request: pytest.FixtureRequest) -> str:
    """Each end of the range: the embedded default, and everything scaled out."""
    if request.param == "sqlite+folder":
        request.getfixturevalue("database")
    else:
        request.getfixturevalue("postgres_database")
        request.getfixturevalue("on_redis")
    return str(request.param)


@pytest.fixture
def installation(topology: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation whose jobs' effects can be counted."""
    with installed() as made:
        yield made


@pytest.fixture
def studio_installation(topology: str) -> Iterator[Installation]:
    """An installation whose workers render."""
    ports.bind(Renderer, FfmpegRenderer())
    with installed(kinds="the app's own") as made:
        yield made


def installed(kinds: str = "countable") -> Installation:
    """An installation of the current settings, with this process as its server."""
    now = config.settings()
    ports.bind(Queue, CeleryQueue(make_celery(now)))
    ports.bind(Storage, LocalStorage(now.files_dir))
    ports.bind(JobKinds, JobKinds(wiring.job_kinds()))
    if kinds == "countable":
        work.bind()
    environment = {"DATABASE_URL": now.database_url, "DATA_DIR": str(now.data_dir)}
    if now.redis_url:
        environment["REDIS_URL"] = now.redis_url
    return Installation(environment, kinds)


def _read_settings_again() -> None:
    config.settings.cache_clear()
    db.reset_engine()


def _through_psycopg(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://")
