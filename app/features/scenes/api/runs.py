"""REST of runs: what our own pages do, for programs; and the files to take along.

No sign-in is asked for a run that nobody owns: its session id is the key. Somebody else's run is 404.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.features.scenes.schemas.runs import (
    Claimed,
    ClaimedIds,
    NewRun,
    Place,
    RevisionView,
    RewindView,
    RunFile,
    RunList,
    RunMove,
    RunReturn,
    RunView,
    StoryView,
)
from app.features.scenes.service import exports, keeping, listing, rewinding, runs, stories
from app.kernel.changes import Answer, Batch
from app.kernel.devices import device_of
from app.kernel.errors import NotSignedIn
from app.kernel.identity import Actor
from app.rest.deps import SAFE_METHODS, MaybeSignedIn, Transaction
from app.rest.failures import failures
from app.rest.files import disposition
from app.rest.limits import body_limit

MAX_BODY = 64 * 1024

router = APIRouter(prefix="/api/scenes", tags=["Runs"], route_class=body_limit(MAX_BODY))


def _player(request: Request, actor: MaybeSignedIn) -> Actor | None:
    """Whoever asks. A run is one's own affair, so viewers play too; a token that may only read doesn't."""
    if actor is not None and request.method not in SAFE_METHODS:
        actor.require_writing_scope()
    return actor


Player = Annotated[Actor | None, Depends(_player)]


def _owner(player: Player) -> Actor:
    if player is None:
        raise NotSignedIn
    return player


Owner = Annotated[Actor, Depends(_owner)]


async def _device(request: Request) -> str:
    """What kind of machine asks."""
    return device_of(request.headers.get("user-agent", ""))


Device = Annotated[str, Depends(_device)]


@router.get("/stories")
def read_stories() -> list[StoryView]:
    """The stories that can be played here, the default one first."""
    return stories.list_stories()


@router.get("/runs", responses=failures(401))
def read_runs(session: Transaction, actor: Owner) -> RunList:
    """Your runs, the one that was played last first."""
    return RunList(runs=listing.list_runs(session, actor))


@router.post("/runs", status_code=201, responses=failures(400, 403, 404))
def start_run(session: Transaction, actor: Player, device: Device, wanted: NewRun) -> RunView:
    """A new run: yours, or without a sign-in nobody's, which opens for whoever knows its id."""
    return runs.start_run(session, actor, wanted.story, device=device)


@router.post("/runs/claim", responses=failures(400, 401, 403))
def claim_runs(session: Transaction, actor: Owner, wanted: ClaimedIds) -> Claimed:
    """Make those of these runs that nobody owns yours; others stay as they are."""
    return Claimed(claimed=runs.claim_runs(session, actor, wanted.session_ids))


@router.get("/runs/{session_id}", responses=failures(404, 503))
def read_run(session: Transaction, actor: Player, session_id: str) -> RunView:
    """The run as it stands, whoever moved it last."""
    return runs.open_run(session, actor, session_id)


@router.delete("/runs/{session_id}", status_code=204, responses=failures(403, 404))
def delete_run(session: Transaction, actor: Player, session_id: str) -> None:
    """Delete the run with everything kept beside it."""
    runs.delete_run(session, actor, session_id)


@router.get("/runs/{session_id}/revision", responses=failures(404))
def read_revision(session: Transaction, actor: Player, session_id: str) -> RevisionView:
    """Whether the run has moved, at little cost."""
    return RevisionView(revision=runs.read_revision(session, actor, session_id))


@router.post("/runs/{session_id}/choices", responses=failures(400, 403, 404, 409, 503))
def choose(session: Transaction, actor: Player, device: Device, session_id: str, wanted: RunMove) -> RunView:
    """Choose at the scene where the run stands. 409 with the newer `run` when it has moved meanwhile."""
    return runs.choose(session, actor, session_id, wanted.move(), wanted.revision, device=device)


@router.get("/runs/{session_id}/rewind", responses=failures(400, 404, 503))
def preview_rewind(session: Transaction, actor: Player, session_id: str, scene: int) -> RewindView:
    """What going back to a scene would undo."""
    return rewinding.preview_rewind(session, actor, session_id, scene)


@router.post("/runs/{session_id}/rewind", responses=failures(400, 403, 404, 409, 503))
def rewind(session: Transaction, actor: Player, device: Device, session_id: str, to: RunReturn) -> RunView:
    """Go back to a scene, exactly as the run came to it."""
    return rewinding.rewind(session, actor, session_id, to.scene, to.revision, device=device)


@router.post("/runs/{session_id}/rewind/undo", responses=failures(400, 403, 404, 409, 503))
def undo_rewind(
    session: Transaction, actor: Player, device: Device, session_id: str, at: RevisionView
) -> RunView:
    """Bring back what the last rewind took; possible until the next choice."""
    return rewinding.undo_rewind(session, actor, session_id, at.revision, device=device)


@router.put("/runs/{session_id}/place", status_code=204, responses=failures(400, 403, 404, 503))
def keep_place(session: Transaction, actor: Player, session_id: str, place: Place) -> None:
    """Remember where on the scene's page you read."""
    keeping.keep_place(session, actor, session_id, place.model_dump())


@router.patch("/runs/{session_id}/typed", responses=failures(400, 403, 404, 503))
def keep_typed(session: Transaction, actor: Player, session_id: str, batch: Batch) -> Answer:
    """Keep what is half typed at scene 2, key by key; the answer names what another device changed."""
    return keeping.keep_typed(session, actor, session_id, batch)


@router.post("/runs/{session_id}/copy", status_code=201, responses=failures(403, 404, 503))
def copy_run(session: Transaction, actor: Player, session_id: str) -> RunView:
    """The same run once more, nobody's and under an id of its own: for a friend."""
    return runs.copy_run(session, actor, session_id)


_JSON = {200: {"description": "The file", "content": {"application/json": {}}}, **failures(404, 503)}
_MARKDOWN = {200: {"description": "The file", "content": {"text/markdown": {}}}, **failures(404, 503)}


@router.get("/runs/{session_id}/export.json", response_class=Response, responses=_JSON)
def export_json(session: Transaction, actor: Player, session_id: str) -> Response:
    """What loading the run gives, and how it came there; `POST /api/v1/save` takes it back."""
    return _download(exports.export_json(session, actor, session_id), "application/json")


@router.get("/runs/{session_id}/export.md", response_class=Response, responses=_MARKDOWN)
def export_markdown(session: Transaction, actor: Player, session_id: str) -> Response:
    """The run as a story to read."""
    return _download(exports.export_markdown(session, actor, session_id), "text/markdown")


def _download(file: RunFile, kind: str) -> Response:
    headers = {
        "Content-Disposition": disposition("attachment", file.name),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(file.text, media_type=kind, headers=headers)
