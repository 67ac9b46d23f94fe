"""The ground of every test: its own settings, database, files and clock; fakes for what lies outside."""

import gc
import os
import shutil
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from alembic.config import Config
from fastapi import FastAPI
from filelock import FileLock
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlmodel import Session

from alembic import command
from app import wiring
from app.api import make_api, with_shortcut, wrapped
from app.features.accounts.models import User
from app.features.productions.models import Upload
from app.kernel import clock, config, db, ports
from app.kernel.config import Settings
from app.kernel.identity import Actor
from app.kernel.jobs import JobKinds
from app.launcher.local_ports import free_port
from tests import network
from tests.belongings import Furnished, furnish
from tests.factories.accounts import make_user
from tests.factories.productions import make_upload
from tests.fakes import (
    FakeAuthenticator,
    FakeMail,
    FakePainter,
    FakeQueue,
    FakeRenderer,
    FakeResumableSources,
    Fakes,
    FakeStorage,
)
from tests.fakes.authenticator import actor_of
from tests.media import Media
from tests.rest_client import Client
from tests.state_runner import Runner
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[1]

# A busy machine is slow, not wrong: no property fails for the time that an example took.
hypothesis_settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("patient")


LONGEST = (
    "journeys/test_every_page.py",  # the first journey builds the pages, while no other one waits for them
    "topology/test_kills.py",
    "topology/test_killed_saves.py",
    "topology/test_render_faults.py",
    "topology/test_prove.py",
    "adapters/test_planet_painter.py",  # and this compiles the kernels
)
"""The files to begin with, so that the end of a run waits for none of them."""


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: kill tests and journeys wait much of their time."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the longest files to the front, then whatever waits for browsers and servers."""
    items.sort(key=lambda item: _turn(item.path.relative_to(ROOT / "tests").as_posix()))


def _turn(file: str) -> int:
    if file in LONGEST:
        return LONGEST.index(file)
    return len(LONGEST) + (not file.startswith(("journeys/", "topology/")))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=50, help="how often the kill tests kill each process")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: a collection that looks through all of it takes a second."""
    gc.collect()
    gc.freeze()


def alembic_config() -> Config:
    """Alembic as the app runs it, on the database of the current settings."""
    return Config(ROOT / "alembic.ini")


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder for the whole run, shared by its parallel processes."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def media(run_folder: Path) -> Media:
    """Footage, real where there is some and generated where not."""
    folder = run_folder / "media"
    folder.mkdir(exist_ok=True)
    return Media(folder)


@pytest.fixture(scope="session")
def migrated_file(run_folder: Path) -> Path:
    """A SQLite file at the newest schema, to copy."""
    target = run_folder / "migrated.db"
    with FileLock(f"{target}.lock"):
        if not target.exists():
            unfinished = run_folder / "unfinished.db"
            engine = db.make_engine(f"sqlite:///{unfinished}")
            with engine.connect() as connection:
                migration = alembic_config()
                migration.attributes["connection"] = connection
                command.upgrade(migration, "head")
                connection.commit()
            engine.dispose()
            unfinished.replace(target)
    return target


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Settings]:
    """Settings of an installation of this test's own; a test may set attributes on them."""
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'everkeep.db'}")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    config.settings.cache_clear()
    db.reset_engine()
    yield config.settings()
    db.reset_engine()
    config.settings.cache_clear()


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches beyond this machine."""
    network.close(monkeypatch)


@pytest.fixture(autouse=True)
def _own_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_bound", dict(ports._bound))


@pytest.fixture
def database(settings: Settings, migrated_file: Path, tmp_path: Path) -> str:
    """The URL of a migrated, empty SQLite database, which the settings name."""
    shutil.copyfile(migrated_file, tmp_path / "everkeep.db")
    return settings.database_url


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Furnished:
    """Somebody's installation to copy; let `database` be such a copy to have everything in it."""
    return furnish(tmp_path_factory.mktemp("furnished"), migrated_file)


