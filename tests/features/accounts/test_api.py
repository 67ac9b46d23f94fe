"""Signing in and out over REST, through the mounted application."""

import io
import json
import re
import zipfile

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import Account, ApiToken, BrowserSession, User
from app.features.accounts.service import keys, password, registration
from app.kernel import db
from app.kernel.config import Settings
from app.kernel.ports.authenticator import SESSION_COOKIE
from tests.conftest import HeldClock
from tests.fakes import Fakes
from tests.features.accounts.conftest import ADA, PASSWORD
from tests.rest_client import Client

LOGIN = {"email": "ada@example.org", "password": PASSWORD}


def test_registering_makes_an_owner_and_signs_in(rest: Client) -> None:
    answer = rest.post("/api/auth/register", json=ADA)

    assert answer.status_code == 201
    assert answer.json()["user"]["role"] == "owner"
    assert rest.get("/api/auth/me").json()["email"] == "ada@example.org"


def test_signing_in_gives_a_token_and_a_cookie_that_scripts_cannot_read(ada: Client) -> None:
    answer = ada.post("/api/auth/login", json=LOGIN)

    assert answer.status_code == 200
    body = answer.json()
    assert body["token_type"] == "bearer"
    assert body["expires_in"] == 30 * 24 * 3600
    assert body["user"]["display_name"] == "Ada"
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith(SESSION_COOKIE))
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_behind_https_the_cookie_is_secure(ada: Client) -> None:
    answer = ada.post("/api/auth/login", json=LOGIN, headers={"X-Forwarded-Proto": "https"})
    assert all("Secure" in cookie for cookie in answer.headers.get_list("set-cookie"))


def test_another_key_ends_sessions_tokens_and_links(
    ada: Client, another_browser: Client, fakes: Fakes, settings: Settings
) -> None:
    made = ada.post("/api/auth/tokens", json={"name": "client"}).json()
    bearer = {"Authorization": f"Bearer {made['secret']}"}
    another_browser.post("/api/auth/password/forgotten", json={"email": ADA["email"]})
    link = _token_in(fakes.mail.sent[-1].text)
    assert another_browser.get("/api/auth/me", headers=bearer).status_code == 200

    settings.secret_key = "another key of more than thirty-two characters"

    assert ada.get("/api/auth/me").status_code == 401
    assert another_browser.get("/api/auth/me", headers=bearer).status_code == 401
    chosen = {"token": link, "password": "a boat behind the reef"}
    assert another_browser.post("/api/auth/password/reset", json=chosen).status_code == 404
    assert another_browser.post("/api/auth/login", json=LOGIN).status_code == 200


