"""What nobody will come back for: idle uploads, and files without a row."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from app.features.productions.models import Upload, UploadStatus
from app.features.productions.service import uploads
from app.kernel import clock, part_files, ports
from app.kernel.assets import Asset
from app.kernel.config import settings
from app.kernel.ports.storage import Storage

ORPHAN_AGE = timedelta(hours=1)
SUSPICIOUS_ORPHANS = 10
_AT_ONCE = 500


def remove_idle_uploads(session: Session) -> int:
    """Give up uploads that got no byte for a day (a setting); returns how many."""
    since = clock.now() - timedelta(hours=settings().upload_idle_hours)
    idle = session.exec(
        select(Upload).where(Upload.status == UploadStatus.UPLOADING, col(Upload.updated_at) < since)
    ).all()
    for upload in idle:
        uploads.give_up(session, upload)
    return len(idle)


def orphan_keys(session: Session, keys: list[str]) -> set[str]:
    """Those of `keys` that no asset names."""
    known: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        known |= set(session.exec(select(Asset.storage_key).where(col(Asset.storage_key).in_(some))))
    return set(keys) - known


def are_anothers(orphans: int, stored: int) -> bool:
    """Whether so many files without a row rather belong to a database that these settings don't name.

    Killed workers leave a few; a new `DATABASE_URL` beside an old `DATA_DIR` makes orphans of all.
    """
    return orphans >= SUSPICIOUS_ORPHANS and orphans > stored / 2


def unfinished_ids(session: Session) -> set[str]:
    """Names of the part files that somebody may still go on with."""
    found = session.exec(select(Upload.id).where(Upload.status == UploadStatus.UPLOADING))
    return {str(upload_id) for upload_id in found}


def stale_keys() -> list[str]:
    """Stored keys that are old enough to have a row, if they are to have one."""
    return list(ports.get(Storage).keys(stored_before=clock.now() - ORPHAN_AGE))


def remove_stale_workspace(unfinished: set[str]) -> int:
    """Remove what killed workers and uploads left in the workspace; returns how many entries."""
    stale = [path for path in _entries() if _last_touched(path) < clock.now() - ORPHAN_AGE]
    stale = [path for path in stale if not (path.suffix == part_files.SUFFIX and path.stem in unfinished)]
    for path in stale:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(stale)


def _entries() -> Iterator[Path]:
    workspace = ports.get(Storage).workspace()
    parts = workspace / part_files.FOLDER
    yield from (path for path in workspace.iterdir() if path != parts)
    if parts.is_dir():
        yield from parts.iterdir()


def _last_touched(path: Path) -> datetime:
    """The newest change inside: a long render goes on writing into its folder."""
    newest = 0.0
    for one in [path, *path.rglob("*")]:
        try:
            newest = max(newest, one.stat().st_mtime)
        except FileNotFoundError:  # a worker has just finished with it
            return clock.now()
    return datetime.fromtimestamp(newest, UTC)
