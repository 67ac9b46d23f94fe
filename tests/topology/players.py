"""Game clients that save without end while their server is killed, and remember what it has acknowledged."""

import http.client
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ANSWER_SECONDS = 60
SAVES_OF_A_SESSION = 2
"""The first makes the row, the second replaces what it holds."""
DIED = (OSError, http.client.HTTPException)


@dataclass
class Player:
    """Saves one session after the other over one connection. What was in flight at a kill is unknown."""

    name: str
    port: int
    saves: int = 0
    acknowledged: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The last acknowledged state of each session."""
    unanswered: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The state that came after it and was sent, but never answered."""
    acknowledgements: int = 0
    refused: list[str] = field(default_factory=list)

    def play_until(self, is_over: Callable[[], bool]) -> threading.Thread:
        """Start; the thread ends with the connection, or when it is over."""
        playing = threading.Thread(target=self._play, args=(is_over,))
        playing.start()
        return playing

    def _play(self, is_over: Callable[[], bool]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        try:
            while not is_over():
                self._save(connection)
        except DIED:
            return
        except Exception as reason:
            self.refused.append(repr(reason))
        finally:
            connection.close()

    def _save(self, connection: http.client.HTTPConnection) -> None:
        session_id = f"{self.name}-{self.saves // SAVES_OF_A_SESSION}"
        state = _state(self.saves)
        self.saves += 1
        self.unanswered[session_id] = state
        answer = _ask(connection, "POST", "/api/v1/save", {"session_id": session_id, "state": state})
        if answer != {"status": "saved", "scene_index": state["scene_index"]}:
            raise AssertionError(str(answer))
        self.acknowledged[session_id] = self.unanswered.pop(session_id)
        self.acknowledgements += 1

    def lost(self) -> list[str]:
        """Sessions that do not load with what was acknowledged, or with what was sent after it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        try:
            return [one for one in self.acknowledged if not self._is_kept(connection, one)]
        finally:
            connection.close()

    def _is_kept(self, connection: http.client.HTTPConnection, session_id: str) -> bool:
        loaded = _ask(connection, "GET", f"/api/v1/load/{session_id}")
        right = [self.acknowledged[session_id], self.unanswered.get(session_id)]
        return loaded["session_id"] == session_id and loaded["state"] in right


def _ask(connection: http.client.HTTPConnection, method: str, path: str, content: Any = None) -> Any:
    body = None if content is None else json.dumps(content)
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != http.HTTPStatus.OK:
        raise AssertionError(f"{method} {path} was answered {answer.status} {text}")
    return json.loads(text)


def _state(number: int) -> dict[str, Any]:
    """A state that no other save has, in all that can change."""
    heroes = [{"name": f"Aether {number}", "class": "scribe", "hp": number % 9999}]
    return {
        "scene_index": 1 + number % 11,
        "party_name": f"Company {number}",
        "heroes": heroes,
        "symbol_choice": f"symbol {number}",
        "choices": {"scene3": f"left {number}", "scene8": None},
    }
