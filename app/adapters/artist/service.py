"""Asks an OpenAI-compatible images service for one picture: `POST {url}/images/generations`.

The key goes into one header of one client, and into no message, log line or exception.
"""

import asyncio
from base64 import b64decode
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

import httpx
from pydantic import BaseModel, Field, SecretStr, ValidationError

from app.adapters.artist.addresses import Target, target_of
from app.adapters.artist.failures import PictureNotMade, TooMuch, TooSlow, Unreachable, Unreadable
from app.adapters.artist.pictures import MOST_BYTES
from app.adapters.artist.refusals import refusal

MOST_WORDS = 32_000
"""Characters of a prompt that the GPT image models read; user texts can be longer together."""
MOST_ANSWER_BYTES = MOST_BYTES * 4 // 3 + 65_536
CONNECT_SECONDS = 10.0
LOOK_EVERY_SECONDS = 0.25
PAUSES_SECONDS = (1.0, 5.0)
"""Before the second and the third try."""
MOST_WAIT_SECONDS = 60.0
"""A service that asks to be left alone for longer is not waited for."""

_GPT_MODELS = ("gpt-image", "chatgpt-image")


@dataclass(frozen=True)
class ServiceAddress:
    """Which service, as whom, and how long it may take."""

    url: str
    model: str
    key: SecretStr | None = None
    timeout_seconds: float = 120.0
    """Of silence."""
    deadline_seconds: float = 240.0
    """For one picture, with every try and the download."""


class _Picture(BaseModel):
    b64_json: str | None = None
    url: str | None = None


class _Answer(BaseModel):
    data: list[_Picture] = Field(min_length=1)


class ImagesService:
    """Safe to share between threads: every picture has connections of its own."""

    def __init__(
        self,
        where: ServiceAddress,
        pauses_seconds: tuple[float, ...] = PAUSES_SECONDS,
        rng: Random | None = None,
    ) -> None:
        self.where = where
        self._url = httpx.URL(f"{where.url}/")
        self._pauses_seconds = pauses_seconds
        self._rng = rng or Random()

    @property
    def leaves_out_backgrounds(self) -> bool:
        """Whether the model is of the family that has the `background` parameter."""
        return self.where.model.rpartition("/")[2].startswith(_GPT_MODELS)

    def picture(self, words: str, size: str, *, sky: bool, keep_going: Callable[[], None]) -> bytes:
        """The file that the service made of `words`, unexamined. Raises `PictureNotMade`.

        `keep_going` is called several times a second; what it raises ends the work.
        """
        return asyncio.run(self._attended(self._made(self._request(words, size, sky=sky)), keep_going))

    def check(self) -> None:
        """Raises `PictureNotMade` when the service is away or refuses the key. Costs nothing there."""
        asyncio.run(self._attended(self._greeted(), lambda: None))

    def _request(self, words: str, size: str, *, sky: bool) -> dict[str, Any]:
        """The two dialects: GPT image models answer base64 and refuse `response_format` as unknown."""
        request = {"model": self.where.model, "prompt": words[:MOST_WORDS], "n": 1, "size": size}
        if self.leaves_out_backgrounds:
            return request | {"output_format": "png", "background": "opaque" if sky else "transparent"}
        return request | {"response_format": "b64_json"}

    async def _attended(self, work: Coroutine[Any, Any, bytes], keep_going: Callable[[], None]) -> bytes:
        """`work` within the deadline, for as long as `keep_going` has no objection."""
        task = asyncio.ensure_future(work)
        ends = asyncio.get_running_loop().time() + self.where.deadline_seconds
        try:
            while not task.done():
                keep_going()
                if asyncio.get_running_loop().time() >= ends:
                    raise TooSlow
                await asyncio.wait({task}, timeout=LOOK_EVERY_SECONDS)
            return task.result()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _made(self, request: dict[str, Any]) -> bytes:
        async with self._client() as client:
            answer = await self._patiently(lambda: self._asked(client, request))
            made = _parsed(answer)
            if made.b64_json:
                return _decoded(made.b64_json)
            target = await target_of(made.url or "", self._url)
            return await self._patiently(lambda: self._downloaded(client, target))

    async def _patiently(self, ask: Callable[[], Coroutine[Any, Any, bytes]]) -> bytes:
        """Ask again after a pause while the failure may pass."""
        for pause in self._pauses_seconds:
            try:
                return await ask()
            except PictureNotMade as failed:
                if not failed.is_passing or failed.wait_seconds > MOST_WAIT_SECONDS:
                    raise
                wait = max(failed.wait_seconds, pause * self._rng.uniform(0.5, 1.5))
            await asyncio.sleep(wait)
        return await ask()

    async def _asked(self, client: httpx.AsyncClient, request: dict[str, Any]) -> bytes:
        post = client.build_request("POST", "images/generations", json=request)
        return await _read(post, client, MOST_ANSWER_BYTES)

    async def _greeted(self) -> bytes:
        async with self._client() as client, _failures_named():
            answer = await client.get("models", timeout=CONNECT_SECONDS)
            if answer.status_code in (401, 403) or answer.status_code >= 500:
                raise refusal(answer.status_code, answer.headers, b"")
        return b""

    async def _downloaded(self, client: httpx.AsyncClient, target: Target) -> bytes:
        if target.is_service:
            return await _read(client.build_request("GET", target.url), client, MOST_BYTES)
        # Neither the key nor a proxy, which would look the name up anew, belongs on this way.
        async with httpx.AsyncClient(timeout=self._timeout(), trust_env=False) as stranger:
            request = stranger.build_request(
                "GET", target.url, headers=target.headers, extensions=target.extensions
            )
            return await _read(request, stranger, MOST_BYTES)

    def _client(self) -> httpx.AsyncClient:
        # What comes is counted while it comes, and a few packed bytes could be many.
        headers = {"Accept-Encoding": "identity", "User-Agent": "Everkeep"}
        if self.where.key is not None:
            headers["Authorization"] = f"Bearer {self.where.key.get_secret_value()}"
        return httpx.AsyncClient(base_url=self._url, headers=headers, timeout=self._timeout())

    def _timeout(self) -> httpx.Timeout:
        return httpx.Timeout(self.where.timeout_seconds, connect=CONNECT_SECONDS)


