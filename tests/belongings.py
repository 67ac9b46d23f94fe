"""One person with one of everything, to see that nobody else gets at it."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import event
from sqlmodel import Session, SQLModel, select

from app.features.accounts.models import ApiToken, BrowserSession, OneTimeToken, User
from app.features.planets.models import MemberRole, Planet, PlanetInvitation
from app.features.productions.models import (
    Captions,
    DraftStep,
    Preset,
    Production,
    ProductionCaptions,
    ProductionDraft,
    ProductionFile,
    ProductionStatus,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.features.scenes.models import Party
from app.kernel import clock, db, ports
from app.kernel import statements as kernel_statements
from app.kernel.identity import Role
from app.kernel.jobs import Job, JobStatus
from app.kernel.ports.storage import Storage
from tests.factories import saved
from tests.factories.accounts import make_user
from tests.factories.jobs import make_job
from tests.factories.planets import ANSWERS, let_in, make_art, make_builder_session, make_planet
from tests.factories.productions import (
    WORDS,
    make_asset,
    make_captions,
    make_draft,
    make_preset,
    make_production,
    make_upload,
)
from tests.factories.scenes import make_party, make_playthrough
from tests.fakes import FakeStorage

MARK = "Lighthouse-7f3a"
"""Stands in the name of each thing, so that one sees where any of it comes out."""

Rows = dict[str, list[dict[str, Any]]]

_WHOSE = ("id", "user_id", "owner_id", "creator_id", "account_id", "party_id")


@dataclass(frozen=True)
class Belongings:
    """What `owner` has. The film has a draft; the production failed and can be retried.

    The planet is painted, and built on again; `member` sees it.
    """

    owner: User
    member: User
    film: Upload
    refused: Upload
    logo: Upload
    preset: Preset
    captions: Captions
    draft: ProductionDraft
    production: Production
    job: Job
    failed_job: Job
    party: Party
    planet: Planet
    planet_invitation: PlanetInvitation
    token: ApiToken
    browser: BrowserSession
    invitation: OneTimeToken


@dataclass(frozen=True)
class Furnished:
    """An installation in which somebody has one of everything: made once, copied for each test."""

    things: Belongings
    folder: Path

    def copy_to(self, folder: Path) -> None:
        """Put its rows and files where the settings and the fake storage of a test look for them."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)


def furnish(folder: Path, migrated_file: Path) -> Furnished:
    shutil.copyfile(migrated_file, folder / "everkeep.db")
    engine = db.make_engine(f"sqlite:///{folder / 'everkeep.db'}")
    with patch.dict(ports._bound), Session(engine, expire_on_commit=False) as session:
        ports.bind(Storage, FakeStorage(folder / "storage"))
        things = make_belongings(session)
    engine.dispose()
    return Furnished(things, folder)


def make_belongings(session: Session) -> Belongings:
    """Needs the fake storage."""
    owner = make_user(session, display_name=MARK)
    member = make_user(session, account_id=owner.account_id, display_name=MARK, role=Role.EDITOR)
    film = make_upload(session, owner, display_name=MARK)
    production = make_production(session, owner, film, name=MARK, status=ProductionStatus.FAILED)
    render = {
        "kind": "productions.render",
        "title": MARK,
        "payload": {"production_id": str(production.id)},
    }
    playlist = make_asset(session, owner, kind="master", filename=f"{MARK}.m3u8")
    saved(session, ProductionFile(production_id=production.id, part="master", asset_id=playlist.id))
    failed_job = make_job(session, owner, status=JobStatus.FAILED, **render)
    production.job_id = failed_job.id
    party = make_party(session, owner, name=MARK)
    make_playthrough(session, party, typed={"party_name": MARK}, place={"scene": 4, "paragraph": 1})
    planet = _planet(session, owner, member)
    captions = make_captions(session, film, label=MARK, webvtt=f"{WORDS}{MARK}\n")
    kept = {
        "captions": {"captionsId": captions.id},
        "name": MARK,
        "screenTitleText": MARK,
        "editRanges": [{"start": 0.0, "end": 5.0}],
    }
    draft = make_draft(session, owner, film, config_json=kept)
    saved(session, DraftStep(draft_id=draft.id, number=1, revision=1, words=MARK))
    saved(
        session,
        ProductionCaptions(production_id=production.id, language="en", label=MARK, webvtt=f"{WORDS}{MARK}\n"),
    )
    later = clock.now() + timedelta(days=1)
    return Belongings(
        owner=owner,
        member=member,
        film=film,
        refused=make_upload(session, owner, display_name=MARK, status=UploadStatus.FAILED),
        logo=make_upload(session, owner, UploadKind.IMAGE, display_name=MARK),
        preset=make_preset(session, owner, name=MARK),
        captions=captions,
        draft=draft,
        production=saved(session, production),
        job=make_job(session, owner, **render),
        failed_job=failed_job,
        party=party,
        planet=planet,
        planet_invitation=saved(
            session,
            PlanetInvitation(
                planet_id=planet.id,
                role=MemberRole.MEMBER,
                email=f"{MARK}@example.org",
                secret_hash="p",
                expires_at=later,
            ),
        ),
        token=saved(session, ApiToken(user_id=owner.id, name=MARK, secret_hash="t")),
        browser=saved(
            session, BrowserSession(user_id=owner.id, device=MARK, secret_hash="b", expires_at=later)
        ),
        invitation=saved(
            session,
            OneTimeToken(
                purpose="invitation",
                account_id=owner.account_id,
                role=Role.EDITOR,
                secret_hash="i",
                expires_at=later,
            ),
        ),
    )


def _planet(session: Session, owner: User, member: User) -> Planet:
    looks = {"name": MARK, "motto": MARK, "accessibility_notes": MARK}
    planet = make_planet(session, owner, looks=looks, name=MARK, tagline=MARK, description=MARK)
    let_in(session, planet, member, MemberRole.MEMBER)
    answered = {**ANSWERS, "name": MARK}
    make_builder_session(
        session, planet, attributes=answered, user_id=owner.id, typed={str(owner.id): {"motto": MARK}}
    )
    make_art(session, planet, owner, attributes=answered, hero_prompt=MARK)
    return planet


def rows_of_others(session: Session, stranger: User) -> Rows:
    """Every row of the database but those that are `stranger`'s own."""
    session.commit()
    own = {stranger.id, stranger.account_id}
    own |= set(session.exec(select(Party.id).where(Party.owner_id == stranger.id)))
    planets = set(session.exec(select(Planet.id).where(Planet.creator_id == stranger.id)))
    return {
        table.name: [
            dict(row)
            for row in session.execute(select(table).order_by(*table.primary_key)).mappings()
            if own.isdisjoint(row.get(name) for name in _WHOSE) and row.get("planet_id") not in planets
        ]
        for table in SQLModel.metadata.sorted_tables
    }


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile: statements on rows, without those that open a connection."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.split(maxsplit=1)[0].upper() not in ("PRAGMA", "BEGIN", "SELECT 1"):
            asked.append(statement)

    def noted(statement: Mapping[str, str], *given: Any, **how: Any) -> Any:
        asked.append(statement[db.engine().dialect.name].strip())
        return run(statement, *given, **how)

    run = kernel_statements._run
    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        with patch.object(kernel_statements, "_run", noted):
            yield asked
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)
