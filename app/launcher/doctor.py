"""Looks at an installation part by part, and says how to mend what is broken."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import imageio_ffmpeg

from app.features.scenes.errors.play import StoryInvalid
from app.features.scenes.rules import load_stories
from app.kernel import clock, db, ports
from app.kernel.config import GIB, Settings, secret_key, settings
from app.kernel.errors import AppError
from app.kernel.jobs.workers import last_seen
from app.kernel.ports.artist import Artist
from app.kernel.ports.queue import Queue
from app.kernel.ports.storage import Storage
from app.launcher import schema
from app.rest.health import WORKER_SILENCE

FREE_BYTES_WANTED = 2 * GIB
PYTHON_WANTED = (3, 11)
_PACKAGES = ("reflex", "sqlmodel", "alembic", "celery", "granian", "av")


class Broken(Exception):
    """What is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.mend = mend


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report."""

    part: str
    ok: bool
    text: str
    mend: str = ""


def examine() -> Iterator[Finding]:
    """A finding for each part, as soon as it is known."""
    for part, check in CHECKS.items():
        try:
            yield Finding(part, True, check(settings()))
        except Broken as found:
            yield Finding(part, False, str(found), found.mend)
        except AppError as found:
            yield Finding(part, False, found.message, _MEND.get(part, ""))
        except Exception as found:
            # A doctor reports whatever a part dies of; it must not die of it too.
            yield Finding(part, False, f"{type(found).__name__}: {found}", _MEND.get(part, ""))


def _versions(_: Settings) -> str:
    if sys.version_info < PYTHON_WANTED:
        raise Broken(f"Python {sys.version.split()[0]} is too old", "Install Python 3.11 or later.")
    return ", ".join([f"Python {sys.version.split()[0]}", *(f"{name} {version(name)}" for name in _PACKAGES)])


def _node(_: Settings) -> str:
    node = Path(sys.executable).parent / "node"
    if not node.exists():
        raise Broken("node is missing from the virtual environment", "make setup")
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)  # noqa: S603  (fixed)
    return f"node {asked.stdout.strip()}"


def _secret(chosen: Settings) -> str:
    try:
        secret_key()
    except ValueError as reason:
        raise Broken(str(reason), "Set SECRET_KEY to 32 or more random characters.") from reason
    return "set by SECRET_KEY" if chosen.secret_key else f"kept in {chosen.data_dir / 'secret_key'}"


def _database(_: Settings) -> str:
    with db.engine().connect().execution_options(read_only=True) as connection:
        connection.exec_driver_sql("SELECT 1")
    return db.engine().url.render_as_string(hide_password=True)


def _migrations(_: Settings) -> str:
    current, newest = schema.current_revision(), schema.newest_revision()
    if current != newest:
        raise Broken(f"at {current or 'nothing'}, the newest is {newest}", "make run upgrades it.")
    return f"at the newest revision, {newest}"


def _queue(chosen: Settings) -> str:
    ports.get(Queue).check()
    return "Redis" if chosen.redis_url else f"folder {chosen.queue_dir}"


def _worker(_: Settings) -> str:
    with db.reading() as session:
        seen = last_seen(session)
    if seen is None or clock.now() - seen > WORKER_SILENCE:
        raise Broken("none has been heard of for a while", "make run starts one; or: make worker")
    return f"last heard of {(clock.now() - seen).total_seconds():.0f} s ago"


def _storage(chosen: Settings) -> str:
    ports.get(Storage).check()
    return f"folder {chosen.files_dir}"


def _disk(chosen: Settings) -> str:
    folder = chosen.data_dir if chosen.data_dir.exists() else Path()
    free = shutil.disk_usage(folder).free
    if free < FREE_BYTES_WANTED:
        raise Broken(
            f"{free / GIB:.1f} GiB free in {folder.resolve()}",
            "Make room, or set DATA_DIR to a larger disk.",
        )
    return f"{free / GIB:.0f} GiB free"


def _stories(_: Settings) -> str:
    try:
        found = load_stories()
    except StoryInvalid as invalid:
        raise Broken(str(invalid), "python -m app stories shows every problem of every file.") from invalid
    return ", ".join(found)


def _ffmpeg(_: Settings) -> str:
    binary = imageio_ffmpeg.get_ffmpeg_exe()
    asked = subprocess.run([binary, "-version"], capture_output=True, text=True, check=True)  # noqa: S603  (fixed)
    return asked.stdout.splitlines()[0].split(" Copyright")[0]


def _pictures(_: Settings) -> str:
    return f"planets by {ports.get(Artist).check()}"


CHECKS: dict[str, Callable[[Settings], str]] = {
    "versions": _versions,
    "node": _node,
    "secret": _secret,
    "database": _database,
    "migrations": _migrations,
    "queue": _queue,
    "worker": _worker,
    "storage": _storage,
    "disk": _disk,
    "stories": _stories,
    "ffmpeg": _ffmpeg,
    "pictures": _pictures,
}

_MEND = {
    "database": "Check DATABASE_URL, and that the server it names is up.",
    "queue": "Check REDIS_URL, and that the server it names is up; without it, that DATA_DIR can be written.",
    "storage": "Check that DATA_DIR exists, has room, and belongs to the user who runs Everkeep.",
    "ffmpeg": "make setup installs it again.",
    "pictures": "Check IMAGES_URL and IMAGES_API_KEY, and that the service they name is up.",
    "node": "make setup installs it again.",
}
