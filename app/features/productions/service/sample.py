"""The sample world, as far as it is films: one short film with its title half typed."""

import shutil
from pathlib import Path
from uuid import uuid4

from sqlmodel import Session, col, delete, select

from app.features.productions.models import Production, Upload
from app.features.productions.rules import sample
from app.features.productions.schemas.uploads import NewUpload
from app.features.productions.service import drafts, productions, receiving, uploads
from app.kernel import ports
from app.kernel.assets import publish_file
from app.kernel.identity import Actor
from app.kernel.ports.sample import SampleSource, SampleStatus
from app.kernel.ports.storage import Storage

FINGERPRINT = "everkeep:sample"


class SampleFilm(SampleSource):
    """Loads the bundled film as an upload like any other, which a job prepares, and begins a draft on it."""

    def status(self, session: Session, actor: Actor) -> SampleStatus:
        return SampleStatus.LOADED if _samples(session, actor) else SampleStatus.ABSENT

    def load(self, session: Session, actor: Actor) -> None:
        if _samples(session, actor):
            return
        announced, _new = uploads.create_upload(session, actor, _announcement())
        key, size = publish_file(_copy(), sample.INFO.suffix)
        receiving.finish_upload(session, actor, announced.id, sample.INFO, key, size)
        draft, _made = drafts.open_draft(session, actor, announced.id)
        drafts.save_draft(session, actor, draft.id, sample.CHOICES)

    def remove(self, session: Session, actor: Actor) -> None:
        for upload in _samples(session, actor):
            upload_id = upload.id
            made = select(Production.id).where(Production.upload_id == upload_id)
            for production_id in session.exec(made).all():
                productions.delete_production(session, actor, production_id)
            assert upload_id is not None
            uploads.delete_upload(session, actor, upload_id)
            # Nothing was made from it any more, so not even its name has to stay.
            session.execute(delete(Upload).where(col(Upload.id) == upload_id))


def _samples(session: Session, actor: Actor) -> list[Upload]:
    found = select(Upload).where(Upload.user_id == actor.user_id, Upload.fingerprint == FINGERPRINT)
    return list(session.exec(found.where(col(Upload.source_deleted_at).is_(None))))


def _announcement() -> NewUpload:
    return NewUpload(name=sample.NAME, bytes=sample.FILM.stat().st_size, fingerprint=FINGERPRINT)


def _copy() -> Path:
    """The bundled film where `publish_file` may take it from."""
    copy = ports.get(Storage).workspace() / f"{uuid4().hex}.sample"
    shutil.copyfile(sample.FILM, copy)
    return copy