@pytest.fixture
def session(database: str) -> Iterator[Session]:
    """A session beside the doors' own ones. Commit before a door is to see what you wrote.

    It takes the write lock only when it writes, and sees others' changes after `commit()` and
    `refresh` (see `factories.fresh`).
    """
    with (
        db.engine().connect().execution_options(read_only=True) as connection,
        Session(connection, expire_on_commit=False) as session,
    ):
        yield session


@pytest.fixture
def fakes(tmp_path: Path) -> Fakes:
    """Every port bound to a fake, for the length of this test."""
    wiring.wire()  # first, so that nothing imported later binds real adapters over the fakes
    wiring.wire.__wrapped__()  # it binds once in a process, and what an earlier test had is gone
    made = Fakes(
        authenticator=FakeAuthenticator(),
        mail=FakeMail(),
        painter=FakePainter(),
        queue=FakeQueue(),
        renderer=FakeRenderer(),
        resumables=FakeResumableSources(),
        storage=FakeStorage(tmp_path / "storage"),
    )
    made.bind()
    ports.bind(JobKinds, JobKinds(wiring.job_kinds()))
    return made


@pytest.fixture
def storage(fakes: Fakes) -> FakeStorage:
    return fakes.storage


@pytest.fixture
def queue(fakes: Fakes) -> FakeQueue:
    return fakes.queue


@pytest.fixture
def renderer(fakes: Fakes) -> FakeRenderer:
    return fakes.renderer


@pytest.fixture
def painter(fakes: Fakes) -> FakePainter:
    return fakes.painter


@pytest.fixture
def mail(fakes: Fakes) -> FakeMail:
    return fakes.mail


@pytest.fixture
def authenticator(fakes: Fakes) -> FakeAuthenticator:
    return fakes.authenticator


@pytest.fixture
def resumables(fakes: Fakes) -> FakeResumableSources:
    return fakes.resumables


@pytest.fixture
def user(session: Session) -> User:
    """The person whose things a test is about."""
    return make_user(session)


@pytest.fixture
def actor(user: User) -> Actor:
    return actor_of(user)


@pytest.fixture
def stranger(session: Session) -> User:
    """Somebody else, in an account of their own."""
    return make_user(session)


@pytest.fixture
def upload(session: Session, fakes: Fakes, user: User) -> Upload:
    """A ready film of `user`'s: 10 s, 1280x720, with sound."""
    return make_upload(session, user)


@pytest.fixture(scope="session")
def rest_app() -> FastAPI:
    """The routes of the app, which keep nothing between requests; a new one learns them anew when asked."""
    return make_api()


@pytest.fixture
def client(database: str, fakes: Fakes, rest_app: FastAPI) -> Client:
    """REST, signed out; see `Client.bearer` and `Client.cookie`."""
    return Client(with_shortcut(wrapped(rest_app), rest_app), fakes.authenticator)


@pytest.fixture
async def runner(database: str, fakes: Fakes) -> AsyncIterator[Runner]:
    """A browser tab for state classes, signed out; see `Runner.sign_in`."""
    async with Runner(fakes.authenticator) as tab:
        yield tab


class HeldClock:
    """A clock that moves only when told."""

    def __init__(self, holding: ExitStack, at: datetime) -> None:
        self._holding = holding
        self.set(at)

    def set(self, at: datetime) -> None:
        self.now = at
        self._holding.enter_context(clock.frozen(at))

    def advance(self, **span: float) -> datetime:
        """Move on, e.g. `advance(minutes=5)`."""
        self.set(self.now + timedelta(**span))
        return self.now


@pytest.fixture
def held_clock() -> Iterator[HeldClock]:
    """The clock, held at noon of the first day of 2026."""
    with ExitStack() as holding:
        yield HeldClock(holding, datetime(2026, 1, 1, 12, tzinfo=UTC))


@pytest.fixture
def address(database: str, fakes: Fakes) -> Iterator[str]:
    """Where the API is served to programs of their own."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(wrapped(make_api()), port=port, log_level="warning", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started, what="the server's start")
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
