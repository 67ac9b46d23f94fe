"""The signed-in person: profile, password, sessions, tokens, export, departure."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from app.features.accounts import service
from app.features.accounts.api.bundle import stream_bundle
from app.features.accounts.api.cookies import take_cookies
from app.features.accounts.schemas import (
    ApiTokenView,
    BrowserSessionView,
    Departure,
    NewToken,
    NewTokenView,
    PasswordChange,
    ProfileChange,
    StorageView,
    UserView,
)
from app.rest.deps import Oneself, OwnTransacts, SignedIn, Transaction
from app.rest.failures import failures

router = APIRouter(prefix="/api/auth", tags=["You"])

_ZIP = {"description": "A zip of your rows as JSON, and your files", "content": {"application/zip": {}}}
_EXPORT: dict[int | str, dict[str, Any]] = {200: _ZIP, **failures(401, 403)}


@router.get("/me", responses=failures(401))
def get_me(session: Transaction, actor: SignedIn) -> UserView:
    """Who is signed in."""
    return service.get_me(session, actor)


@router.patch("/me", responses=failures(400, 401, 403))
def change_profile(session: Transaction, actor: Oneself, body: ProfileChange) -> UserView:
    """Change your name or how you like the screen; what is left out stays."""
    return service.change_profile(session, actor, body)


@router.delete("/me", status_code=204, responses=failures(400, 401, 403, 409, 429))
def delete_me(response: Response, transact: OwnTransacts, body: Departure) -> None:
    """Delete yourself with everything of yours, files included. The last one to leave ends the account."""
    service.delete_me(transact, body)
    take_cookies(response)


@router.post("/password", status_code=204, responses=failures(400, 401, 403, 429))
def change_password(transact: OwnTransacts, body: PasswordChange) -> None:
    """Set a new password. Every other browser is signed out."""
    service.change_password(transact, body)


@router.get("/sessions", responses=failures(401, 403))
def list_sessions(session: Transaction, actor: Oneself) -> list[BrowserSessionView]:
    """Where you are signed in, the last used first."""
    return service.list_browser_sessions(session, actor)


@router.delete("/sessions", status_code=204, responses=failures(401, 403))
def end_other_sessions(session: Transaction, actor: Oneself) -> None:
    """Sign out everywhere but here."""
    service.end_other_browser_sessions(session, actor)


@router.delete("/sessions/{session_id}", status_code=204, responses=failures(400, 401, 403, 404))
def end_session(session: Transaction, actor: Oneself, session_id: UUID) -> None:
    """Sign out one browser."""
    service.end_browser_session(session, actor, session_id)


@router.get("/tokens", responses=failures(401, 403))
def list_tokens(session: Transaction, actor: Oneself) -> list[ApiTokenView]:
    """Your API tokens, newest first."""
    return service.list_tokens(session, actor)


@router.post("/tokens", status_code=201, responses=failures(400, 401, 403, 409))
def create_token(session: Transaction, actor: Oneself, body: NewToken) -> NewTokenView:
    """Make an API token. Its secret is in this answer and nowhere else."""
    return service.create_token(session, actor, body)


@router.delete("/tokens/{token_id}", status_code=204, responses=failures(400, 401, 403, 404))
def revoke_token(session: Transaction, actor: Oneself, token_id: UUID) -> None:
    """End an API token at once."""
    service.revoke_token(session, actor, token_id)


@router.get("/storage", responses=failures(401))
def get_storage(session: Transaction, actor: SignedIn) -> StorageView:
    """How many bytes your account keeps, and how many it may."""
    return service.get_storage(session, actor)


@router.get("/export", response_class=StreamingResponse, responses=_EXPORT)
def export_everything(session: Transaction, actor: Oneself) -> StreamingResponse:
    """Everything of yours, to keep or to take elsewhere."""
    # Rows are read in the transaction; the files are streamed after it.
    return stream_bundle(service.export_everything(session, actor))
