"""`doctor --prove`: a short kill test on this machine, disk and database server, beside the real data."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text

from app.kernel import db
from app.kernel.config import settings


def prove(kills: int) -> bool:
    """Kill servers and workers of a passing installation, `kills` times each; whether nothing was lost.

    Prints what it finds. The real installation is neither read nor written.
    """
    with _apart() as environment:
        command = [sys.executable, "-m", "app.launcher.trial", "--kills", str(kills)]
        done = subprocess.run(command, env=os.environ | environment, check=False)  # noqa: S603  (our own module)
    return done.returncode == 0


@contextmanager
def _apart() -> Iterator[dict[str, str]]:
    """The environment of an empty installation on the same disk and database server."""
    settings().data_dir.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="prove-", dir=settings().data_dir)).resolve()
    try:
        with _database(folder) as url:
            yield {
                "DATABASE_URL": url,
                "DATA_DIR": str(folder),
                "REDIS_URL": "",
                "EMBEDDED_WORKER": "false",
                "ENV": "development",
                "LOG_LEVEL": "ERROR",
            }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """A SQLite file of its own, or a schema of its own on the PostgreSQL server."""
    url = settings().database_url
    if url.startswith("sqlite"):
        yield f"sqlite:///{folder / 'everkeep.db'}"
        return
    name = f"prove_{uuid4().hex}"
    _run(f'CREATE SCHEMA "{name}"')
    try:
        yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{name}"
    finally:
        _run(f'DROP SCHEMA "{name}" CASCADE')


def _run(statement: str) -> None:
    with db.engine().begin() as connection:
        connection.execute(text(statement))
