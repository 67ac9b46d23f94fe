"""Many at once: as fast as they are answered, or each at a pace of their own."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from random import Random

from bench.load.generator import Load

Act = Callable[[int], Awaitable[None]]
"""What one of them does, for the n-th time; raises when the answer is wrong."""


async def as_fast_as_answered(acts: Sequence[Act], seconds: float) -> Load:
    """Each acts again once it is answered, for that long."""
    times: list[float] = []
    ends = time.perf_counter() + seconds

    async def keep_on(act: Act) -> None:
        number = 0
        while (began := time.perf_counter()) < ends:
            await act(number)
            times.append(time.perf_counter() - began)
            number += 1

    began = time.perf_counter()
    await _all(keep_on(act) for act in acts)
    return Load(len(times) / (time.perf_counter() - began), sorted(times))


async def at_a_pace(
    acts: Sequence[Act], every: float, seconds: float, rng: Random, *, newest_only: bool = False
) -> Load:
    """Each acts every so many seconds, whatever others do, beginning at any moment.

    What one takes counts from when it was due: whoever is kept waiting isn't counted as having come late.
    With `newest_only` what became due meanwhile is left out, as by a page that draws only the last.
    """
    times: list[float] = []
    begins = time.perf_counter()

    async def keep_on(act: Act, due: float) -> None:
        number = 0
        while due < begins + seconds:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await act(number)
            times.append(time.perf_counter() - due)
            late = int((time.perf_counter() - due) / every) if newest_only else 0
            number, due = number + 1 + late, due + every * (1 + late)

    await _all(keep_on(act, begins + rng.uniform(0, every)) for act in acts)
    return Load(len(times) / seconds, sorted(times))


async def _all(work: Iterable[Coroutine[None, None, None]]) -> None:
    gc.collect()
    gc.disable()  # its pauses would count as the server's
    try:
        async with asyncio.TaskGroup() as group:
            for one in work:
                group.create_task(one)
    finally:
        gc.enable()
