"""The only place that knows status codes: named failures become the error envelope."""

import re
from typing import Any
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from app.kernel import errors
from app.kernel.errors import AppError

STATUS: dict[type[AppError], int] = {
    errors.InvalidInput: 400,
    errors.NotSignedIn: 401,
    errors.OutOfCredits: 402,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.PreconditionFailed: 412,
    errors.TooLarge: 413,
    errors.LimitReached: 429,
    errors.Unavailable: 503,
}

log = structlog.get_logger()

_QUOTED = re.compile(r"'([^']*)'")


def status_of(error: AppError) -> int:
    """The HTTP status of the nearest named kind."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)


def request_id(request: Request) -> str:
    """The id that the logging middleware gave this request, or a new one."""
    return request.scope.setdefault("state", {}).setdefault("request_id", uuid4().hex)  # type: ignore[no-any-return]  # the scope is untyped


def envelope(request: Request, error: AppError) -> dict[str, Any]:
    """`{"error": {code, message, fields}, "request_id"}`, with the error's facts beside them."""
    body = {"code": error.code, "message": error.message, "fields": error.told_fields()}
    return {"error": body, "request_id": request_id(request)} | error.facts


def install(api: FastAPI) -> None:
    """Let `api` answer every failure with the envelope."""

    @api.exception_handler(AppError)
    async def named(request: Request, error: AppError) -> JSONResponse:
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, errors.LimitReached) else None
        return JSONResponse(envelope(request, error), status_of(error), headers)

    @api.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return await named(
            request, errors.InvalidInput("Some fields need another look.", fields=_fields(error))
        )

    @api.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        kind = next((kind for kind, status in STATUS.items() if status == error.status_code), AppError)
        body = envelope(request, AppError(str(error.detail)))
        body["error"]["code"] = kind.code
        return JSONResponse(body, error.status_code, error.headers)

    @api.exception_handler(ClientDisconnect)
    async def gone(request: Request, error: ClientDisconnect) -> Response:
        # Nobody is there to read it: a phone that lost its network in the middle of a body is no fault.
        return Response(status_code=400)

    @api.exception_handler(Exception)
    async def bug(request: Request, error: Exception) -> JSONResponse:
        log.exception("request failed", request_id=request_id(request), path=request.url.path)
        told = AppError("Everkeep could not do this because of a fault of its own. Nothing saved was lost.")
        return JSONResponse(envelope(request, told), 500)


def _fields(error: RequestValidationError) -> dict[str, list[str]]:
    """Texts by dotted field name, without the `body`/`query` that FastAPI puts in front."""
    found: dict[str, list[str]] = {}
    for problem in error.errors():
        place = [str(part) for part in problem["loc"]]
        name = ".".join(place[1:] if len(place) > 1 and problem["type"] != "json_invalid" else place[:1])
        found.setdefault(name, []).append(_said(problem))
    return found


def _said(problem: dict[str, Any]) -> str:
    """The reason as a person would give it; where pydantic's own words do, those."""
    match problem:
        case {"type": "value_error", "ctx": {"error": error}}:
            return str(error)
        case {"type": "json_invalid"}:
            return "This is not valid JSON."
        case {"type": "string_too_long" | "too_long", "ctx": {"max_length": most}, "input": given}:
            return f"Use at most {most} {'characters' if isinstance(given, str) else 'entries'}."
        case {"type": "enum" | "literal_error", "ctx": {"expected": expected}}:
            return f"Choose one of: {', '.join(re.findall(_QUOTED, str(expected)))}."
        case _:
            return str(problem["msg"])
