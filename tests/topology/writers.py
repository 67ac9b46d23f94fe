"""People who go on typing until their server dies, and remember what it has acknowledged."""

import http.client
import json
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from simple_websocket import Client, ConnectionClosed
from wsproto.utilities import RemoteProtocolError

from app.kernel.ports.authenticator import SESSION_COOKIE
from tests.topology import studio

ANSWER_SECONDS = 60
_FEATURES = "reflex___state____state.app___features___"
DRAFTS = f"{_FEATURES}productions___state___produce____draft_state"
BUILDER = f"{_FEATURES}planets___state___builder____builder_state"
BROKEN = (OSError, http.client.HTTPException, ConnectionClosed, RemoteProtocolError)


@dataclass
class Writer(ABC):
    """Saves 1, 2, 3, … as one text of one thing. What was in flight when the server died is unknown."""

    port: int
    secret: str
    thing_id: int
    acknowledged: int = 0
    refused: list[str] = field(default_factory=list)

    def type_until_the_server_dies(self) -> threading.Thread:
        """Start; the thread ends with the connection."""
        typing = threading.Thread(target=self._type)
        typing.start()
        return typing

    def _type(self) -> None:
        try:
            self.connect()
            while True:
                # Again what may have been lost in flight, as the browser's outbox does.
                self.save(self.acknowledged + 1)
                self.acknowledged += 1
        except BROKEN:
            return
        except Exception as reason:
            self.refused.append(repr(reason))

    @abstractmethod
    def connect(self) -> None: ...

    @abstractmethod
    def save(self, number: int) -> None:
        """Returns once the server has acknowledged it."""

    def kept(self) -> int:
        """The number that is in the row."""
        return studio.saved_name(self.thing_id)


class RestWriter(Writer):
    """A program."""

    def connect(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)

    def save(self, number: int) -> None:
        body = json.dumps({"config": {"name": str(number)}})
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        self._connection.request("PATCH", f"/api/production-drafts/{self.thing_id}", body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        if answer.status != 200 or json.loads(text)["draft"]["config"]["name"] != str(number):
            raise AssertionError(f"{answer.status} {text}")


class SocketWriter(Writer):
    """A browser's tab: Socket.IO by hand, and one event of the page's state."""

    def connect(self) -> None:
        self._token = str(uuid4())
        address = f"ws://127.0.0.1:{self.port}/_event/?EIO=4&transport=websocket&token={self._token}"
        self._socket = Client.connect(address, headers={"Cookie": f"{SESSION_COOKIE}={self.secret}"})
        self._receive("0")
        self._socket.send("40/_event,")
        self._receive("40/_event,")

    state, event, answers, scope, text = DRAFTS, "save", "answer", "draft:{}", "name"

    def save(self, number: int) -> None:
        batch = {
            "scope": self.scope.format(self.thing_id),
            "seq": number,
            "changes": {self.text: str(number)},
            "bases": {self.text: [None, str(number - 1)]},
        }
        where = {"pathname": "/page", "asPath": "/page", "query": {}}
        event = {"name": f"{self.state}.{self.event}", "payload": {"batch": batch}, "router_data": where}
        self._socket.send("42/_event," + json.dumps(["event", event | {"token": self._token}]))
        while not (answer := self._answer(self._receive("42/_event,"))) or answer["seq"] != number:
            pass
        if answer["saved"].get(self.text) != str(number):
            raise AssertionError(str(answer))

    def _receive(self, kind: str) -> str:
        """The rest of the next packet of this kind; answers pings meanwhile."""
        while True:
            packet = self._socket.receive(timeout=ANSWER_SECONDS)
            if packet is None:
                raise TimeoutError
            if packet == "2":
                self._socket.send("3")
            if packet.startswith(kind):
                return str(packet[len(kind) :])

    def _answer(self, packet: str) -> dict[str, Any] | None:
        delta = json.loads(packet)[1].get("delta") or {}
        changed = delta.get(self.state, {})
        # Reflex puts a mark of its own behind a variable's name.
        named = (value for name, value in changed.items() if name.split("_rx_")[0] == self.answers)
        return next(named, None)


class StewardWriter(SocketWriter):
    """A tab that shows a planet's builder."""

    state, event, answers, scope, text = (
        BUILDER,
        "keep_answers",
        "answers_answer",
        "planet:{}:answers",
        "motto",
    )

    def kept(self) -> int:
        return studio.saved_motto(self.thing_id)
