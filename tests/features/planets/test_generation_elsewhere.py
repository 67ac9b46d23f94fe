"""The job that paints, with an images service: its pictures are kept, and what went wrong is noted."""

import logging
import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pydantic import SecretStr
from sqlmodel import Session, select

from app.adapters.artist import OwnArtist
from app.adapters.artist.images import ImagesArtist
from app.adapters.artist.service import ImagesService, ServiceAddress
from app.features.accounts.models import User
from app.features.planets.models import ArtVersion, PlanetAppearance
from app.kernel import db, jobs, ports
from app.kernel.identity import Actor
from app.kernel.jobs import Job, JobStatus
from app.kernel.jobs.runner import run_job
from app.kernel.ports.artist import Artist
from tests.fakes import FakePainter, FakeQueue, FakeStorage, images_api
from tests.fakes.images_api import KEY, MODEL, FakeImagesApi, painted, picture_answer, refusal
from tests.features.planets.building import PLANETS, ask, built, new_planet
from tests.rest_client import Client


@pytest.fixture
def api(painter: FakePainter, caplog: pytest.LogCaptureFixture) -> Iterator[FakeImagesApi]:
    caplog.set_level(logging.DEBUG)
    with images_api.running() as running:
        where = ServiceAddress(running.url, MODEL, SecretStr(KEY))
        ports.bind(Artist, ImagesArtist(ImagesService(where, ()), OwnArtist(painter)))
        yield running
    assert KEY not in caplog.text + str([vars(record) for record in caplog.records])


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def ordered_id(me: Client, api: FakeImagesApi) -> int:
    made = new_planet(me)
    built(me, made)
    ask(me, made, "confirm", {"approve": True})
    return made


def versions(me: Client, planet_id: int) -> list[dict[str, Any]]:
    return list(me.get(f"{PLANETS}/{planet_id}/art").json()["versions"])


def test_its_pictures_are_kept_and_the_planet_still_turns(
    me: Client, ordered_id: int, api: FakeImagesApi, queue: FakeQueue, painter: FakePainter, session: Session
) -> None:
    api.answers = [picture_answer(), picture_answer(painted(1024, 1024, sky=False))]
    run_job(queue.sent[-1])
    [version] = versions(me, ordered_id)
    assert version["note"] == f"The large picture is from {MODEL}. The icon is from {MODEL}."
    hero = me.get(version["art"]["hero_url"]).content
    card = me.get(version["art"]["card_url"]).content
    assert [Image.open(BytesIO(one)).size for one in (hero, card)] == [(1600, 900), (640, 360)]
    assert [width for _, width, _ in painter.painted] == [512]  # the spin
    prompts = [asked.body["prompt"] for asked in api.asked]
    [kept] = session.exec(select(ArtVersion)).all()
    assert prompts == [kept.hero_prompt, kept.icon_prompt]


def test_why_the_painter_stepped_in_is_noted_on_the_version_and_the_job(
    me: Client, ordered_id: int, api: FakeImagesApi, queue: FakeQueue, session: Session
) -> None:
    api.answers = [refusal(401, "invalid_api_key", f"Incorrect API key provided: {KEY}.")]
    run_job(queue.sent[-1])
    [version] = versions(me, ordered_id)
    assert version["note"].startswith(
        "The large picture is painted by Everkeep, because the images service refused the key"
    )
    assert me.get(f"{PLANETS}/{ordered_id}").json()["status"] == "live"
    job = session.get(Job, queue.sent[-1])
    assert job is not None
    assert (job.result or {})["note"] == version["note"]
    assert KEY not in str([row.model_dump() for row in session.exec(select(Job)).all()])


def test_a_cancel_while_the_service_paints_leaves_no_picture(
    ordered_id: int,
    api: FakeImagesApi,
    queue: FakeQueue,
    storage: FakeStorage,
    session: Session,
    actor: Actor,
) -> None:
    api.answers = [api.held()]
    running = threading.Thread(target=run_job, args=(queue.sent[-1],))
    running.start()
    assert api.arrived.wait(10)
    with db.unit_of_work() as own:
        jobs.request_cancel(own, actor, queue.sent[-1])
    running.join(10)
    job = session.get(Job, queue.sent[-1])
    appearance = session.get(PlanetAppearance, ordered_id)
    assert job is not None
    assert appearance is not None
    assert (job.status, appearance.status, appearance.error) == (JobStatus.CANCELLED, "draft", None)
    assert list(storage.keys()) == []


def test_the_preview_asks_nobody(me: Client, ordered_id: int, api: FakeImagesApi) -> None:
    assert me.get(f"{PLANETS}/{ordered_id}/builder/preview", params={"width": 320}).status_code == 200
    assert api.asked == []
