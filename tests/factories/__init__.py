"""Rows for tests, one module for each feature. Each factory commits, so that doors see its rows."""

from typing import TypeVar

from sqlmodel import Session, SQLModel

Row = TypeVar("Row", bound=SQLModel)


def saved(session: Session, row: Row) -> Row:
    """`row`, committed and complete."""
    session.add(row)
    session.commit()
    session.refresh(row)
    session.commit()
    return row


def fresh(session: Session, row: Row) -> Row:
    """`row` as it is stored now, whoever changed it."""
    session.commit()
    session.refresh(row)
    return row
