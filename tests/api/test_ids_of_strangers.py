"""Every address of the API, asked by somebody whose it is not: somebody else's thing does not exist."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from app.api import make_api
from app.features.accounts.models import User
from app.kernel.config import Settings
from app.kernel.identity import Role, Scope
from tests.belongings import MARK, Belongings, Furnished, rows_of_others, statements
from tests.factories.productions import make_draft, make_upload
from tests.fakes import Fakes
from tests.fakes.authenticator import actor_of
from tests.rest_client import Client

METHODS = ("get", "post", "put", "patch", "delete")

OPEN_TO_ALL = {
    "GET /api/health": "says that the process lives",
    "GET /api/ready": "says which part is broken",
    "POST /api/auth/register": "makes an account",
    "POST /api/auth/login": "signs in",
    "POST /api/auth/logout": "ends the session of the cookie, if there is one",
    "POST /api/auth/password/forgotten": "sends a letter to its owner",
    "POST /api/auth/password/reset": "takes the secret from that letter",
    "POST /api/auth/invitations/accept": "takes the secret of an invitation",
    "GET /api/scenes/stories": "says what can be played",
    "POST /api/scenes/runs": "begins a run that nobody owns",
    "POST /api/v1/save": "takes the session id as the key, of runs that nobody owns",
    "GET /api/v1/load/{session_id}": "takes the session id as the key, of runs that nobody owns",
    "GET /api/stories/{story_id}/backdrops/{scene}.webp": "the picture of a story that comes with the app",
    "GET /api/planet-samples/{field}/{choice}.webp": "the picture of a choice, which comes with the app",
    "GET /api/planets": "lists public planets",
    "GET /api/planets/{planet_id}": "shows a public planet",
    "GET /api/planets/{planet_id}/art/{number}/{part}": "the picture of a public planet",
    "HEAD /api/planets/{planet_id}/art/{number}/{part}": "the picture of a public planet",
}

_DESCRIBED = {
    f"{method.upper()} {path}"
    for path, operations in make_api().openapi()["paths"].items()
    for method in operations
    if method in METHODS
}
_RUN = "/api/scenes/runs/{session_id}"
OF_RUNS = sorted(address for address in _DESCRIBED if address.split()[1].startswith(_RUN))
OPEN_TO_ALL |= dict.fromkeys(OF_RUNS, "takes the session id as the key, of runs that nobody owns")
# Asked by clients that resume, and by players; the description leaves HEAD out.
_UNDESCRIBED = {
    "HEAD /api/uploads/{upload_id}",
    "HEAD /api/uploads/{upload_id}/content",
    "HEAD /api/assets/{asset_id}",
    "HEAD /api/planets/{planet_id}/art/{number}/{part}",
}
ADDRESSES = sorted(_DESCRIBED | _UNDESCRIBED)
OF_NOBODY = {
    "GET /api/planet-samples/{field}/{choice}.webp",
    "GET /api/stories/{story_id}/backdrops/{scene}.webp",
}
WITH_IDS = [address for address in ADDRESSES if "{" in address and address not in OF_NOBODY]
OF_PLANETS = [address for address in WITH_IDS if address.split()[1].startswith("/api/planets/{")]
"""A planet that somebody may not see is 403, as its contract says, and not 404."""
CHANGES = [
    one
    for one in ADDRESSES
    if one.split()[0] not in ("GET", "HEAD")
    and not one.split()[1].startswith(("/api/auth/", "/api/v1/", "/api/scenes/", "/api/trigger-topics"))
]
"""What changes an account's things. One's own password, name, runs, topics are a viewer's affair."""

