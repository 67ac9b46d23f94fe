"""Endpoints that share transactions: what many ask for at once is asked of the database once."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

from sqlmodel import Session

from app.kernel import db
from app.kernel.batches import Batches
from app.kernel.errors import AppError
from app.kernel.statements import Run

Means = TypeVar("Means")
Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

BatchService = Callable[[Means, Sequence[Item]], Sequence[Outcome | AppError]]
"""A service for several at once: each has its outcome, or the failure that is its own."""


def batched_writes(service: BatchService[Session, Item, Outcome]) -> Callable[[Item], Awaitable[Outcome]]:
    """`service` for one item; it answers after the commit of the transaction that the item was part of.

    Raises the item's own failure; `DiskFull`, `DatabaseAway`, `Crowded`.
    """

    def run(items: list[Item]) -> Sequence[Outcome | AppError]:
        with db.unit_of_work() as session:
            return service(session, items)

    return _one_of(Batches(run))


def batched_statement(
    service: BatchService[Run, Item, Outcome], run: Run
) -> Callable[[Item], Awaitable[Outcome]]:
    """`service`, which runs one statement for a whole batch, for one item; it answers after `run` has.

    Raises the item's own failure; `DiskFull`, `DatabaseAway`, `Crowded`.
    """
    return _one_of(Batches(partial(service, run)))


def _one_of(batches: Batches[Item, Outcome | AppError]) -> Callable[[Item], Awaitable[Outcome]]:
    async def one(item: Item) -> Outcome:
        outcome = await batches.outcome_of(item)
        if isinstance(outcome, AppError):
            raise outcome
        return outcome

    return one