async def _read(request: httpx.Request, client: httpx.AsyncClient, most_bytes: int) -> bytes:
    """The body of a 200, never more than `most_bytes` of it. Raises `PictureNotMade`."""
    async with _failures_named():
        answer = await client.send(request, stream=True)
        try:
            if answer.status_code != httpx.codes.OK:
                raise refusal(answer.status_code, answer.headers, await _start_of(answer))
            if answer.headers.get("Content-Encoding", "identity") != "identity":
                raise Unreadable(encoding="packed")
            return await _within(answer, most_bytes)
        finally:
            await answer.aclose()


async def _within(answer: httpx.Response, most_bytes: int) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_raw():
        body += chunk
        if len(body) > most_bytes:
            raise TooMuch(bytes=len(body))
    return bytes(body)


async def _start_of(answer: httpx.Response) -> bytes:
    """Enough of a refusal to read its code."""
    async for chunk in answer.aiter_raw(16_384):
        return chunk
    return b""


@asynccontextmanager
async def _failures_named() -> AsyncIterator[None]:
    """What the client raises holds its request, and that the key: it ends here."""
    try:
        yield
    except (httpx.ConnectTimeout, httpx.PoolTimeout):
        raise Unreachable(how="ConnectTimeout") from None
    except httpx.TimeoutException:
        raise TooSlow from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as reason:
        raise Unreachable(how=type(reason).__name__) from None


def _parsed(answer: bytes) -> _Picture:
    try:
        return _Answer.model_validate_json(answer).data[0]
    except ValidationError:
        raise Unreadable(answer_bytes=len(answer)) from None


def _decoded(text: str) -> bytes:
    """Some servers send a `data:` address, which ends in the same letters."""
    try:
        return b64decode(text.rpartition(",")[2] if text.startswith("data:") else text, validate=True)
    except ValueError:
        raise Unreadable(encoding="base64") from None
