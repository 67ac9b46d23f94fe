"""Work that is cheaper done together: what arrives while a batch is under way makes up the next one.

Under load a commit then serves many, and alone nobody waits: an item that finds no batch under way is
one by itself. Those who were answered together mostly ask again at once, so the next batch waits for as
many, though never long: else it would begin with the quickest of them, and serve the rest in a second one.
Nothing is started before the first item, so a process that forks after importing this
has nothing to lose.
"""

import asyncio
import os
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import monotonic
from typing import Any, Generic, NamedTuple, TypeVar

from app.kernel.errors import Unavailable

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
Loop = asyncio.AbstractEventLoop

LARGEST = 128
"""Items in one batch: enough to spread the price of a commit, few enough that the first needn't wait long."""
PATIENCE_SECONDS = 0.001
PATIENCE_SHARE = 0.5
LONGEST_PATIENCE_SECONDS = 0.05
"""How long a batch waits for those who were answered last: the first, or that share of what the last batch
took, if it is more. Where a commit takes long, an item that just misses one waits for two of them. But a
batch that a busy database held up for half a minute says nothing about the next."""
ROOM = 2048
"""Items that may wait. Those that come after are better told at once than after a minute."""


class Crowded(Unavailable):
    """More is waiting already than can be answered in reasonable time."""

    code = "crowded"

    def __init__(self) -> None:
        super().__init__("Too many are asking at this moment. Nothing was changed; try again in a second.")


class _Waiting(NamedTuple):
    item: Any
    answer: asyncio.Future[Any]


class Batches(Generic[Item, Outcome]):
    """Runs items of any number of coroutines, on any event loops, batch by batch in a thread of its own.

    `run` gets a list of items in the order of their arrival, and gives their outcomes in that order. When
    it fails with several, each is run once more by itself, so that one bad item never spoils the others.
    """

    def __init__(
        self, run: Callable[[list[Item]], Sequence[Outcome]], *, largest: int = LARGEST, room: int = ROOM
    ) -> None:
        self._run = run
        self._largest = largest
        self._room = room
        self._forget()

    def _forget(self) -> None:
        """Begin afresh, as a forked process must: it has none of its parent's threads."""
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._waiting: deque[_Waiting] = deque()
        self._wanted = 0
        self._are_there = threading.Event()
        self._under_way = False
        self._thread: ThreadPoolExecutor | None = None

    async def outcome_of(self, item: Item) -> Outcome:
        """What `run` gives for `item`, or raises for it. Raises `Crowded` when there is no room to wait.

        Whoever is cancelled while waiting is left out; once its batch has begun, its item is run all the
        same.
        """
        if self._process != os.getpid():
            self._forget()
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        with self._lock:
            if len(self._waiting) >= self._room:
                raise Crowded
            self._waiting.append(_Waiting(item, answer))
            if len(self._waiting) == self._wanted:
                self._are_there.set()
            idle, self._under_way = not self._under_way, True
        if idle:
            self._begin()
        return await answer

    def _begin(self) -> None:
        try:
            if self._thread is None:
                self._thread = ThreadPoolExecutor(1, thread_name_prefix="batches")
            self._thread.submit(self._work)
        except RuntimeError as no_thread:
            self._give_up(no_thread)

    def _give_up(self, reason: Exception) -> None:
        """Let nobody wait for a batch that can't begin; whoever comes next tries again."""
        with self._lock:
            waiting = list(self._waiting)
            self._waiting.clear()
            self._under_way = False
            self._thread = None
        _tell(waiting, [reason] * len(waiting))

    def _work(self) -> None:
        while batch := self._next():
            began = monotonic()
            outcomes = self._outcomes([waiting.item for waiting in batch])
            took = monotonic() - began
            _tell(batch, outcomes)
            self._wait_for_as_many(len(batch), _patience(took))

    def _wait_for_as_many(self, answered: int, patience: float) -> None:
        """Until those who wait already and those just answered are all there, or patience ends."""
        with self._lock:
            self._wanted = min(len(self._waiting) + answered, self._largest)
            self._are_there.clear()
            if len(self._waiting) >= self._wanted:
                return
        self._are_there.wait(patience)

    def _next(self) -> list[_Waiting]:
        """The next batch; when it is empty, the one who comes next begins again."""
        batch: list[_Waiting] = []
        with self._lock:
            while self._waiting and len(batch) < self._largest:
                waiting = self._waiting.popleft()
                if not waiting.answer.cancelled():
                    batch.append(waiting)
            self._under_way = bool(batch)
        return batch

    def _outcomes(self, items: list[Item]) -> Sequence[Outcome | Exception]:
        try:
            outcomes = self._run(items)
            if len(outcomes) != len(items):
                raise RuntimeError(f"{len(items)} items had {len(outcomes)} outcomes")
            return outcomes
        except Unavailable as away:
            # It would be as unavailable to each of them.
            return [away] * len(items)
        except Exception as failure:
            if len(items) == 1:
                return [failure]
            return [outcome for item in items for outcome in self._outcomes([item])]


def _patience(took: float) -> float:
    """Seconds to wait for others, after a batch that took so many."""
    return min(LONGEST_PATIENCE_SECONDS, max(PATIENCE_SECONDS, PATIENCE_SHARE * took))


def _tell(batch: list[_Waiting], outcomes: Sequence[Any]) -> None:
    """Wake each event loop once, with all that is for it."""
    told: dict[Loop, list[tuple[asyncio.Future[Any], Any]]] = defaultdict(list)
    for waiting, outcome in zip(batch, outcomes, strict=True):
        told[waiting.answer.get_loop()].append((waiting.answer, outcome))
    for loop, answers in told.items():
        # A loop that was closed meanwhile has nobody left who waits.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, answers)


def _settle(answers: list[tuple[asyncio.Future[Any], Any]]) -> None:
    for answer, outcome in answers:
        if answer.cancelled():
            continue
        if isinstance(outcome, Exception):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
