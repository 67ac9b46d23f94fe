"""How endpoints say in OpenAPI what they may answer besides success."""

from typing import Any

from pydantic import BaseModel, ConfigDict

_MEANINGS = {
    400: "Something in the request breaks a rule; `fields` says what",
    401: "Nobody is signed in, or the session has ended",
    403: "Signed in, but without the right to do this",
    404: "There is no such thing, or it is somebody else's",
    409: "It has changed meanwhile, or its state forbids this",
    412: "It is not at the revision that the request names",
    413: "More bytes than the limit allows",
    415: "The body is not JSON",
    416: "Outside the file",
    429: "Too often in too short a time; `Retry-After` says when to come back",
    503: "Something that this needs is full or can't be reached",
}


class Failure(BaseModel):
    """What happened, what was kept, what to do."""

    code: str
    message: str
    fields: dict[str, list[str]]


class FailureBody(BaseModel):
    """The envelope of every failure."""

    model_config = ConfigDict(extra="allow")

    error: Failure
    request_id: str


def failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=`: each status with its meaning and the shared envelope."""
    return {status: {"model": FailureBody, "description": _MEANINGS[status]} for status in statuses}
