"""What a person has before they produce: a signed-in session, a film in storage, a draft."""

import shutil
from pathlib import Path
from uuid import UUID

import psutil
from sqlmodel import select

from app.features.accounts.service import browser_sessions
from app.features.accounts.service.browser_sessions import Origin
from app.features.planets import queries as planet_rows
from app.features.productions.models import Production, ProductionDraft, ProductionFile
from app.features.productions.service import drafts, productions
from app.kernel import db, ports
from app.kernel.assets import publish_file
from app.kernel.ports.renderer import Renderer
from app.kernel.ports.storage import Storage
from tests.factories.planets import make_builder_session, make_planet
from tests.factories.productions import make_asset, make_upload
from tests.topology.installation import Installation


def sign_in(installation: Installation) -> str:
    """A session's secret, good as a cookie and as a bearer token."""
    with db.unit_of_work() as session:
        begun = browser_sessions.begin(session, installation.user, Origin())
    return begun.access_token


def add_film(installation: Installation, film: Path) -> int:
    """An upload that is ready; returns its id."""
    info = ports.get(Renderer).probe(film)
    copy = ports.get(Storage).workspace() / "arriving.mp4"
    shutil.copyfile(film, copy)
    key, size = publish_file(copy, ".mp4")
    with db.unit_of_work() as session:
        asset = make_asset(session, installation.user, storage_key=key, bytes=size)
        facts = {name: getattr(info, name) for name in ("mime", "width", "height", "duration_seconds")}
        facts |= {name: getattr(info, name) for name in ("frame_rate", "has_audio", "bytes")}
        upload = make_upload(session, installation.user, source=False, source_asset_id=asset.id, **facts)
        assert upload.id is not None
        return upload.id


def open_draft(installation: Installation, upload_id: int) -> int:
    with db.unit_of_work() as session:
        return drafts.open_draft(session, installation.actor, upload_id)[0].id


def saved_name(draft_id: int) -> int:
    """The number that is in the draft's row."""
    with db.reading() as session:
        return int(session.get_one(ProductionDraft, draft_id).config_json.get("name") or 0)


def name_draft(draft_id: int, name: str) -> None:
    with db.unit_of_work() as session:
        session.get_one(ProductionDraft, draft_id).config_json = {"name": name}


def begin_planet(installation: Installation) -> int:
    """A planet whose builder is begun; returns its id."""
    with db.unit_of_work() as session:
        planet = make_planet(session, installation.user)
        make_builder_session(session, planet, attributes={})
        assert planet.id is not None
        return planet.id


def saved_motto(planet_id: int) -> int:
    """The number that is in the answers of the planet's builder."""
    with db.reading() as session:
        row = planet_rows.find_active_session(session, planet_id)
        assert row is not None
        return int(row.attributes.get("motto") or 0)


def produce(installation: Installation, upload_id: int) -> UUID:
    """Make a film of a fresh draft."""
    draft_id = open_draft(installation, upload_id)
    with db.unit_of_work() as session:
        return productions.produce(session, installation.actor, draft_id=draft_id).id


def all_productions() -> list[Production]:
    with db.reading() as session:
        return list(session.exec(select(Production)))


def all_drafts() -> list[ProductionDraft]:
    with db.reading() as session:
        return list(session.exec(select(ProductionDraft)))


def streamed_productions() -> set[UUID]:
    """Those that have a master playlist."""
    with db.reading() as session:
        return set(session.exec(select(ProductionFile.production_id).where(ProductionFile.part == "master")))


def kept_parts() -> list[Path]:
    """Finished parts of pictures, that the next attempt will find."""
    return sorted(ports.get(Storage).workspace().rglob("*.kept/*/film.*.mp4"))


def encoders() -> list[psutil.Process]:
    """ffmpeg processes that work in this installation's folder."""
    folder = str(ports.get(Storage).workspace())
    return [
        process
        for process in psutil.process_iter(["name", "cmdline", "cwd"])
        if "ffmpeg" in (process.info["name"] or "")
        and folder in f"{process.info['cmdline']} {process.info['cwd']}"
    ]