_PLANET = "/api/planets/{planet_id}"
BODIES: dict[str, dict[str, Any]] = {
    f"PATCH {_PLANET}": {"name": "Taken"},
    f"PATCH {_PLANET}/changes": {"scope": "planet-face:1", "changes": {"name": "Taken"}},
    f"PATCH {_PLANET}/members/{{user_id}}": {"role": "steward"},
    f"POST {_PLANET}/members": {"user_id": "00000000-0000-0000-0000-000000000001"},
    f"POST {_PLANET}/invitations": {"role": "member"},
    f"POST {_PLANET}/art": {},
    f"POST {_PLANET}/builder/step": {"attributes": {"name": "Taken"}},
    f"POST {_PLANET}/builder/goto": {"target_step": "palette"},
    f"POST {_PLANET}/builder/confirm": {"approve": True},
    f"PATCH {_PLANET}/builder/answers": {"scope": "planet:1:answers", "changes": {"name": "Taken"}},
    f"PATCH {_PLANET}/builder/typed": {"scope": "planet:1", "changes": {"name": "Taken"}},
    "PATCH /api/auth/members/{user_id}": {"role": "viewer"},
    "PATCH /api/presets/{preset_id}": {"name": "Taken"},
    "PATCH /api/presets/{preset_id}/changes": {"scope": "preset:1", "changes": {"name": "Taken"}},
    "PATCH /api/production-drafts/{draft_id}": {"config": {"name": "Taken"}},
    "PATCH /api/production-drafts/{draft_id}/changes": {"scope": "draft:1", "changes": {"name": "Taken"}},
    "POST /api/production-drafts/{draft_id}/edits": {"revision": 1, "edit": {"kind": "split", "at": 2.5}},
    "POST /api/production-drafts/{draft_id}/edits/undo": {"revision": 1},
    "POST /api/production-drafts/{draft_id}/edits/redo": {"revision": 1},
    "POST /api/productions/{production_id}/drafts": {},
    "PATCH /api/uploads/{upload_id}": {"displayName": "Taken"},
    f"PATCH {_RUN}/typed": {"scope": "run:1", "changes": {"party_name": "Taken"}},
    f"POST {_RUN}/choices": {"revision": 1, "scene": 4, "choice": "taken"},
    f"POST {_RUN}/rewind": {"revision": 1, "scene": 3},
    f"POST {_RUN}/rewind/undo": {"revision": 1},
    f"PUT {_RUN}/place": {"scene": 4, "paragraph": 2},
}
WITH_CAPTIONS = {
    "POST /api/uploads/{upload_id}/captions",
    "PUT /api/productions/{production_id}/captions/{language}",
}
QUESTIONS = {f"GET {_RUN}/rewind": {"scene": 3}}


@pytest.fixture
def database(furnished: Furnished, settings: Settings, tmp_path: Path) -> str:
    furnished.copy_to(tmp_path)
    return settings.database_url


@pytest.fixture
def things(furnished: Furnished, database: str) -> Belongings:
    return furnished.things


def _ask(client: Client, address: str, things: Belongings) -> Any:
    method, path = address.split()
    ids = {
        "captions_id": things.captions.id,
        "language": "en",
        "asset_id": things.film.source_asset_id,
        "draft_id": things.draft.id,
        "invitation_id": (things.planet_invitation if "/planets/" in path else things.invitation).id,
        "job_id": things.job.id,
        "layer": "screen_title",
        "number": 1,
        "part": "hero",
        "planet_id": things.planet.id,
        "preset_id": things.preset.id,
        "production_id": things.production.id,
        "session_id": things.browser.id if "/api/auth/" in path else things.party.session_id,
        "token_id": things.token.id,
        "upload_id": things.film.id,
        "user_id": things.member.id,
    }
    if address == "PATCH /api/uploads/{upload_id}/content":
        sent = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        return client.patch(path.format(**ids), content=b"more", headers=sent)
    if address in WITH_CAPTIONS:
        file = {"file": ("words.srt", b"00:01.000 --> 00:02.000\nTaken")}
        return client.request(method, path.format(**ids), files=file)
    asked = {"params": QUESTIONS.get(address), "json": BODIES.get(address)}
    return client.request(method, path.format(**ids), **asked)


@pytest.mark.parametrize("address", WITH_IDS)
def test_its_owner_finds_it(address: str, client: Client, things: Belongings) -> None:
    assert _ask(client.cookie(things.owner), address, things).status_code != 404


@pytest.mark.parametrize("address", OF_PLANETS)
def test_a_stranger_is_refused_a_planet(
    address: str, client: Client, things: Belongings, session: Session, stranger: User, fakes: Fakes
) -> None:
    before, files = rows_of_others(session, stranger), set(fakes.storage.keys())
    answer = _ask(client.cookie(stranger), address, things)
    assert (answer.status_code, MARK in answer.text) == (403, False)
    assert rows_of_others(session, stranger) == before
    assert set(fakes.storage.keys()) == files


