"""Settings and the session in a tab. Whoever the cookie names is asked afresh by every event."""

from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import ApiToken, BrowserSession, User
from app.features.accounts.state import AccessState, MembersState, PersonState
from app.kernel.identity import Role
from app.kernel.ports.authenticator import SESSION_COOKIE
from app.ui.session import SessionState
from tests.factories import fresh
from tests.factories.accounts import make_user
from tests.features.accounts.conftest import ADA, PASSWORD
from tests.rest_client import Client
from tests.state_runner import Runner


def _said(runner: Runner) -> str:
    return " ".join(str(event) for event in runner.events)


async def test_a_page_of_signed_in_people_sends_others_to_sign_in_and_back(runner: Runner) -> None:
    await runner.run(SessionState.require, path="/produce", query={"upload": "7"})
    assert "/login?next=%2Fproduce%3Fupload%3D7" in _said(runner)
    assert not (await runner.state(SessionState)).signed_in


async def test_a_tab_learns_who_is_there(runner: Runner, user: User) -> None:
    runner.sign_in(user)
    await runner.run(SessionState.require)
    session = await runner.state(SessionState)
    assert (session.signed_in, session.display_name, session.role) == (True, user.display_name, "owner")


async def test_a_session_that_ended_elsewhere_ends_in_the_open_tab_too(
    runner: Runner, real_accounts: None, rest: Client
) -> None:
    rest.post("/api/auth/register", json=ADA)
    runner.use_cookie(rest.cookies[SESSION_COOKIE])
    await runner.run(PersonState.load)
    rest.post("/api/auth/logout")

    await runner.run(PersonState.rename("Somebody else"))

    assert "/login" in _said(runner)
    assert rest.post("/api/auth/login", json=ADA).json()["user"]["display_name"] == "Ada"


async def test_somebody_signed_in_needs_no_sign_in_page(runner: Runner, user: User) -> None:
    runner.sign_in(user)
    await runner.run(SessionState.welcome, path="/login")
    assert "_redirect" in _said(runner)


EVENTS: list[Any] = [
    PersonState.load,
    PersonState.rename("Eve"),
    PersonState.choose_theme("dark"),
    AccessState.load,
    AccessState.create_token({"name": "theirs"}),
    AccessState.end_other_sessions,
    AccessState.end_session("8f14e45f-ceea-467f-a8f8-5d5c0a3f3c2b"),
    AccessState.revoke_token("8f14e45f-ceea-467f-a8f8-5d5c0a3f3c2b"),
    MembersState.load,
    MembersState.invite,
    MembersState.change_role("8f14e45f-ceea-467f-a8f8-5d5c0a3f3c2b", "viewer"),
    MembersState.withdraw("8f14e45f-ceea-467f-a8f8-5d5c0a3f3c2b"),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: str(getattr(event, "handler", event).fn.__name__))
async def test_events_of_nobody_are_refused(runner: Runner, session: Session, user: User, event: Any) -> None:
    before = fresh(session, user).model_dump()
    await runner.run(event)
    assert "/login" in _said(runner)
    assert fresh(session, user).model_dump() == before
    assert session.exec(select(ApiToken)).all() == []


async def test_a_name_saves_itself_as_it_is_typed(runner: Runner, session: Session, user: User) -> None:
    runner.sign_in(user)
    await runner.run(PersonState.load, PersonState.rename("Robin of the Vale"))
    assert fresh(session, user).display_name == "Robin of the Vale"
    assert (await runner.state(PersonState)).saving == "saved"


@pytest.mark.parametrize("name", ["", "x" * 81, "a\x00b"])
async def test_a_name_that_cannot_be_is_told_beside_the_field_and_not_kept(
    runner: Runner, session: Session, user: User, name: str
) -> None:
    runner.sign_in(user)
    await runner.run(PersonState.rename(name))
    state = await runner.state(PersonState)
    assert state.name_error
    assert state.display_name == name
    assert fresh(session, user).display_name != name


