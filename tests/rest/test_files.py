"""Private files over REST: ranges, caching, names, and whose they are."""

from urllib.parse import quote
from uuid import uuid4

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.kernel.identity import PlatformRole
from tests.factories.accounts import make_user
from tests.factories.productions import make_asset
from tests.fakes import FakeStorage
from tests.rest_client import Client

CONTENT = b"0123456789"


@pytest.fixture
def url(session: Session, client: Client, user: User) -> str:
    return f"/api/assets/{make_asset(session, user, CONTENT, filename='Tag der Öffnung.mp4').id}"


@pytest.fixture
def owner(client: Client, user: User) -> Client:
    return client.cookie(user)


def test_the_owner_gets_the_whole_file(owner: Client, url: str) -> None:
    answer = owner.get(url)
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-length"] == "10"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "content", "told"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=8-200", b"89", "bytes 8-9/10"),
        ("bytes=-200", CONTENT, "bytes 0-9/10"),
    ],
)
def test_a_range_is_answered_with_that_part(
    owner: Client, url: str, asked: str, content: bytes, told: str
) -> None:
    answer = owner.get(url, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, content)
    assert answer.headers["content-range"] == told
    assert answer.headers["content-length"] == str(len(content))


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_range_outside_the_file_is_416_with_its_size(owner: Client, url: str, asked: str) -> None:
    answer = owner.get(url, headers={"Range": asked})
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */10")


@pytest.mark.parametrize(
    "asked", ["bytes=3-1", "bytes=-", "chars=0-1", "bytes=0-1,4-5", "bytes=a-b", "nonsense"]
)
def test_a_range_that_means_nothing_gives_the_whole_file(owner: Client, url: str, asked: str) -> None:
    assert (owner.get(url, headers={"Range": asked})).status_code == 200


def test_head_tells_the_size_without_the_bytes(owner: Client, url: str) -> None:
    answer = owner.head(url)
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "10")


def test_a_copy_that_is_still_right_is_not_sent_again(owner: Client, url: str) -> None:
    tag = owner.get(url).headers["etag"]
    for named in (f'"other", {tag}', f"W/{tag}", "*"):
        assert owner.get(url, headers={"If-None-Match": named}).status_code == 304
    assert owner.get(url, headers={"If-None-Match": '"other"'}).status_code == 200
    assert owner.get(url, headers={"Range": "bytes=0-1", "If-Range": tag}).status_code == 206
    assert owner.get(url, headers={"Range": "bytes=0-1", "If-Range": '"other"'}).status_code == 200


def test_a_download_carries_its_name_in_every_script(session: Session, client: Client, user: User) -> None:
    name = 'a"b\\c; %41 Öffnung 🎬 شريط.mp4'
    asset = make_asset(session, user, CONTENT, filename=name)
    shown = client.bearer(user).get(f"/api/assets/{asset.id}?download=1").headers["content-disposition"]
    assert shown.startswith('attachment; filename="')
    assert shown.endswith(f"filename*=UTF-8''{quote(name, safe='')}")
    assert shown.count('"') == 2
    inline = client.bearer(user).get(f"/api/assets/{asset.id}").headers["content-disposition"]
    assert inline.startswith("inline; ")


def test_somebody_elses_file_does_not_exist(client: Client, stranger: User, url: str) -> None:
    assert client.cookie(stranger).get(url).status_code == 404
    assert client.cookie(stranger).get(f"/api/assets/{uuid4()}").status_code == 404


def test_a_developer_may_look(session: Session, client: Client, url: str) -> None:
    developer = make_user(session, platform_role=PlatformRole.DEVELOPER)
    assert client.bearer(developer).get(url).status_code == 200


def test_nobody_signed_in_gets_nothing(client: Client, url: str) -> None:
    assert client.get(url).status_code == 401


def test_a_file_that_is_gone_from_the_disk_is_404(
    session: Session, client: Client, storage: FakeStorage, user: User
) -> None:
    asset = make_asset(session, user, CONTENT)
    storage.delete(asset.storage_key)
    answer = client.bearer(user).get(f"/api/assets/{asset.id}")
    assert answer.status_code == 404
