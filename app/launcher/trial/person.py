"""A person who uses REST, and remembers what it has acknowledged."""

import http.client
import json
import secrets
from pathlib import Path
from typing import Any

ANSWER_SECONDS = 30
FAILED = 400


class Refused(Exception):
    """The server answered, but not with what was asked for."""


class Person:
    """Signed up at the server of the trial."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._headers: dict[str, str] = {}
        account = {
            "email": f"{secrets.token_hex(8)}@example.com",
            "password": secrets.token_urlsafe(24),
            "display_name": "A trial",
        }
        token = self.ask("POST", "/api/auth/register", account)["access_token"]
        self._headers = {"Authorization": f"Bearer {token}"}

    def upload(self, film: Path) -> int:
        """Send a film; returns the upload's id."""
        content = film.read_bytes()
        announced = {"name": film.name, "bytes": len(content), "kind": "video"}
        upload = self.ask("POST", "/api/uploads", announced)["upload"]
        sent = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        self._send("PATCH", f"/api/uploads/{upload['id']}/content", content, sent)
        return int(upload["id"])

    def open_draft(self, upload_id: int) -> int:
        return int(self.ask("POST", "/api/production-drafts", {"uploadId": upload_id})["draft"]["id"])

    def save(self, draft_id: int, number: int) -> None:
        """Keep `number` as the draft's name; returns once that is acknowledged."""
        self.ask("PATCH", f"/api/production-drafts/{draft_id}", {"config": {"name": str(number)}})

    def saved(self, upload_id: int) -> int:
        """The number that the draft has."""
        draft = self.ask("GET", f"/api/production-drafts?uploadId={upload_id}")["draft"]
        return int(draft["config"].get("name") or 0)

    def begin_planet(self) -> int:
        """Start to build a planet; returns its id."""
        planet_id = int(self.ask("POST", "/api/planets", {"name": "A trial"})["id"])
        self.ask("POST", f"/api/planets/{planet_id}/builder/start")
        return planet_id

    def answer(self, planet_id: int, number: int) -> None:
        """Keep `number` as the planet's motto; returns once that is acknowledged."""
        given = {"scope": "trial", "seq": number, "changes": {"motto": str(number)}}
        told = self.ask("PATCH", f"/api/planets/{planet_id}/builder/answers", given)
        if told["saved"] != given["changes"]:
            raise Refused(f"the answer {number} was not kept: {told}")

    def answered(self, planet_id: int) -> int:
        """The number that the planet has."""
        state = self.ask("GET", f"/api/planets/{planet_id}/builder/state")
        return int(state["attributes"].get("motto") or 0)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of an answer. Raises `Refused`, and `OSError` or `HTTPException` when the server died."""
        content = None if body is None else json.dumps(body).encode()
        text = self._send(method, path, content, {"Content-Type": "application/json"})
        return json.loads(text) if text else None

    def _send(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=ANSWER_SECONDS)
        try:
            connection.request(method, path, content, self._headers | headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if answer.status >= FAILED:
            raise Refused(f"{method} {path} answered {answer.status}: {text[:300]}")
        return text
