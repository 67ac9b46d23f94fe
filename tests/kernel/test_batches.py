"""What arrives while a batch is under way makes up the next one; each item has its own outcome."""

import asyncio
import itertools
import os
import threading
from collections.abc import Sequence

import pytest

from app.kernel import batches as module
from app.kernel.batches import Batches, Crowded
from app.kernel.errors import Unavailable


class Counted:
    """Doubles numbers, batch by batch, and holds the first batch until told. `bad` fails its batch."""

    def __init__(self, *, held: bool = False, bad: int | None = None) -> None:
        self.batches: list[list[int]] = []
        self.begun, self.go_on = threading.Event(), threading.Event()
        self._bad = bad
        if not held:
            self.go_on.set()

    def __call__(self, items: list[int]) -> Sequence[int]:
        self.batches.append(items)
        self.begun.set()
        assert self.go_on.wait(60)
        if self._bad in items:
            raise ValueError(f"{self._bad} is bad")
        return [item * 2 for item in items]

    async def under_way(self) -> None:
        assert await asyncio.to_thread(self.begun.wait, 10)


async def _queued(batches: Batches[int, int], items: Sequence[int]) -> list[asyncio.Task[int]]:
    """Tasks that wait for `items`."""
    tasks = [asyncio.ensure_future(batches.outcome_of(item)) for item in items]
    await asyncio.sleep(0)
    return tasks


async def test_one_alone_is_run_alone() -> None:
    run = Counted()
    assert await Batches(run).outcome_of(4) == 8
    assert run.batches == [[4]]


async def test_those_who_come_while_a_batch_is_under_way_share_the_next() -> None:
    run = Counted(held=True)
    batches = Batches(run)
    first = await _queued(batches, [1])
    await run.under_way()
    rest = await _queued(batches, range(2, 9))
    run.go_on.set()
    assert await asyncio.gather(*first, *rest) == [2 * item for item in range(1, 9)]
    assert run.batches == [[1], [2, 3, 4, 5, 6, 7, 8]]


async def test_who_was_just_answered_joins_those_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_patience", lambda took: 10)
    run = Counted(held=True)
    batches = Batches(run)

    async def twice() -> int:
        return await batches.outcome_of(1) + await batches.outcome_of(3)

    returning = asyncio.ensure_future(twice())
    await run.under_way()
    waiting = await _queued(batches, [2])
    run.go_on.set()
    assert await asyncio.gather(returning, *waiting) == [8, 4]
    assert run.batches == [[1], [2, 3]]


async def test_who_was_answered_and_stays_away_is_not_waited_for_long() -> None:
    run = Counted(held=True)
    batches = Batches(run)
    tasks = await _queued(batches, [1])
    await run.under_way()
    tasks += await _queued(batches, [2])
    run.go_on.set()
    assert await asyncio.gather(*tasks) == [2, 4]


async def test_after_a_batch_that_was_held_up_nobody_is_waited_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "monotonic", itertools.count(step=60).__next__)
    run = Counted(held=True)
    batches = Batches(run)
    tasks = await _queued(batches, [1])
    await run.under_way()
    tasks += await _queued(batches, [2])
    run.go_on.set()
    async with asyncio.timeout(10):
        assert await asyncio.gather(*tasks) == [2, 4]


async def test_where_no_thread_can_begin_nobody_waits_and_the_next_tries_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batches = Batches(Counted())

    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", refuse)
        async with asyncio.timeout(10):
            outcomes = await asyncio.gather(*await _queued(batches, [1, 2]), return_exceptions=True)
    assert [str(one) for one in outcomes] == ["can't start new thread"] * 2
    async with asyncio.timeout(10):
        assert await batches.outcome_of(3) == 6


async def test_a_batch_is_never_larger_than_allowed() -> None:
    run = Counted(held=True)
    batches = Batches(run, largest=3)
    tasks = await _queued(batches, [0])
    await run.under_way()
    tasks += await _queued(batches, range(1, 8))
    run.go_on.set()
    await asyncio.gather(*tasks)
    assert [len(batch) for batch in run.batches] == [1, 3, 3, 1]


async def test_a_bad_item_spoils_only_its_own() -> None:
    run = Counted(held=True, bad=3)
    batches = Batches(run)
    tasks = await _queued(batches, [0])
    await run.under_way()
    tasks += await _queued(batches, [1, 2, 3, 4])
    run.go_on.set()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [str(one) for one in outcomes] == ["0", "2", "4", "3 is bad", "8"]


async def test_what_is_away_is_asked_once_for_all() -> None:
    asked = []

    def run(items: list[int]) -> Sequence[int]:
        asked.append(items)
        raise Unavailable("The database is away.")

    batches = Batches(run)
    outcomes = await asyncio.gather(*[batches.outcome_of(item) for item in range(9)], return_exceptions=True)
    assert all(isinstance(one, Unavailable) for one in outcomes)
    assert sum(map(len, asked)) == 9


async def test_too_few_outcomes_are_a_fault_and_leave_nobody_waiting() -> None:
    batches: Batches[int, int] = Batches(lambda items: [])
    with pytest.raises(RuntimeError, match="1 items had 0 outcomes"):
        await batches.outcome_of(1)


async def test_who_finds_no_room_is_told_at_once() -> None:
    run = Counted(held=True)
    batches = Batches(run, room=2)
    tasks = await _queued(batches, [0])
    await run.under_way()
    tasks += await _queued(batches, [1, 2])
    with pytest.raises(Crowded):
        await batches.outcome_of(3)
    run.go_on.set()
    assert await asyncio.gather(*tasks) == [0, 2, 4]


async def test_who_gave_up_waiting_is_left_out_and_holds_up_nobody() -> None:
    run = Counted(held=True)
    batches = Batches(run)
    under_way = await _queued(batches, [0])
    await run.under_way()
    gave_up, stayed = await _queued(batches, [1, 2])
    gave_up.cancel()
    under_way[0].cancel()
    await asyncio.sleep(0)
    run.go_on.set()
    assert await stayed == 4
    assert run.batches == [[0], [2]]
    assert await batches.outcome_of(5) == 10


async def test_several_event_loops_share_batches() -> None:
    batches = Batches(Counted())
    ask = [asyncio.to_thread(asyncio.run, batches.outcome_of(item)) for item in range(20)]
    assert await asyncio.gather(*ask) == [item * 2 for item in range(20)]


def test_a_loop_that_was_closed_meanwhile_hinders_nobody() -> None:
    run = Counted(held=True)
    batches = Batches(run)

    async def give_up() -> None:
        await _queued(batches, [1])
        await run.under_way()

    asyncio.run(give_up())
    run.go_on.set()
    assert asyncio.run(batches.outcome_of(2)) == 4


def test_a_forked_process_has_batches_of_its_own() -> None:
    batches = Batches(Counted())
    asyncio.run(batches.outcome_of(1))
    child = os.fork()
    if child == 0:
        alarm = threading.Timer(20, os._exit, [1])
        alarm.daemon = True
        alarm.start()
        os._exit(0 if asyncio.run(batches.outcome_of(2)) == 4 else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_nothing_is_started_before_the_first_item() -> None:
    before = threading.active_count()
    Batches(Counted())
    assert threading.active_count() == before