async def test_comfort_is_kept_and_shown_at_once(runner: Runner, session: Session, user: User) -> None:
    runner.sign_in(user)
    await runner.run(PersonState.choose_motion("reduced"), PersonState.choose_text_size("large"))
    assert fresh(session, user).preferences == {"motion": "reduced", "text_size": "large"}
    assert "window.everkeep?.remember" in _said(runner)


async def test_a_choice_that_does_not_exist_changes_nothing(
    runner: Runner, session: Session, user: User
) -> None:
    runner.sign_in(user)
    await runner.run(PersonState.choose_theme("'); alert(1); ('"))
    assert fresh(session, user).preferences == {}


async def test_a_viewer_may_look_as_they_like(runner: Runner, session: Session) -> None:
    viewer = make_user(session, role=Role.VIEWER)
    runner.sign_in(viewer)
    await runner.run(PersonState.choose_theme("light"))
    assert fresh(session, viewer).preferences == {"theme": "light"}


async def test_a_token_is_shown_once(runner: Runner, session: Session, user: User) -> None:
    runner.sign_in(user)
    await runner.run(AccessState.open_naming(True), AccessState.create_token({"name": "client"}))
    state = await runner.state(AccessState)
    secret = state.secret
    assert secret.startswith("ekt_")
    assert [row["name"] for row in state.tokens] == ["client"]

    await runner.run(AccessState.open_naming(False), AccessState.load)

    assert (await runner.state(AccessState)).secret == ""
    assert secret not in {token.secret_hash for token in session.exec(select(ApiToken))}


async def test_a_strangers_token_cannot_be_revoked(
    runner: Runner, session: Session, user: User, stranger: User
) -> None:
    runner.sign_in(stranger)
    await runner.run(AccessState.create_token({"name": "theirs"}))
    token = session.exec(select(ApiToken)).one()
    session.commit()
    runner.sign_in(user)
    await runner.run(AccessState.revoke_token(str(token.id)))
    assert len(session.exec(select(ApiToken)).all()) == 1


async def test_only_an_owner_sees_and_makes_invitations(runner: Runner, session: Session, user: User) -> None:
    editor = make_user(session, account_id=user.account_id, role=Role.EDITOR)
    runner.sign_in(user)
    await runner.run(MembersState.invite)
    owners = await runner.state(MembersState)
    assert owners.link.startswith("/join#token=")
    assert len(owners.invitations) == 1

    runner.sign_in(editor)
    await runner.run(MembersState.forget_link, MembersState.load, MembersState.invite)
    editors = await runner.state(MembersState)
    assert (editors.link, editors.invitations) == ("", [])


async def test_a_member_is_removed_only_after_the_question(
    runner: Runner, session: Session, user: User
) -> None:
    editor = str(make_user(session, account_id=user.account_id, role=Role.EDITOR).id)
    runner.sign_in(user)
    ask = MembersState.ask_to_remove(editor, "Grace")
    await runner.run(ask, MembersState.keep(False), MembersState.remove)
    assert len(session.exec(select(User.id)).all()) == 2
    session.commit()

    await runner.run(ask, MembersState.remove)
    assert session.exec(select(User.id)).all() == [user.id]


async def test_sessions_are_listed_with_device_and_last_use(
    runner: Runner, real_accounts: None, rest: Client, another_browser: Client, session: Session
) -> None:
    rest.post("/api/auth/register", json=ADA)
    another_browser.post(
        "/api/auth/login",
        json={"email": ADA["email"], "password": PASSWORD},
        headers={"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"},
    )
    runner.use_cookie(rest.cookies[SESSION_COOKIE])
    await runner.run(AccessState.load)
    listed = (await runner.state(AccessState)).sessions
    assert {row["device"] for row in listed if not row["current"]} == {"Safari on iPhone"}

    await runner.run(AccessState.end_other_sessions)
    assert len(session.exec(select(BrowserSession)).all()) == 1
