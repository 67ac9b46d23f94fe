"""An OpenAI-compatible images service on this machine, over real HTTP, that answers as it is told."""

import json
import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

KEY = "sk-never-to-be-seen-0123456789"
MODEL = "gpt-image-2.5-flare"


@dataclass(frozen=True)
class Answer:
    """One answer; `hold` is waited for before a byte of it is sent."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hold: threading.Event | None = None
    cut_short: bool = False
    """Whether the connection ends before the body does."""


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    path: str
    authorization: str | None
    body: dict[str, Any]


class FakeImagesApi:
    """Gives `answers` one by one, then the last one again; `files` are what it serves beside them."""

    def __init__(self) -> None:
        self.answers: list[Answer] = [picture_answer()]
        self.files: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self.arrived = threading.Event()
        """Set once a request is in."""
        self.released = threading.Event()
        """Held answers are sent when it is set."""
        self.url = ""

    def held(self) -> Answer:
        """An answer that comes when the test says so."""
        return Answer(hold=self.released)

    def _next(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        self.arrived.set()
        if asked.path.startswith("/files/"):
            return self.files.get(asked.path, Answer(404))
        if asked.path == "/v1/models":
            return Answer(401 if asked.authorization != f"Bearer {KEY}" else 200, b"{}")
        if asked.path != "/v1/images/generations":
            return Answer(404)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Clients that leave in the middle are what some tests are about."""


@contextmanager
def running(port: int = 0) -> Iterator[FakeImagesApi]:
    """The service, listening on this machine."""
    api = FakeImagesApi()
    server = _Server(("127.0.0.1", port), _handler(api._next))
    api.url = f"http://127.0.0.1:{server.server_port}/v1"
    serving = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    serving.start()
    try:
        yield api
    finally:
        api.released.set()
        server.shutdown()
        server.server_close()
        serving.join()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def painted(width: int = 1536, height: int = 1024, *, sky: bool = True, kind: str = "PNG") -> bytes:
    """A file with a disc in its middle."""
    image = Image.new("RGBA", (width, height), (10, 12, 30, 255 if sky else 0))
    side = min(width, height) // 3
    middle = (width // 2, height // 2)
    box = (middle[0] - side, middle[1] - side, middle[0] + side, middle[1] + side)
    ImageDraw.Draw(image).ellipse(box, fill=(200, 90, 40, 255))
    file = BytesIO()
    (image if kind != "JPEG" else image.convert("RGB")).save(file, kind)
    return file.getvalue()


def picture_answer(picture: bytes | None = None, **more: Any) -> Answer:
    """200 with base64, as GPT image models answer."""
    return json_answer(
        {"created": 1, "data": [{"b64_json": b64encode(picture or painted()).decode()}]}, **more
    )


def link_answer(link: str) -> Answer:
    """200 with an address."""
    return json_answer({"created": 1, "data": [{"url": link}]})


def refusal(status: int, code: str = "", message: str = "", **headers: str) -> Answer:
    """An error, as the service words it; some quote the key."""
    error = {"code": code, "message": message or f"Refused {KEY}.", "type": "error", "param": None}
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, json.dumps({"error": error}).encode(), told)


def json_answer(content: Any, **more: Any) -> Answer:
    return Answer(body=json.dumps(content).encode(), **more)


def _handler(answer: Callable[[Asked], Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def do_GET(self) -> None:
            self._answer({})

        def _answer(self, body: dict[str, Any]) -> None:
            given = answer(Asked(self.path, self.headers["Authorization"], body))
            if given.hold is not None:
                given.hold.wait(20)
            try:
                self._send(given)
            except OSError:
                self.close_connection = True  # the client has left meanwhile

        def _send(self, given: Answer) -> None:
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(given.body) + (100 if given.cut_short else 0)))
            self.end_headers()
            self.wfile.write(given.body)
            self.close_connection = self.close_connection or given.cut_short

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    return Handler
