"""REST of saved games for any client, per `seeds/scene-flow-api.md`."""

import re
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request, Response
from typing_extensions import TypedDict

from app.features.scenes.errors.parties import InvalidParty, PartyNotFound
from app.features.scenes.rules.typed_ids import SESSION_ID
from app.features.scenes.schemas.parties import Expected, PartyAsked, SavedGame, read_save
from app.features.scenes.service import parties as service
from app.kernel.statements import read_at_once, write_at_once
from app.rest.batched import batched_statement, batched_writes
from app.rest.deps import who_asks
from app.rest.failures import failures
from app.rest.lean import LeanRoute
from app.rest.limits import body_up_to
from app.rest.tags import has_copy

MAX_BODY = 64 * 1024

_TAGS = re.compile(r'\s*(?:W/)?"[^"]*"\s*(?:,\s*(?:W/)?"[^"]*"\s*)*')
_REVISION = re.compile(r'(?<!W/)"(\d{1,9})"')

_save = batched_writes(service.save_parties)
_save_to_free = batched_statement(service.save_free_parties, write_at_once)
_load = batched_statement(service.load_parties, read_at_once)


class Saved(TypedDict):
    """The acknowledgement: what was sent is committed."""

    status: Literal["saved"]
    scene_index: int


EXAMPLE: dict[str, Any] = {
    "session_id": "shard-472-demo",
    "state": {
        "scene_index": 6,
        "party_name": "The Night Watch",
        "heroes": [
            {"name": "Aether", "class": "scribe", "hp": 70},
            {"name": "Kael", "class": "fighter", "hp": 120},
        ],
        "symbol_choice": "chaos",
        "choices": {"scene3": "left", "scene5": "trust"},
    },
}
FIRST_SAVE: dict[str, Any] = {
    "session_id": "my-first-run",
    "state": {"scene_index": 1, "party_name": "Two of us", "heroes": []},
}
_TAG = {"description": "The revision, in quotes", "schema": {"type": "string", "examples": ['"3"']}}
_HEADERS = {"ETag": _TAG}


def _header(name: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string"},
    }


router = APIRouter(prefix="/api/v1", tags=["Saved games"], route_class=LeanRoute)


@router.post(
    "/save",
    response_model=None,
    responses={
        200: {
            "model": Saved,
            "description": "Saved, and committed",
            "headers": _HEADERS,
            "content": {"application/json": {"example": {"status": "saved", "scene_index": 6}}},
        },
        **failures(400, 403, 404, 412, 413, 415, 503),
    },
    openapi_extra={
        "parameters": [
            _header("If-Match", 'Save only over the revision that was loaded, e.g. `"3"`; else 412'),
            _header("If-None-Match", "`*`: save only if nothing is saved under this id yet; else 412"),
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/SavedGame"},
                    "examples": {
                        "in the middle": {"value": EXAMPLE},
                        "a first save": {"value": FIRST_SAVE},
                    },
                }
            },
        },
    },
)
async def save_party(request: Request) -> Response:
    """Save a whole game under its session id: new, or in the place of the last save.

    No sign-in is asked: the session id is the key. A run that somebody signed in started in the browser is
    theirs: to save to it, send their token; for all others it does not exist (404). Of two saves at once the
    last one stands, whole. Keys that are not named here are kept, in the state and in each hero.
    """
    _require_json(request)
    expected = _expected(request)
    body = await body_up_to(MAX_BODY, request)
    actor = await who_asks(request)
    save = read_save(body, actor.user_id if actor else None, expected)
    saved = await (_save_to_free if service.asks_for_nothing(save) else _save)(save)
    return Response(
        b'{"status":"saved","scene_index":%d}' % saved.scene_index,
        media_type="application/json",
        headers={"ETag": f'"{saved.revision}"'},
    )


@router.get(
    "/load/{session_id}",
    response_model=None,
    responses={
        200: {
            "model": SavedGame,
            "description": "The last save",
            "headers": _HEADERS,
            "content": {"application/json": {"example": EXAMPLE}},
        },
        304: {"description": "The copy named by `If-None-Match` is still right"},
        **failures(404, 503),
    },
    openapi_extra={
        "parameters": [
            {
                "name": "session_id",
                "in": "path",
                "required": True,
                "schema": {"type": "string", "examples": ["shard-472-demo"]},
            },
            _header("If-None-Match", "The ETag of the copy that you have"),
        ],
    },
)
async def load_party(request: Request) -> Response:
    """The last save under a session id, as it was sent."""
    session_id = request.path_params["session_id"]
    if not SESSION_ID.fullmatch(session_id):
        raise PartyNotFound
    actor = await who_asks(request)
    party = await _load(PartyAsked(session_id, actor.user_id if actor else None))
    headers = {"ETag": f'"{party.revision}"'}
    if has_copy(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(party.body(), media_type="application/json", headers=headers)


def _require_json(request: Request) -> None:
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise HTTPException(
            415, "Send the game as JSON, with Content-Type: application/json. Nothing was changed."
        )


def _expected(request: Request) -> Expected | None:
    """What `If-Match` and `If-None-Match` ask of the party. Raises `InvalidParty`."""
    match, none_match = request.headers.get("if-match"), request.headers.get("if-none-match")
    if match is None and none_match is None:
        return None
    if none_match is not None:
        if match is not None or none_match.strip() != "*":
            raise InvalidParty({"If-None-Match": ["A save takes * here, and no If-Match beside it."]})
        return Expected(absent=True)
    if match is None or match.strip() == "*":
        return Expected(any_revision=True)
    if _TAGS.fullmatch(match) is None:
        raise InvalidParty({"If-Match": ['Send the ETag as it came, in its quotes: "3".']})
    return Expected(frozenset(map(int, _REVISION.findall(match))))
