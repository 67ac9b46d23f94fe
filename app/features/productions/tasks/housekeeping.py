"""What the worker tidies every few minutes."""

import structlog

from app.features.productions.service import tidying
from app.kernel import db, ports
from app.kernel.ports.storage import Storage

log = structlog.get_logger()


def remove_idle_uploads() -> None:
    """Uploads that nobody went on with, and their bytes."""
    with db.unit_of_work() as session:
        tidying.remove_idle_uploads(session)


def remove_orphan_files() -> None:
    """Files without a row, in storage and in the workspace, older than an hour."""
    keys = tidying.stale_keys()
    with db.reading() as session:
        orphans = tidying.orphan_keys(session, keys)
        unfinished = tidying.unfinished_ids(session)
    if tidying.are_anothers(len(orphans), len(keys)):
        log.error(
            "most stored files have no row: is this their database? None is removed", files=len(orphans)
        )
        return
    for key in orphans:
        ports.get(Storage).delete(key)
    tidying.remove_stale_workspace(unfinished)


HOUSEKEEPING = [remove_idle_uploads, remove_orphan_files]
