"""Request bodies that are too large to hold: read in blocks, with a limit on silence."""

import asyncio
from collections.abc import AsyncIterator
from typing import TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from app.kernel.errors import TooLarge, Unavailable

M = TypeVar("M", bound=BaseModel)

SILENCE_SECONDS = 60.0
"""A sender that is silent for so long has gone; the upload is free for the next one."""
BLOCK_BYTES = 1024 * 1024
MAX_JSON_BYTES = 64 * 1024


class SenderGone(Unavailable):
    """The connection ended, or fell silent, before the body did."""

    code = "sender_gone"

    def __init__(self) -> None:
        super().__init__("The connection ended before the file did. What had arrived is kept.")


async def pieces(request: Request) -> AsyncIterator[bytes]:
    """The body as it arrives. Raises `SenderGone`."""
    more = True
    while more:
        try:
            message = await asyncio.wait_for(request.receive(), SILENCE_SECONDS)
        except TimeoutError:
            raise SenderGone from None
        if message["type"] == "http.disconnect":
            raise SenderGone
        more = message.get("more_body", False)
        if message.get("body"):
            yield message["body"]


async def blocks(request: Request) -> AsyncIterator[bytes]:
    """The body in blocks of about a megabyte; what came before the sender went is still given."""
    block = bytearray()
    try:
        async for piece in pieces(request):
            block += piece
            if len(block) >= BLOCK_BYTES:
                yield bytes(block)
                block.clear()
    except SenderGone:
        if block:
            yield bytes(block)
        raise
    if block:
        yield bytes(block)


async def read_json(request: Request, model: type[M]) -> M:
    """A small JSON body as `model`. Raises `TooLarge`, and 400 with the fields at fault."""
    body = bytearray()
    async for piece in pieces(request):
        body += piece
        if len(body) > MAX_JSON_BYTES:
            raise TooLarge(f"This may have at most {MAX_JSON_BYTES} bytes.")
    try:
        return model.model_validate_json(bytes(body))
    except ValidationError as problem:
        raise refused(problem) from None


def refused(problem: ValidationError) -> RequestValidationError:
    """The failure that FastAPI would have raised for a declared body."""
    found = problem.errors(include_url=False)
    return RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in found])


def announced_bytes(request: Request) -> int | None:
    """The body's length, when the sender says it."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 19 else None
