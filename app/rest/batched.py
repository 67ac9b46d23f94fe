"""Endpoints that share transactions: what many ask for at once is asked of the database once."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from sqlmodel import Session

from app.kernel import db
from app.kernel.batches import Batches
from app.kernel.errors import AppError

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

BatchService = Callable[[Session, Sequence[Item]], Sequence[Outcome | AppError]]
"""A service for several at once: each has its outcome, or the failure that is its own."""


def batched_writes(
    service: BatchService[Item, Outcome], *, one_statement: bool = False
) -> Callable[[Item], Awaitable[Outcome]]:
    """`service` for one item; it answers after the commit of the transaction that the item was part of.

    With `one_statement` the service runs no second one for a whole batch. Raises the item's own failure;
    `DiskFull`, `DatabaseAway`, `Crowded`.
    """

    def run(items: list[Item]) -> Sequence[Outcome | AppError]:
        with db.unit_of_work(one_statement=one_statement) as session:
            return service(session, items)

    return _one_of(Batches(run))


def batched_reads(
    service: BatchService[Item, Outcome], *, one_statement: bool = False
) -> Callable[[Item], Awaitable[Outcome]]:
    """`service` for one item, where it only reads; `one_statement` as for writes.

    Raises the item's own failure; `DatabaseAway`, `Crowded`.
    """

    def run(items: list[Item]) -> Sequence[Outcome | AppError]:
        with db.reading(one_statement=one_statement) as session:
            return service(session, items)

    return _one_of(Batches(run))


def _one_of(batches: Batches[Item, Outcome | AppError]) -> Callable[[Item], Awaitable[Outcome]]:
    async def one(item: Item) -> Outcome:
        outcome = await batches.outcome_of(item)
        if isinstance(outcome, AppError):
            raise outcome
        return outcome

    return one
