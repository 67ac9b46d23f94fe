"""People who talk to a server one question at a time: a REST client, and the tab of a page.

Both are asyncio, so that hundreds fit into one process beside the server that is measured.
"""

import asyncio
import json
import re
from typing import Any, Self
from uuid import uuid4

from app.kernel.ports.authenticator import SESSION_COOKIE

ANSWER_SECONDS = 30
FIELD_MARKER = "_rx_state_"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_STATUS = slice(9, 12)
_UNMASKED = b"\0\0\0\0"
"""A mask is asked for of every client; this one leaves the text as it is."""


class Client:
    """One keep-alive connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, secret: str) -> None:
        self._reader, self._writer = reader, writer
        self.secret = secret

    @classmethod
    async def connect(cls, port: int, secret: str = "") -> Self:
        """`secret` is sent along as a bearer token."""
        return cls(*await asyncio.open_connection("127.0.0.1", port), secret)

    async def ask(
        self, method: str, path: str, content: Any = None, *, within: float = ANSWER_SECONDS
    ) -> tuple[int, bytes]:
        """The answer's status and body. Raises `TimeoutError`, `OSError`, `EOFError`."""
        body = b"" if content is None else json.dumps(content).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        head += f"Authorization: Bearer {self.secret}\r\n" if self.secret else ""
        self._writer.write(f"{head}Content-Type: application/json\r\n\r\n".encode() + body)
        async with asyncio.timeout(within):
            told = await self._reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(told)
            return int(told[_STATUS]), await self._reader.readexactly(int(length[1]) if length else 0)

    def close(self) -> None:
        self._writer.close()


class Tab:
    """A page's socket: Socket.IO over WebSocket by hand, as the browser speaks it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> None:
        self._reader, self._writer = reader, writer
        self._token = str(uuid4())
        self._where = {"pathname": path, "asPath": path, "query": {}}

    @classmethod
    async def open(cls, port: int, path: str, secret: str = "") -> Self:
        """A tab at `path`, signed in with the browser session's `secret`."""
        tab = cls(*await asyncio.open_connection("127.0.0.1", port), path)
        await tab._shake_hands(secret)
        return tab

    async def send(self, event: str, payload: dict[str, Any] | None = None) -> None:
        """Send an event; `event` is the state's full name and the handler's."""
        told = {"name": event, "payload": payload or {}, "router_data": self._where, "token": self._token}
        self._say("42/_event," + json.dumps(["event", told]))

    async def until(self, state: str, *names: str) -> dict[str, Any]:
        """The variables `names` of the state of this full name, as soon as all of them have changed.

        Raises `TimeoutError`, `EOFError`.
        """
        seen: dict[str, Any] = {}
        while len(seen) < len(names):
            delta = json.loads(await self._packet("42/_event,"))[1].get("delta") or {}
            for marked, value in delta.get(state, {}).items():
                name = marked.removesuffix(FIELD_MARKER)
                if name in names:
                    seen[name] = value
        return seen

    def close(self) -> None:
        self._writer.close()

    async def _shake_hands(self, secret: str) -> None:
        address = f"/_event/?EIO=4&transport=websocket&token={self._token}"
        head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        head += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n"
        head += f"Cookie: {SESSION_COOKIE}={secret}\r\n" if secret else ""
        self._writer.write(f"{head}\r\n".encode())
        answer = await self._reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in answer.splitlines()[0]:
            raise ConnectionRefusedError(answer.decode())
        await self._packet("0")
        self._say("40/_event,")
        await self._packet("40/_event,")

    def _say(self, packet: str) -> None:
        payload = packet.encode()
        size = len(payload)
        if size < 126:
            head = bytes([0x81, 0x80 | size])
        else:
            head = bytes([0x81, 0xFE]) + size.to_bytes(2, "big")
            assert size < 2**16
        self._writer.write(head + _UNMASKED + payload)

    async def _packet(self, kind: str) -> str:
        """The rest of the next packet of this kind; answers pings meanwhile."""
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                packet = (await self._message()).decode()
                if packet == "2":
                    self._say("3")
                if packet.startswith(kind):
                    return packet[len(kind) :]

    async def _message(self) -> bytes:
        """A whole message, whatever pieces it comes in."""
        whole = b""
        while True:
            first, second = await self._reader.readexactly(2)
            size = second & 0x7F
            if size > 125:
                size = int.from_bytes(await self._reader.readexactly(2 if size == 126 else 8), "big")
            piece = await self._reader.readexactly(size)
            if first & 0x0F == 8:
                raise EOFError("the server closed the socket")
            if first & 0x0F in (0, 1, 2):
                whole += piece
                if first & 0x80:
                    return whole