@pytest.mark.parametrize("address", [one for one in OF_PLANETS if one in OPEN_TO_ALL])
def test_nobody_signed_in_sees_a_planet_that_is_not_public(
    address: str, client: Client, things: Belongings
) -> None:
    answer = _ask(client, address, things)
    assert (answer.status_code, MARK in answer.text) == (401, False)


@pytest.mark.parametrize("address", [one for one in WITH_IDS if one not in OF_PLANETS])
def test_a_stranger_is_told_that_it_does_not_exist(
    address: str, client: Client, things: Belongings, session: Session, stranger: User, fakes: Fakes
) -> None:
    before, files = rows_of_others(session, stranger), set(fakes.storage.keys())
    answer = _ask(client.cookie(stranger), address, things)
    assert (answer.status_code, MARK in answer.text) == (404, False)
    assert rows_of_others(session, stranger) == before
    assert set(fakes.storage.keys()) == files


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one not in OPEN_TO_ALL])
def test_nobody_signed_in_reads_and_changes_nothing(
    address: str, client: Client, things: Belongings, session: Session, stranger: User
) -> None:
    before = rows_of_others(session, stranger)
    with statements() as asked:
        assert _ask(client, address, things).status_code == 401
    assert asked == []
    assert rows_of_others(session, stranger) == before


@pytest.mark.parametrize("address", OF_RUNS)
def test_nobody_signed_in_finds_no_run_that_somebody_owns(
    address: str, client: Client, things: Belongings, session: Session, stranger: User
) -> None:
    before = rows_of_others(session, stranger)
    answer = _ask(client, address, things)
    assert (answer.status_code, MARK in answer.text) == (404, False)
    assert rows_of_others(session, stranger) == before


def test_what_is_open_to_all_exists() -> None:
    assert set(OPEN_TO_ALL) <= set(ADDRESSES)


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.startswith("GET") and "{" not in one])
def test_no_list_of_a_stranger_holds_anything_of_others(
    address: str, client: Client, things: Belongings, stranger: User
) -> None:
    answer = _ask(client.cookie(stranger), address, things)
    assert MARK.encode() not in answer.content


def test_ids_inside_a_question_do_not_exist_for_a_stranger(
    client: Client, things: Belongings, session: Session, stranger: User
) -> None:
    browser, before = client.cookie(stranger), rows_of_others(session, stranger)
    film, draft = things.film.id, things.draft.id
    assert browser.get(f"/api/production-drafts?uploadId={film}").status_code == 404
    assert browser.post("/api/production-drafts", json={"uploadId": film}).status_code == 404
    assert browser.post("/api/productions", json={"uploadId": film}).status_code == 404
    assert browser.post("/api/productions", json={"draftId": draft}).status_code == 404
    assert rows_of_others(session, stranger) == before


@pytest.mark.parametrize("key", ["logoUploadId", "logoConfigId"])
def test_ids_inside_a_config_do_not_exist_for_a_stranger(
    key: str, client: Client, things: Belongings, session: Session, stranger: User
) -> None:
    own = make_draft(session, stranger, make_upload(session, stranger))
    wanted = {"logoUploadId": things.logo.id, "logoConfigId": things.preset.id}[key]
    answer = client.cookie(stranger).patch(f"/api/production-drafts/{own.id}", json={"config": {key: wanted}})
    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == [key]
    assert MARK not in answer.text


@pytest.mark.parametrize("address", CHANGES)
@pytest.mark.parametrize("way", ["a viewer", "a token that may only read"])
def test_who_may_only_look_changes_nothing(
    address: str, way: str, client: Client, things: Belongings, session: Session, stranger: User, fakes: Fakes
) -> None:
    actor = actor_of(things.owner)
    looking = {
        "a viewer": replace(actor, role=Role.VIEWER),
        "a token that may only read": replace(actor, scopes=frozenset({Scope.READ})),
    }[way]
    secret = fakes.authenticator.admit(looking)
    client.headers["Authorization"] = f"Bearer {secret}"
    before, files = rows_of_others(session, stranger), set(fakes.storage.keys())
    assert _ask(client, address, things).status_code == 403
    assert rows_of_others(session, stranger) == before
    assert set(fakes.storage.keys()) == files
