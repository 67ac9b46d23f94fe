"""The command line: what each command does, and how it fails."""

import pytest
from sqlmodel import Session, select

from app.__main__ import main
from app.features.accounts.models import User
from app.kernel import clock
from app.kernel.config import Settings
from app.kernel.identity import PlatformRole
from app.kernel.jobs.models import Worker
from app.launcher import doctor
from tests.fakes import Fakes

PASSWORD = "an honest lighthouse"


@pytest.fixture(autouse=True)
def _as_a_command(database: str, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.kernel.logs.configure", lambda: None)


def test_create_user_makes_a_person_who_can_sign_in(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["create-user", "Ada@Example.org", "--password", PASSWORD, "--platform-role", "developer"]
    assert main(command) == 0
    made = session.exec(select(User)).one()
    assert (made.email, made.platform_role) == ("ada@example.org", PlatformRole.DEVELOPER)
    assert "can sign in" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("email", "password", "says"),
    [("ada@example.org", "short", "at least 10"), ("no address", PASSWORD, "email")],
)
def test_create_user_says_what_is_wrong(
    email: str, password: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["create-user", email, "--password", password]) == 1
    assert says in capsys.readouterr().err


def test_the_doctor_finds_a_whole_installation_healthy(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    session.add(Worker(name="host:1:1", threads=2, seen_at=clock.now()))
    session.commit()
    assert main(["doctor"]) == 0
    report = capsys.readouterr().out
    assert [line.split()[1] for line in report.splitlines()] == list(doctor.CHECKS)


def test_the_doctor_names_what_is_broken_and_how_to_mend_it(
    fakes: Fakes, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fakes.queue.broken = fakes.storage.full = True
    settings.env, settings.secret_key = "production", "weak"
    monkeypatch.setattr(doctor.schema, "newest_revision", lambda: "9999")
    monkeypatch.setattr(doctor, "FREE_BYTES_WANTED", 2**80)

    assert main(["doctor"]) == 1

    lines = capsys.readouterr().out.splitlines()
    broken = {line.split()[1] for line in lines if line.startswith("FAIL")}
    assert broken == {"secret", "migrations", "queue", "worker", "storage", "disk"}
    assert sum("to mend it" in line for line in lines) == len(broken)


def test_sweep_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep"]) == 0
    assert "Swept" in capsys.readouterr().out
