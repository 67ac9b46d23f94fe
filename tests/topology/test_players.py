"""What the kill test concludes from: a player notices when a server acknowledged what it had not kept."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.topology.players import Player

SAVES = 8


class _Server(BaseHTTPRequestHandler):
    """Acknowledges every save; `keeps` says of which number it really keeps one."""

    protocol_version = "HTTP/1.1"
    kept: dict[str, Any]
    number: int
    keeps: Any

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.keeps(type(self).number):
            self.kept[sent["session_id"]] = sent
        type(self).number += 1
        self._answer({"status": "saved", "scene_index": sent["state"]["scene_index"]})

    def do_GET(self) -> None:
        self._answer(self.kept[self.path.rpartition("/")[2]])

    def _answer(self, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def _serving(keeps: Any) -> Iterator[int]:
    handler = type("Handler", (_Server,), {"kept": {}, "number": 0, "keeps": staticmethod(keeps)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("keeps", "lost"),
    [
        pytest.param(lambda number: True, [], id="an honest one"),
        pytest.param(lambda number: number != SAVES - 1, ["ada-3"], id="one that had not kept the last"),
        pytest.param(lambda number: number != 3, ["ada-1"], id="one that lost one in the middle"),
    ],
)
def test_a_player_names_what_was_acknowledged_and_is_lost(keeps: Any, lost: list[str]) -> None:
    with _serving(keeps) as port:
        player = Player("ada", port)
        player.play_until(lambda: player.acknowledgements == SAVES).join(30)
        assert player.acknowledgements == SAVES
        assert player.lost() == lost
