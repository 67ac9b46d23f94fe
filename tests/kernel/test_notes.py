"""What a read leaves behind is written after it, or with it where it may write; what follows a commit."""

from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from app.features.accounts.models import Account
from app.kernel import db


def _names(session: Session) -> list[str]:
    return list(session.exec(select(Account.name)))


def test_a_read_writes_its_note_once_it_is_over(database: str, session: Session) -> None:
    with db.reading() as read:
        db.write_beside(read, lambda writable: writable.add(Account(name="noted")))
        assert _names(session) == []
        session.commit()
    assert _names(session) == ["noted"]


def test_a_write_takes_the_note_along(database: str, session: Session) -> None:
    with db.unit_of_work() as writing:
        db.write_beside(writing, lambda writable: writable.add(Account(name="noted")))
    assert _names(session) == ["noted"]


def test_a_note_that_cannot_be_written_does_not_spoil_the_read(database: str) -> None:
    def refuse(writable: Session) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    with db.reading() as read:
        db.write_beside(read, refuse)
        found = _names(read)
    assert found == []


def test_what_follows_a_commit_cannot_make_it_fail(database: str, session: Session) -> None:
    followed = []

    def refuse() -> None:
        raise OSError("the files are out of reach")

    with db.unit_of_work() as writing:
        writing.add(Account(name="kept"))
        db.after_commit(writing, refuse)
        db.after_commit(writing, lambda: followed.append("the next"))

    assert _names(session) == ["kept"]
    assert followed == ["the next"]
