"""What wraps every request: ids, headers, the ceiling on bodies, and the answer to a bug."""

import asyncio
import logging
from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from pydantic import BaseModel
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from structlog.testing import capture_logs

from app.api import make_api, with_shortcut, wrapped
from app.rest import access_log, errors
from app.rest.addresses import PlainAddresses
from app.rest.ceiling import MAX_BODY_BYTES
from app.rest.headers import EVERYWHERE, FOREVER, ON_DOCUMENTS
from tests.fakes import Fakes
from tests.rest_client import Client


class Note(BaseModel):
    text: str


@pytest.fixture
def bare() -> TestClient:
    """An application of a few addresses inside the wrappers."""
    api = FastAPI()
    errors.install(api)

    @api.get("/assets/{name}")
    def asset(name: str) -> PlainTextResponse:
        return PlainTextResponse(name, 404 if name == "gone" else 200, media_type="text/javascript")

    @api.post("/api/notes")
    def write(note: Note) -> int:
        return len(note.text)

    @api.patch("/api/uploads/1/content")
    async def stream(request: Request) -> int:
        return sum([len(piece) async for piece in request.stream()])

    @api.get("/api/v1/load/{session_id}")
    def load(session_id: str) -> PlainTextResponse:
        return PlainTextResponse(session_id, 404 if session_id == "unknown" else 200)

    @api.get("/api/fault")
    def fault() -> None:
        raise ZeroDivisionError("a detail that is nobody's business")

    return TestClient(wrapped(api))


@pytest.mark.parametrize(
    "path", ["/api/health", "/api/nowhere", "/api/docs", "/api/docs/files/swagger-ui.css"]
)
def test_answers_carry_the_security_headers(path: str, client: Client) -> None:
    wanted = EVERYWHERE | ON_DOCUMENTS
    headers = client.get(path).headers
    assert {name: headers[name] for name in wanted} == wanted


def test_parts_of_a_page_carry_the_ones_that_matter_for_them(bare: TestClient) -> None:
    headers = bare.get("/assets/index-1a2b.js").headers
    assert headers["content-type"].startswith("text/javascript")
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert not set(ON_DOCUMENTS) & set(headers)


def test_built_files_are_kept_for_ever_and_pages_are_asked_for_again(bare: TestClient) -> None:
    built = bare.get("/assets/index-1a2b.js").headers
    assert built["cache-control"] == FOREVER
    assert not {"etag", "last-modified"} & set(built)
    assert bare.get("/assets/gone").headers["cache-control"] == "no-cache"
    assert bare.get("/api/nowhere").headers["cache-control"] == "no-store"


def test_a_request_keeps_a_sane_id_of_its_caller_and_gets_one_otherwise(bare: TestClient) -> None:
    assert bare.get("/x", headers={"X-Request-Id": "client-0001"}).headers["x-request-id"] == "client-0001"
    for odd in ("short", "x" * 65, "two words 12345"):
        assert bare.get("/x", headers={"X-Request-Id": odd}).headers["x-request-id"] != odd


def test_a_built_file_is_told_no_id_unless_it_is_missing(bare: TestClient) -> None:
    assert "x-request-id" not in bare.get("/assets/index-1a2b.js").headers
    assert "x-request-id" in bare.get("/assets/gone").headers


def test_a_bug_is_answered_neutrally_with_the_id_that_is_in_the_log(bare: TestClient) -> None:
    with capture_logs() as lines:
        reply = bare.get("/api/fault")
    assert reply.status_code == 500
    assert "nobody's business" not in reply.text
    assert reply.json()["request_id"] == reply.headers["x-request-id"]
    assert [line["request_id"] for line in lines if line["event"] == "request failed"] == [
        reply.headers["x-request-id"]
    ]


def test_a_client_that_leaves_in_the_middle_of_its_body_is_no_fault(fakes: Fakes) -> None:
    messages = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])
    answered: list[Message] = []

    async def receive() -> Message:
        return next(messages)

    async def send(message: Message) -> None:
        answered.append(message)

    api = make_api()
    scope = {"type": "http", "method": "POST", "path": "/api/v1/save", "headers": [], "query_string": b""}
    with capture_logs() as lines:
        asyncio.run(with_shortcut(wrapped(api), api)(scope, receive, send))
    assert answered[0]["status"] == 400
    assert "request failed" not in [line["event"] for line in lines]


def test_what_a_game_client_loads_is_logged_only_when_it_fails(
    bare: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, access_log.NAME)
    with capture_logs() as lines:
        for path in ("/api/v1/load/known", "/api/v1/load/unknown", "/api/other"):
            bare.get(path)
    assert [(line["path"], line["status"]) for line in lines] == [
        ("/api/v1/load/unknown", 404),
        ("/api/other", 404),
    ]


def test_a_body_over_the_ceiling_is_refused(bare: TestClient) -> None:
    assert bare.post("/api/notes", json={"text": "x" * 1000}).json() == 1000
    reply = bare.post("/api/notes", json={"text": "x" * MAX_BODY_BYTES})
    assert (reply.status_code, reply.json()["error"]["code"]) == (413, "too_large")


def test_a_body_that_hides_its_length_is_refused_too(bare: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(3):
            yield b"x" * (MAX_BODY_BYTES // 2)
        yield b'"}'

    reply = bare.post("/api/notes", content=pieces(), headers={"Content-Type": "application/json"})
    assert reply.status_code == 413


def test_an_upload_may_be_larger(bare: TestClient) -> None:
    headers = {"Content-Type": "application/offset+octet-stream"}
    reply = bare.patch("/api/uploads/1/content", content=b"x" * (MAX_BODY_BYTES + 1), headers=headers)
    assert reply.json() == MAX_BODY_BYTES + 1


def test_only_the_content_of_an_upload_may_be_long(client: Client) -> None:
    flood = b" " * (MAX_BODY_BYTES + 1)
    reply = client.patch("/api/uploads/1", content=flood, headers={"Content-Type": "text/plain"})
    assert reply.status_code == 413


def test_the_description_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/docs").text
    assert "http://" not in page.replace("http://testserver", "")
    assert "https://" not in page
    for name in ("swagger-ui-bundle.js", "swagger-ui.css"):
        assert f"/api/docs/files/{name}" in page
        assert client.get(f"/api/docs/files/{name}").status_code == 200


def test_every_address_says_what_it_is_for() -> None:
    described = make_api().openapi()["paths"]
    silent = [
        f"{method} {path}"
        for path, methods in described.items()
        for method, operation in methods.items()
        if not operation.get("description")
    ]
    assert not silent


def test_a_page_is_served_at_its_plain_address() -> None:
    seen: list[str] = []

    async def file_server(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["path"])
        await PlainTextResponse("")(scope, receive, send)

    served = TestClient(PlainAddresses({"/settings"})(file_server))
    for path in ("/settings", "/settings/", "/settings.js", "/productions/7"):
        served.get(path)
    assert seen == ["/settings/", "/settings/", "/settings.js", "/productions/7"]