def test_the_access_token_is_good_as_a_bearer_token(ada: Client, another_browser: Client) -> None:
    secret = ada.post("/api/auth/login", json=LOGIN).json()["access_token"]
    answer = another_browser.get("/api/auth/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json()["email"] == "ada@example.org"


def test_the_email_is_the_same_however_it_is_written(ada: Client) -> None:
    assert ada.post("/api/auth/login", json=LOGIN | {"email": " Ada@EXAMPLE.org "}).status_code == 200


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_unknown_email_and_wrong_password_get_one_answer_after_one_hash(
    ada: Client, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    real = keys.password_matches
    spied = "app.features.accounts.service.signing_in.password_matches"
    monkeypatch.setattr(spied, lambda kept, typed: hashed.append(typed) or real(kept, typed))

    answer = ada.post("/api/auth/login", json={"email": email, "password": "a lamp in the mist"})

    assert answer.status_code == 401
    assert answer.json()["error"] == {
        "code": "wrong_credentials",
        "message": "That e-mail and password don't belong together. Check both and try again.",
        "fields": {},
    }
    assert hashed == ["a lamp in the mist"]


def test_an_unknown_email_costs_a_real_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Counting:
        def hash(self, password: str) -> str:
            return f"hash of {password}"

        def verify(self, kept: str, password: str) -> bool:
            verified.append(kept)
            return True

    monkeypatch.setattr(keys, "hasher", Counting())
    assert keys.password_matches(None, "anything at all") is False
    assert len(verified) == 1


def test_wrong_passwords_are_answered_ever_more_slowly(ada: Client, held_clock: HeldClock) -> None:
    wrong = LOGIN | {"password": "not the password"}
    answers = [ada.post("/api/auth/login", json=wrong).status_code for _ in range(4)]
    assert answers == [401, 401, 401, 401]

    refused = ada.post("/api/auth/login", json=LOGIN)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"

    held_clock.advance(seconds=1)
    assert ada.post("/api/auth/login", json=wrong).status_code == 401
    assert ada.post("/api/auth/login", json=wrong).headers["Retry-After"] == "2"


def test_a_refused_attempt_does_not_lengthen_the_wait(ada: Client, held_clock: HeldClock) -> None:
    wrong = LOGIN | {"password": "not the password"}
    for _ in range(30):
        ada.post("/api/auth/login", json=wrong)
    held_clock.advance(seconds=1)
    assert ada.post("/api/auth/login", json=LOGIN).status_code == 200


def test_signing_in_forgets_the_failures_before_it(ada: Client, held_clock: HeldClock) -> None:
    wrong = LOGIN | {"password": "not the password"}
    for _ in range(3):
        ada.post("/api/auth/login", json=wrong)
    assert ada.post("/api/auth/login", json=LOGIN).status_code == 200
    assert [ada.post("/api/auth/login", json=wrong).status_code for _ in range(4)] == [401] * 4


def test_one_address_trying_many_emails_is_slowed_too(rest: Client, held_clock: HeldClock) -> None:
    tries = [
        rest.post(
            "/api/auth/login", json={"email": f"p{n}@example.org", "password": "guess guess"}
        ).status_code
        for n in range(22)
    ]
    assert tries[:20] == [401] * 20
    assert tries[-1] == 429


def test_many_registrations_from_one_address_slow_down_for_everybody_there(
    rest: Client, held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration, "hash_password", lambda _: "a hash")

    def register(number: int) -> int:
        return rest.post("/api/auth/register", json=ADA | {"email": f"p{number}@example.org"}).status_code

    assert [register(number) for number in range(20)] == [201] * 20
    refused = rest.post("/api/auth/register", json=ADA | {"email": "one-more@example.org"})
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    held_clock.advance(seconds=2)
    assert register(21) == 201


@pytest.mark.parametrize("verb", ["change", "leave"])
def test_no_transaction_is_open_while_ones_own_password_is_looked_at(
    ada: Client, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def matches_while_others_write(password_hash: str | None, given: str) -> bool:
        with db.unit_of_work() as others:
            others.add(Account(name="Written meanwhile"))
        return keys.password_matches(password_hash, given)

    monkeypatch.setattr(db, "BUSY_TIMEOUT_SECONDS", 0.1)
    db.reset_engine()
    monkeypatch.setattr(password, "password_matches", matches_while_others_write)
    if verb == "change":
        wanted = {"current_password": PASSWORD, "new_password": "two lanterns in the fog"}
        answer = ada.post("/api/auth/password", json=wanted)
    else:
        answer = ada.request("DELETE", "/api/auth/me", json={"password": PASSWORD})

    assert answer.status_code == 204


def test_a_second_registration_with_the_same_email_is_refused(ada: Client) -> None:
    answer = ada.post("/api/auth/register", json=ADA | {"display_name": "Another"})
    assert answer.status_code == 409
    assert "email" in answer.json()["error"]["fields"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": "password123"}, "password"),
        ({"password": "x" * 201}, "password"),
        ({"email": "no address"}, "email"),
        ({"email": "a@b@c"}, "email"),
        ({"email": "a\u0000@example.org"}, "email"),
        ({"display_name": "  "}, "display_name"),
        ({"display_name": "a\u0000b"}, "display_name"),
        ({"display_name": "x" * 81}, "display_name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(rest: Client, change: dict[str, str], field: str) -> None:
    answer = rest.post("/api/auth/register", json=ADA | change)
    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]


def test_half_a_character_is_refused(rest: Client) -> None:
    body = json.dumps(ADA | {"display_name": "\ud800"})
    answer = rest.post("/api/auth/register", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


def test_another_site_can_neither_sign_in_nor_write(ada: Client) -> None:
    theirs = {"Origin": "https://evil.example"}
    assert ada.post("/api/auth/login", json=LOGIN, headers=theirs).status_code == 403
    assert ada.patch("/api/auth/me", json={"display_name": "x"}, headers=theirs).status_code == 403
    assert ada.post("/api/auth/logout", headers=theirs).status_code == 403


def test_signing_out_ends_the_session_wherever_it_is_open(ada: Client, another_browser: Client) -> None:
    another_browser.cookies.set(SESSION_COOKIE, ada.cookies[SESSION_COOKIE])
    assert another_browser.get("/api/auth/me").status_code == 200

    assert ada.post("/api/auth/logout").status_code == 204

    assert another_browser.get("/api/auth/me").status_code == 401
    assert SESSION_COOKIE not in ada.cookies


def test_signing_out_twice_is_fine(ada: Client) -> None:
    assert [ada.post("/api/auth/logout").status_code for _ in range(2)] == [204, 204]


def test_sessions_are_listed_and_ended_one_by_one(ada: Client, another_browser: Client) -> None:
    another_browser.post("/api/auth/login", json=LOGIN, headers={"User-Agent": "Firefox/133.0 (Android 15)"})

    listed = ada.get("/api/auth/sessions").json()
    other = next(row for row in listed if not row["current"])
    assert other["device"] == "Firefox on Android"
    assert ada.delete(f"/api/auth/sessions/{other['id']}").status_code == 204

    assert another_browser.get("/api/auth/me").status_code == 401
    assert ada.get("/api/auth/me").status_code == 200


def test_a_strangers_session_cannot_be_ended(ada: Client, another_browser: Client) -> None:
    another_browser.post("/api/auth/register", json=ADA | {"email": "eve@example.org"})
    hers = ada.get("/api/auth/sessions").json()[0]["id"]
    assert another_browser.delete(f"/api/auth/sessions/{hers}").status_code == 404


def test_a_session_ends_30_days_after_its_last_use(rest: Client, held_clock: HeldClock) -> None:
    rest.post("/api/auth/register", json=ADA)
    held_clock.advance(days=29)
    assert rest.get("/api/auth/me").status_code == 200
    held_clock.advance(days=29)
    assert rest.get("/api/auth/me").status_code == 200
    held_clock.advance(days=30, seconds=1)
    assert rest.get("/api/auth/me").status_code == 401


def test_uses_within_a_minute_are_not_written(rest: Client, held_clock: HeldClock, session: Session) -> None:
    rest.post("/api/auth/register", json=ADA)
    begun = session.exec(select(BrowserSession.last_used_at)).one()
    held_clock.advance(seconds=59)
    rest.get("/api/auth/me")
    session.commit()
    assert session.exec(select(BrowserSession.last_used_at)).one() == begun


def test_secrets_are_kept_as_hashes_only(ada: Client, session: Session) -> None:
    secret = ada.post("/api/auth/tokens", json={"name": "client"}).json()["secret"]
    kept = [
        *session.exec(select(User.password_hash)),
        *session.exec(select(BrowserSession.secret_hash)),
        *session.exec(select(ApiToken.secret_hash)),
    ]
    assert not {PASSWORD, secret, ada.cookies[SESSION_COOKIE]} & set(kept)


def test_changing_the_password_signs_out_the_other_browsers(ada: Client, another_browser: Client) -> None:
    another_browser.post("/api/auth/login", json=LOGIN)
    change = {"current_password": PASSWORD, "new_password": "two lanterns in the fog"}

    assert ada.post("/api/auth/password", json=change).status_code == 204

    assert ada.get("/api/auth/me").status_code == 200
    assert another_browser.get("/api/auth/me").status_code == 401
    assert another_browser.post("/api/auth/login", json=LOGIN).status_code == 401
    new = LOGIN | {"password": "two lanterns in the fog"}
    assert another_browser.post("/api/auth/login", json=new).status_code == 200


def test_the_password_changes_only_with_the_current_one(ada: Client) -> None:
    change = {"current_password": "a guess at it", "new_password": "two lanterns in the fog"}
    answer = ada.post("/api/auth/password", json=change)
    assert answer.status_code == 400
    assert "current_password" in answer.json()["error"]["fields"]


@pytest.mark.parametrize(
    ("method", "path", "field"),
    [("POST", "/api/auth/password", "current_password"), ("DELETE", "/api/auth/me", "password")],
)
def test_guesses_at_the_current_password_are_answered_ever_more_slowly(
    ada: Client, held_clock: HeldClock, method: str, path: str, field: str
) -> None:
    def ask(given: str) -> int:
        body = {field: given, "new_password": "short"} if method == "POST" else {field: given}
        return ada.request(method, path, json=body).status_code

    assert [ask("a guess at it") for _ in range(6)] == [400, 400, 400, 400, 429, 429]
    assert ask(PASSWORD) == 429
    held_clock.advance(seconds=2)
    answers = {ask(PASSWORD) for _ in range(6)} if method == "POST" else {ask(PASSWORD)}
    assert answers == ({400} if method == "POST" else {204})


def _token_in(letter: str) -> str:
    found = re.search(r"#token=(\S+)", letter)
    assert found
    return found.group(1)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(ada: Client, fakes: Fakes) -> None:
    assert ada.post("/api/auth/password/forgotten", json={"email": ADA["email"]}).status_code == 202
    token = _token_in(fakes.mail.sent[-1].text)
    reset = {"token": token, "password": "two lanterns in the fog"}

    assert ada.post("/api/auth/password/reset", json=reset).status_code == 204
    assert ada.get("/api/auth/me").status_code == 401
    assert ada.post("/api/auth/password/reset", json=reset).status_code == 404
    assert ada.post("/api/auth/login", json=LOGIN | {"password": reset["password"]}).status_code == 200


def test_a_link_is_good_for_an_hour(ada: Client, fakes: Fakes, held_clock: HeldClock) -> None:
    ada.post("/api/auth/password/forgotten", json={"email": ADA["email"]})
    held_clock.advance(hours=1, seconds=1)
    reset = {"token": _token_in(fakes.mail.sent[-1].text), "password": "two lanterns in the fog"}
    assert ada.post("/api/auth/password/reset", json=reset).status_code == 404


def test_an_unknown_email_gets_the_same_answer_and_no_letter(ada: Client, fakes: Fakes) -> None:
    known = ada.post("/api/auth/password/forgotten", json={"email": ADA["email"]})
    unknown = ada.post("/api/auth/password/forgotten", json={"email": "nobody@example.org"})
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert len(fakes.mail.sent) == 1


def test_letters_to_one_person_are_limited(ada: Client, held_clock: HeldClock) -> None:
    asked = [
        ada.post("/api/auth/password/forgotten", json={"email": ADA["email"]}).status_code for _ in range(5)
    ]
    assert asked[:3] == [202, 202, 202]
    assert asked[-1] == 429


def test_a_token_reads_or_writes_as_its_scopes_say(ada: Client, another_browser: Client) -> None:
    secret = ada.post("/api/auth/tokens", json={"name": "reader", "scopes": ["read"]}).json()["secret"]
    bearer = {"Authorization": f"Bearer {secret}"}
    assert another_browser.get("/api/auth/me", headers=bearer).status_code == 200
    assert another_browser.get("/api/auth/storage", headers=bearer).json()["used_bytes"] == 0


def test_a_token_reaches_neither_password_nor_tokens(ada: Client, another_browser: Client) -> None:
    wanted = {"name": "all", "scopes": ["read", "write"]}
    bearer = {"Authorization": f"Bearer {ada.post('/api/auth/tokens', json=wanted).json()['secret']}"}
    for method, path in (
        ("GET", "/api/auth/tokens"),
        ("POST", "/api/auth/tokens"),
        ("GET", "/api/auth/sessions"),
        ("GET", "/api/auth/export"),
    ):
        answer = another_browser.request(method, path, headers=bearer, json=wanted)
        assert answer.status_code == 403, path


def test_a_revoked_token_ends_at_once(ada: Client, another_browser: Client) -> None:
    made = ada.post("/api/auth/tokens", json={"name": "client"}).json()
    bearer = {"Authorization": f"Bearer {made['secret']}"}
    assert another_browser.get("/api/auth/me", headers=bearer).status_code == 200
    assert ada.delete(f"/api/auth/tokens/{made['token']['id']}").status_code == 204
    assert another_browser.get("/api/auth/me", headers=bearer).status_code == 401


def test_a_tokens_last_use_is_shown(ada: Client, another_browser: Client) -> None:
    made = ada.post("/api/auth/tokens", json={"name": "client"}).json()
    another_browser.get("/api/auth/me", headers={"Authorization": f"Bearer {made['secret']}"})
    assert ada.get("/api/auth/tokens").json()[0]["last_used_at"] is not None


def test_an_invited_person_joins_the_account_in_the_given_role(ada: Client, another_browser: Client) -> None:
    link = ada.post("/api/auth/invitations", json={"role": "viewer"}).json()["link"]
    grace = ADA | {"email": "grace@example.org", "display_name": "Grace", "token": link.split("#token=")[1]}

    joined = another_browser.post("/api/auth/invitations/accept", json=grace)

    assert joined.status_code == 201
    assert joined.json()["user"]["role"] == "viewer"
    assert [row["display_name"] for row in ada.get("/api/auth/members").json()] == ["Ada", "Grace"]
    assert ada.get("/api/auth/invitations").json() == []
    again = another_browser.post("/api/auth/invitations/accept", json=grace | {"email": "x@example.org"})
    assert again.status_code == 404


def _grace_joins(ada: Client, another_browser: Client, role: str) -> str:
    link = ada.post("/api/auth/invitations", json={"role": role}).json()["link"]
    grace = ADA | {"email": "grace@example.org", "display_name": "Grace", "token": link.split("#token=")[1]}
    joined = another_browser.post("/api/auth/invitations/accept", json=grace)
    return str(joined.json()["user"]["id"])


def test_only_owners_invite_and_change_roles(ada: Client, another_browser: Client) -> None:
    grace = _grace_joins(ada, another_browser, "admin")
    assert another_browser.post("/api/auth/invitations", json={}).status_code == 403
    assert another_browser.patch(f"/api/auth/members/{grace}", json={"role": "owner"}).status_code == 403
    assert ada.patch(f"/api/auth/members/{grace}", json={"role": "owner"}).json()["role"] == "owner"


def test_an_account_keeps_an_owner(ada: Client, another_browser: Client) -> None:
    _grace_joins(ada, another_browser, "editor")
    me = ada.get("/api/auth/me").json()["id"]
    assert ada.patch(f"/api/auth/members/{me}", json={"role": "viewer"}).status_code == 409
    assert ada.request("DELETE", "/api/auth/me", json={"password": PASSWORD}).status_code == 409


def test_a_viewer_may_change_their_own_password_and_leave(ada: Client, another_browser: Client) -> None:
    _grace_joins(ada, another_browser, "viewer")
    change = {"current_password": PASSWORD, "new_password": "two lanterns in the fog"}
    assert another_browser.post("/api/auth/password", json=change).status_code == 204
    leave = {"password": "two lanterns in the fog"}
    assert another_browser.request("DELETE", "/api/auth/me", json=leave).status_code == 204
    assert [row["display_name"] for row in ada.get("/api/auth/members").json()] == ["Ada"]


def test_members_of_another_account_are_not_there(ada: Client, another_browser: Client) -> None:
    another_browser.post("/api/auth/register", json=ADA | {"email": "eve@example.org"})
    hers = ada.get("/api/auth/me").json()["id"]
    assert another_browser.patch(f"/api/auth/members/{hers}", json={"role": "viewer"}).status_code == 404
    assert another_browser.delete(f"/api/auth/members/{hers}").status_code == 404


def test_what_one_likes_is_kept_and_the_rest_stays(ada: Client) -> None:
    ada.patch("/api/auth/me", json={"theme": "dark", "text_size": "large"})
    ada.patch("/api/auth/me", json={"spacing": "wide", "drift": False})
    answer = ada.patch("/api/auth/me", json={"display_name": "Ada L."}).json()
    assert answer["display_name"] == "Ada L."
    assert answer["preferences"] == {
        "theme": "dark",
        "motion": "system",
        "text_size": "large",
        "spacing": "wide",
        "dim": "soft",
        "typed": True,
        "drift": False,
    }


def test_an_export_holds_rows_without_secrets(ada: Client) -> None:
    ada.post("/api/auth/tokens", json={"name": "client"})
    answer = ada.get("/api/auth/export")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as bundle:
        assert bundle.testzip() is None
        texts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert json.loads(texts["rows/users.json"])[0]["email"] == "ada@example.org"
    assert json.loads(texts["rows/api_tokens.json"])[0]["name"] == "client"
    assert not any("hash" in text for text in texts.values())


def test_deleting_oneself_needs_the_password_and_leaves_nothing(ada: Client, session: Session) -> None:
    assert ada.request("DELETE", "/api/auth/me", json={"password": "a guess at it"}).status_code == 400
    assert ada.request("DELETE", "/api/auth/me", json={"password": PASSWORD}).status_code == 204
    assert ada.get("/api/auth/me").status_code == 401
    assert session.exec(select(User)).all() == []
    assert session.exec(select(BrowserSession)).all() == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/auth/me"),
        ("GET", "/api/auth/sessions"),
        ("GET", "/api/auth/members"),
        ("GET", "/api/auth/tokens"),
        ("GET", "/api/auth/export"),
        ("GET", "/api/auth/storage"),
        ("DELETE", "/api/auth/sessions"),
    ],
)
def test_nobody_signed_in_is_told_so(rest: Client, method: str, path: str) -> None:
    answer = rest.request(method, path)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "not_signed_in"
