"""Accounts on a migrated database, without a door."""

import io
import zipfile
from contextlib import suppress

import pytest
from sqlmodel import Session, select

from app.features.accounts import service
from app.features.accounts.errors import EmailTaken, PasswordTooCommon, WrongCredentials
from app.features.accounts.models import Account, SignInAttempts, User
from app.features.accounts.schemas import Credentials, Departure, Registration
from app.features.accounts.service import Origin, keys
from app.features.productions.models import Upload
from app.kernel import db
from app.kernel.assets import Asset
from app.kernel.identity import Actor, PlatformRole, Role
from app.kernel.jobs import Job
from app.kernel.transact import Transact
from tests.conftest import HeldClock
from tests.factories.accounts import make_user
from tests.factories.jobs import make_job
from tests.factories.productions import make_upload
from tests.fakes import Fakes
from tests.features.accounts.conftest import PASSWORD
from tests.rest_client import Client

ADA = Registration(email="ada@example.org", password=PASSWORD, display_name="Ada")


def test_the_operator_makes_a_developer(database: str, session: Session) -> None:
    with db.unit_of_work() as writing:
        made = service.create_user(writing, ADA, PlatformRole.DEVELOPER)
    assert (made.role, made.platform_role) == (Role.OWNER, PlatformRole.DEVELOPER)
    assert session.exec(select(User.email)).all() == ["ada@example.org"]


def test_the_operators_passwords_follow_the_rules_too(database: str) -> None:
    weak = Registration(email="ada@example.org", password="password123", display_name="Ada")
    with pytest.raises(PasswordTooCommon), db.unit_of_work() as session:
        service.create_user(session, weak)


def test_an_email_that_is_taken_leaves_no_empty_account(database: str, session: Session) -> None:
    for _ in range(2):
        try:
            with db.unit_of_work() as writing:
                service.create_user(writing, ADA)
        except EmailTaken:
            pass
    assert len(session.exec(select(Account)).all()) == 1


def test_an_attempt_counts_before_the_password_is_looked_at(
    database: str, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many guesses at once must each be counted, not only those that had time to fail."""
    seen: list[int] = []

    def look(kept: str | None, typed: str) -> bool:
        session.commit()
        seen.append(session.exec(select(SignInAttempts.failures)).all()[0])
        raise KeyboardInterrupt

    monkeypatch.setattr("app.features.accounts.service.signing_in.password_matches", look)
    with pytest.raises(KeyboardInterrupt):
        service.sign_in(db.unit_of_work, Credentials(email="a@b.c", password="x" * 10), Origin("192.0.2.1"))
    assert seen == [1]


def test_no_transaction_is_open_while_the_password_is_hashed(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(kept: str | None, typed: str) -> bool:
        with db.unit_of_work() as other:  # would wait for a lock that sign-in held
            other.add(Account(name="made meanwhile"))
        return False

    monkeypatch.setattr("app.features.accounts.service.signing_in.password_matches", look)
    with pytest.raises(WrongCredentials):
        service.sign_in(db.unit_of_work, Credentials(email="a@b.c", password="x" * 10), Origin())


def test_old_attempts_are_forgotten(database: str, session: Session, held_clock: HeldClock) -> None:
    with db.unit_of_work() as writing:
        service.create_user(writing, ADA)
    nobody = Credentials(email="nobody@example.org", password="a guess at it")
    with pytest.raises(WrongCredentials):
        service.sign_in(db.unit_of_work, nobody, Origin("192.0.2.1"))
    held_clock.advance(days=2)
    service.sign_in(db.unit_of_work, Credentials(email=ADA.email, password=PASSWORD), Origin("192.0.2.2"))
    subjects = session.exec(select(SignInAttempts.subject)).all()
    assert subjects == ["address:192.0.2.2"]


def test_a_weaker_hash_is_renewed_at_the_next_sign_in(
    database: str, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.unit_of_work() as writing:
        service.create_user(writing, ADA)
    before = session.exec(select(User.password_hash)).one()
    session.commit()
    stronger = type(keys.hasher)(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(keys, "hasher", stronger)
    service.sign_in(db.unit_of_work, Credentials(email=ADA.email, password=PASSWORD), Origin())
    after = session.exec(select(User.password_hash)).one()
    assert after != before
    assert not stronger.check_needs_rehash(after)


def _within(session: Session, actor: Actor) -> Transact:
    """Every step in one transaction, which the test ends."""
    return lambda act, *args, **kwargs: act(session, actor, *args, **kwargs)


def _with_password(session: Session) -> tuple[User, Actor]:
    user = make_user(session, password_hash=keys.hash_password(PASSWORD))
    return user, Actor(user.id, user.account_id, user.role)


def test_deleting_oneself_takes_rows_and_files_and_leaves_other_people_alone(
    session: Session, fakes: Fakes, stranger: User
) -> None:
    user, actor = _with_password(session)
    make_upload(session, user)
    make_job(session, user)
    kept = make_upload(session, stranger)

    with db.unit_of_work() as writing:
        service.delete_me(_within(writing, actor), Departure(password=PASSWORD))

    session.expire_all()
    assert [row.id for row in session.exec(select(Upload))] == [kept.id]
    assert [row.user_id for row in session.exec(select(Asset))] == [stranger.id]
    assert session.exec(select(Job)).all() == []
    assert [row.id for row in session.exec(select(User))] == [stranger.id]
    assert len(list(fakes.storage.keys())) == 1


class _PowerCut(Exception):
    """The end comes before the commit."""


def test_files_stay_when_the_deletion_rolls_back(session: Session, fakes: Fakes) -> None:
    user, actor = _with_password(session)
    make_upload(session, user)
    with suppress(_PowerCut), db.unit_of_work() as writing:
        service.delete_me(_within(writing, actor), Departure(password=PASSWORD))
        raise _PowerCut
    assert len(list(fakes.storage.keys())) == 1


def test_an_export_holds_the_files_of_its_person_and_of_nobody_else(
    rest: Client, session: Session, fakes: Fakes, stranger: User
) -> None:
    rest.post("/api/auth/register", json=ADA.model_dump())
    user = session.exec(select(User).where(User.email == ADA.email)).one()
    make_upload(session, user, original_name="../../etc/passwd.mp4")
    make_upload(session, stranger)

    with zipfile.ZipFile(io.BytesIO(rest.get("/api/auth/export").content)) as bundle:
        files = [name for name in bundle.namelist() if name.startswith("files/")]
        uploads = bundle.read("rows/uploads.json").decode()
        assert bundle.read(files[0]) == b"film"

    assert len(files) == 1
    assert ".." not in files[0]
    assert str(stranger.id) not in uploads


def test_stored_tastes_of_another_version_do_no_harm(session: Session, fakes: Fakes) -> None:
    user = make_user(session, preferences={"theme": "sepia", "motion": "reduced", "later": {"a": 1}})
    actor = Actor(user.id, user.account_id)
    liked = service.get_me(session, actor).preferences
    assert (liked.theme, liked.motion) == ("system", "reduced")
