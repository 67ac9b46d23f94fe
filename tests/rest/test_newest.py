"""Who waits for a picture that follows a hand, and who leaves the queue unpainted."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from starlette.requests import Request

from app.rest import newest
from app.rest.newest import Superseded, painted_if_newest, place_of
from app.rest.turns import TooManyPictures


class Asker:
    """A browser that asks for pictures, and may go away."""

    def __init__(self) -> None:
        self._messages: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        self._messages.put_nowait({"type": "http.request", "body": b""})

    def leave(self) -> None:
        self._messages.put_nowait({"type": "http.disconnect"})

    def request(self) -> Request:
        return Request({"type": "http", "headers": []}, self._messages.get)


class Easel:
    """Paints each picture once it is let, and remembers which."""

    def __init__(self) -> None:
        self.painted: list[str] = []
        self._let, self._begun = Event(), Event()

    def paint(self, picture: str) -> str:
        self._begun.set()
        self._let.wait(5)
        self.painted.append(picture)
        return picture

    async def begun(self) -> None:
        await asyncio.to_thread(self._begun.wait, 5)

    @contextmanager
    def waiting_room(self) -> Iterator[None]:
        """The easel is busy as long as this is open."""
        try:
            yield
        finally:
            self._let.set()


@pytest.fixture
def easel() -> Easel:
    return Easel()


async def ask(easel: Easel, page: str | None, picture: str, who: Asker | None = None) -> str:
    with place_of(page) as place:
        request = (who or Asker()).request()
        return await painted_if_newest(request, place, "quick", easel.paint, picture)


async def settled() -> None:
    """Let everybody who can go on do so."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_of_one_page_only_the_newest_waits(easel: Easel) -> None:
    with easel.waiting_room():
        first = asyncio.create_task(ask(easel, "page", "first"))
        await easel.begun()
        later = [asyncio.create_task(ask(easel, "page", f"later {number}")) for number in range(5)]
        await settled()
        # Answered at once, while the first is still being painted.
        assert [task.done() for task in later] == [True, True, True, True, False]
        for task in later[:-1]:
            with pytest.raises(Superseded):
                task.result()

    assert [await first, await later[-1]] == easel.painted == ["first", "later 4"]


async def test_pages_do_not_overtake_each_other_nor_those_without_a_name(easel: Easel) -> None:
    with easel.waiting_room():
        first = asyncio.create_task(ask(easel, "one", "first"))
        await easel.begun()
        others = [asyncio.create_task(ask(easel, page, str(page))) for page in ("two", "three", None, None)]
        await settled()

    assert await first == "first"
    assert await asyncio.gather(*others) == ["two", "three", "None", "None"]


async def test_who_has_gone_is_not_painted(easel: Easel) -> None:
    gone = Asker()
    with easel.waiting_room():
        first = asyncio.create_task(ask(easel, "one", "first"))
        await easel.begun()
        second = asyncio.create_task(ask(easel, "two", "second", gone))
        third = asyncio.create_task(ask(easel, "three", "third"))
        await settled()
        gone.leave()
        await settled()
        with pytest.raises(Superseded):
            second.result()

    await asyncio.gather(first, third)
    assert easel.painted == ["first", "third"]


async def test_a_newer_request_overtakes_one_that_does_not_wait_yet(easel: Easel) -> None:
    with easel.waiting_room(), place_of("page") as older:
        newer = asyncio.create_task(ask(easel, "page", "newer"))
        await easel.begun()
        with pytest.raises(Superseded):
            await painted_if_newest(Asker().request(), older, "quick", easel.paint, "older")

    assert [await newer] == easel.painted == ["newer"]


async def test_a_painter_that_fails_leaves_the_easel_free(easel: Easel) -> None:
    def fail() -> str:
        raise OSError("no paint")

    with place_of("page") as place, pytest.raises(OSError, match="no paint"):
        await painted_if_newest(Asker().request(), place, "quick", fail)

    with easel.waiting_room():
        task = asyncio.create_task(ask(easel, "page", "next"))
        await easel.begun()
    assert await task == "next"


async def test_a_crowd_is_asked_to_come_back(easel: Easel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "MOST_WAITING", 1)
    with easel.waiting_room():
        waiting = []
        for page in ("one", "two"):
            waiting.append(asyncio.create_task(ask(easel, page, page)))
            await easel.begun()
            await settled()
        with pytest.raises(TooManyPictures):
            await ask(easel, "three", "three")

    assert await asyncio.gather(*waiting) == ["one", "two"]


async def test_queues_do_not_wait_for_each_other(easel: Easel) -> None:
    with easel.waiting_room():
        slow = asyncio.create_task(ask(easel, "one", "slow"))
        await easel.begun()
        with place_of("two") as place:
            quick = await painted_if_newest(Asker().request(), place, "sharp", lambda: "quick")
        assert (quick, slow.done()) == ("quick", False)

    assert await slow == "slow"
