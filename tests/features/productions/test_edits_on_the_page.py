"""What was set through REST, on the page that dresses the film: told, removed, put back."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import ImageRole, PresetKind, ProductionStatus, Upload, UploadKind
from app.features.productions.service import drafts, presets
from app.features.productions.state.produce import DraftState
from app.kernel import clock, db
from app.kernel.jobs import JobStatus
from tests.factories.jobs import make_job
from tests.factories.productions import make_draft, make_production, make_upload
from tests.fakes.authenticator import actor_of
from tests.state_runner import Runner

CUTS = [{"start": 0.0, "end": 2.0}, {"start": 4.0, "end": 6.5}]


@pytest.fixture
async def tab(runner: Runner, session: Session, user: User, upload: Upload) -> Runner:
    """A signed-in tab on the page of a film that was cut."""
    make_draft(session, user, upload, config_json={"editRanges": CUTS})
    runner.sign_in(user)
    await _open(runner, upload)
    return runner


async def _open(runner: Runner, upload: Upload) -> DraftState:
    await runner.run(DraftState.open_page(), path="/produce", query={"upload": str(upload.id)})
    return await runner.state(DraftState)


async def test_cuts_are_told_on_the_page(tab: Runner) -> None:
    page = await tab.state(DraftState)
    assert page.summaries["cuts"] == "2 pieces, 4.5 s kept"
    assert page.summaries["overlays"] == ""


async def test_cuts_are_removed_and_put_back(tab: Runner) -> None:
    await tab.run(DraftState.remove("editRanges"))
    page = await tab.state(DraftState)
    assert "editRanges" not in page.config
    assert page.removed == {"editRanges": CUTS}

    await tab.run(DraftState.put_back("editRanges"))
    page = await tab.state(DraftState)
    assert page.config["editRanges"] == CUTS
    assert page.removed == {}


async def test_only_edits_are_removed_this_way(tab: Runner) -> None:
    await tab.run(DraftState.choose("name", "The burrow"), DraftState.remove("name"))
    page = await tab.state(DraftState)
    assert (page.config["name"], page.removed) == ("The burrow", {})


async def test_cuts_that_changed_elsewhere_are_not_removed_unseen(tab: Runner, user: User) -> None:
    page = await tab.state(DraftState)
    with db.unit_of_work() as elsewhere:
        drafts.save_draft(elsewhere, actor_of(user), page.draft_id, {"editRanges": CUTS[:1]})

    await tab.run(DraftState.remove("editRanges"))

    page = await tab.state(DraftState)
    assert page.config["editRanges"] == CUTS[:1]
    assert page.removed == {}
    assert "another device" in str(tab.events)


async def test_values_that_meet_are_called_by_their_names(
    runner: Runner, session: Session, user: User, upload: Upload
) -> None:
    song = make_upload(session, user, UploadKind.AUDIO, display_name="Theme")
    page_picture = make_upload(
        session, user, UploadKind.IMAGE, role=ImageRole.TITLE_PAGE, display_name="Front page"
    )
    with db.unit_of_work() as work:
        corner = presets.list_presets(work, actor_of(user), PresetKind.LOGO)[0]
    runner.sign_in(user)

    words = (await _open(runner, upload)).words

    assert words["musicUploadId"][str(song.id)] == "Theme"
    assert words["logoConfigId"][str(corner.id)] == corner.name
    assert words["intro"][f"uploadId:{page_picture.id}"] == "Front page"


async def test_the_wait_is_learnt_from_the_persons_films(
    runner: Runner, session: Session, user: User, upload: Upload
) -> None:
    began = clock.now() - timedelta(hours=1)
    job = make_job(
        session, user, status=JobStatus.SUCCEEDED, started_at=began, finished_at=began + timedelta(minutes=10)
    )
    film = {"duration_seconds": 10.0, "width": 1280, "height": 720}
    make_production(
        session, user, upload, status=ProductionStatus.COMPLETED, job_id=job.id, **film, finished_at=began
    )
    runner.sign_in(user)

    assert (await _open(runner, upload)).outcome == "0:10, 720p, about 10 min"
