"""From a real upload to a real film, with nothing faked between the services and ffmpeg."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from app.adapters.renderer import FfmpegRenderer
from app.features.accounts.models import User
from app.features.productions.models import Production, ProductionStatus, Upload, UploadKind
from app.features.productions.service import drafts, preview, productions
from app.kernel import db, jobs, ports
from app.kernel.assets import Asset
from app.kernel.identity import Actor
from app.kernel.ports.renderer import Renderer
from tests.factories import fresh
from tests.factories.productions import make_asset, make_upload
from tests.fakes import Fakes, FakeStorage
from tests.media import Media


@pytest.fixture
def renderer(fakes: Fakes) -> Renderer:
    ports.bind(Renderer, FfmpegRenderer())
    return ports.get(Renderer)


def uploaded(session: Session, user: User, path: Path, kind: UploadKind, **given: Any) -> Upload:
    """A ready upload of a real file, with what the renderer found in it."""
    info = ports.get(Renderer).probe(path)
    asset = make_asset(session, user, path.read_bytes(), mime=info.mime, filename=path.name)
    return make_upload(
        session,
        user,
        kind,
        source=False,
        source_asset_id=asset.id,
        width=info.width,
        height=info.height,
        duration_seconds=info.duration_seconds,
        has_audio=info.has_audio,
        **given,
    )


def test_a_dressed_draft_becomes_the_film_that_its_preview_promised(
    session: Session, renderer: Renderer, user: User, actor: Actor, storage: FakeStorage, media: Media
) -> None:
    film = uploaded(session, user, media.tiny_film(), UploadKind.VIDEO)
    song = uploaded(
        session, user, media.encoded("song.mp3", "-f", "lavfi", "-i", "sine=d=1"), UploadKind.AUDIO
    )
    logo = make_upload(session, user, UploadKind.IMAGE)
    config = {
        "screenTitleText": "100% “real”: it's \\ here 👩‍🚀\nمرحبا",
        "musicUploadId": song.id,
        "logoUploadId": logo.id,
        "intro": {"kind": "freeze_first_frame", "seconds": 2},
        "editRanges": [{"start": 0.0, "end": 0.5}, {"start": 1.0, "end": 1.6}],
    }
    session.commit()

    with db.unit_of_work() as own:
        draft, _ = drafts.open_draft(own, actor, film.id or 0)
        drafts.save_draft(own, actor, draft.id, config)
        promised = preview.get_preview(own, actor, draft.id)
        drawing = preview.get_drawing(own, actor, draft.id, "screen_title")
        made = productions.produce(own, actor, draft.id)
    picture = preview.draw(drawing, 160)
    production = found(session, made.id)
    jobs.run_job(production.job_id or uuid4())

    done = fresh(session, production)
    assert (done.status, done.error) == (ProductionStatus.COMPLETED, None)
    assert done.duration_seconds == pytest.approx(promised.duration_seconds, abs=0.04)
    assert done.duration_seconds == pytest.approx(3.1, abs=0.04)
    assert (done.width, done.height) == (promised.width, promised.height) == (320, 180)
    assert picture.startswith(b"\x89PNG")
    asset = session.get(Asset, done.video_asset_id)
    assert asset is not None
    with storage.local(asset.storage_key) as path:
        assert renderer.probe(path).has_audio


def found(session: Session, production_id: UUID) -> Production:
    session.commit()
    production = session.get(Production, production_id)
    assert production is not None
    return production
