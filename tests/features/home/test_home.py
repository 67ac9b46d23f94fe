"""What Home gathers from everywhere, over REST and in a tab."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.home.state import BUSY_MS, CALM_MS, HomeState
from app.features.productions.models import Production, ProductionDraft, Upload
from app.kernel import clock
from app.kernel.assets import Asset
from app.kernel.identity import Actor
from app.kernel.jobs import JobStatus
from app.kernel.ports.resumables import Finished, Resumable, ResumableSource
from app.ui.session import SessionState
from tests.conftest import HeldClock
from tests.factories import fresh
from tests.factories.jobs import make_job
from tests.fakes import Fakes
from tests.rest_client import Client
from tests.state_runner import Runner


class OneThing(ResumableSource):
    """A source with one unfinished and one finished thing of a kind, or only either."""

    def __init__(self, kind: str, touched: datetime | None, finished: datetime | None = None) -> None:
        self.kind, self.touched, self.finished = kind, touched, finished

    def list_resumables(self, session: Session, actor: Actor, limit: int) -> Sequence[Resumable]:
        if self.touched is None:
            return []
        thing = Resumable(
            kind=self.kind,
            title=f"A {self.kind}",
            place="Half way",
            progress=0.5,
            href=f"/{self.kind}",
            updated_at=self.touched,
            device="phone",
        )
        return [thing]

    def list_finished(
        self, session: Session, actor: Actor, since: datetime, limit: int
    ) -> Sequence[Finished]:
        if self.finished is None or self.finished <= since:
            return []
        return [Finished(kind=self.kind, title="Done", href="/done", finished_at=self.finished)]


def test_the_thing_that_was_touched_last_comes_first(client: Client, fakes: Fakes, user: User) -> None:
    now = clock.now()
    fakes.resumables.given = [
        OneThing("production", now - timedelta(hours=2)),
        OneThing("upload", now - timedelta(hours=1)),
    ]
    home = client.bearer(user).get("/api/home").json()
    assert [thing["kind"] for thing in home["resumables"]] == ["upload", "production"]


def test_only_unfinished_jobs_are_at_work(client: Client, session: Session, user: User) -> None:
    running = make_job(session, user, status=JobStatus.RUNNING, progress=0.4)
    make_job(session, user, status=JobStatus.SUCCEEDED)
    home = client.bearer(user).get("/api/home").json()
    assert [job["id"] for job in home["working"]] == [str(running.id)]


def test_home_is_only_for_people_who_are_signed_in(client: Client) -> None:
    assert client.get("/api/home").status_code == 401


async def test_a_tab_shows_the_newest_large_and_the_rest_below(
    runner: Runner, fakes: Fakes, user: User
) -> None:
    now = clock.now()
    fakes.resumables.given = [
        OneThing("production", now - timedelta(minutes=12)),
        OneThing("upload", now - timedelta(days=1)),
    ]
    runner.sign_in(user)
    await runner.run(HomeState.open)
    home = await runner.state(HomeState)
    assert home.latest[0]["when"] == "12 minutes ago, on your phone"
    assert [row["kind_name"] for row in home.others] == ["Upload"]
    assert not home.is_new


async def test_a_filter_shows_one_kind_only(runner: Runner, fakes: Fakes, user: User) -> None:
    now = clock.now()
    kinds = ("production", "production", "upload")
    fakes.resumables.given = [OneThing(kind, now - timedelta(hours=at)) for at, kind in enumerate(kinds)]
    runner.sign_in(user)
    await runner.run(HomeState.open, HomeState.choose_kind("upload"))
    home = await runner.state(HomeState)
    assert [choice["label"] for choice in home.kinds] == ["All", "Productions", "Uploads"]
    assert [row["kind"] for row in home.others] == ["upload"]


async def test_somebody_with_nothing_sees_the_doors(runner: Runner, user: User) -> None:
    runner.sign_in(user)
    await runner.run(HomeState.open)
    assert (await runner.state(HomeState)).is_new


async def test_somebody_who_finished_everything_sees_that_and_the_doors(
    runner: Runner, fakes: Fakes, user: User, held_clock: HeldClock
) -> None:
    runner.sign_in(user)
    await runner.run(HomeState.open)
    held_clock.advance(hours=3)
    fakes.resumables.given = [OneThing("run", touched=None, finished=held_clock.now)]
    held_clock.advance(hours=3)

    await runner.run(HomeState.open)

    home = await runner.state(HomeState)
    assert [row["state"] for row in home.finished] == ["Played to its end"]
    assert home.nothing_open
    assert not home.is_new


async def test_home_looks_more_often_while_something_runs(
    runner: Runner, session: Session, user: User
) -> None:
    runner.sign_in(user)
    await runner.run(HomeState.open)
    assert (await runner.state(HomeState)).every == CALM_MS
    make_job(session, user, status=JobStatus.RUNNING)
    await runner.run(HomeState.refresh)
    assert (await runner.state(HomeState)).every == BUSY_MS


async def test_what_finished_while_one_was_away_is_news_until_the_next_visit(
    runner: Runner, fakes: Fakes, session: Session, user: User, held_clock: HeldClock
) -> None:
    runner.sign_in(user)
    await runner.run(HomeState.open)
    held_clock.advance(hours=3)
    fakes.resumables.given = [OneThing("production", held_clock.now, finished=held_clock.now)]
    held_clock.advance(hours=3)

    await runner.run(HomeState.open)
    assert [row["title"] for row in (await runner.state(HomeState)).finished] == ["Done"]
    held_clock.advance(minutes=20)
    await runner.run(HomeState.open)
    assert len((await runner.state(HomeState)).finished) == 1

    held_clock.advance(hours=1)
    await runner.run(HomeState.open)
    assert (await runner.state(HomeState)).finished == []


async def test_a_stranger_opens_slash_and_learns_nothing(runner: Runner, user: User) -> None:
    await runner.run(SessionState.greet, HomeState.open)
    home = await runner.state(HomeState)
    assert (home.loaded, home.display_name, home.resumables) == (False, "", [])
    assert (await runner.state(SessionState)).resolved


@pytest.mark.parametrize("event", ["refresh", "load_sample", "remove_sample"])
async def test_events_of_nobody_change_nothing(
    runner: Runner, session: Session, user: User, event: str
) -> None:
    await runner.run(getattr(HomeState, event))
    assert not (await runner.state(HomeState)).loaded
    assert session.exec(select(Upload)).all() == []
    assert any("/login" in str(sent.payload) for sent in runner.events)


async def test_one_click_loads_the_sample_and_one_click_deletes_it(
    runner: Runner, fakes: Fakes, session: Session, user: User
) -> None:
    runner.sign_in(user)
    await runner.run(HomeState.load_sample)
    assert (await runner.state(HomeState)).sample_loaded
    draft = session.exec(select(ProductionDraft)).one()
    assert draft.config_json["screenTitleText"] == "A light on the ri"
    session.commit()

    await runner.run(HomeState.remove_sample)

    assert not (await runner.state(HomeState)).sample_loaded
    for table in (Upload, ProductionDraft, Production, Asset):
        assert session.exec(select(table)).all() == []
    assert list(fakes.storage.keys()) == []


def test_the_sample_loads_once_and_leaves_everything_else(
    client: Client, session: Session, user: User, upload: Upload
) -> None:
    mine = client.bearer(user)
    assert [mine.post("/api/home/sample").status_code for _ in range(2)] == [204, 204]
    assert len(session.exec(select(Upload)).all()) == 2
    session.commit()
    assert mine.delete("/api/home/sample").status_code == 204
    assert session.exec(select(Upload.id)).all() == [upload.id]
    assert fresh(session, upload).source_deleted_at is None
