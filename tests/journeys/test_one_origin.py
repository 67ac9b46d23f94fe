"""Who may talk to the server from a browser: its own pages, wherever they are served from."""

import http.client
from urllib.parse import urlsplit

import pytest

_HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw==",
}
EVENTS = "/_event/?EIO=4&transport=websocket"


def _answer(url: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def _open_socket(url: str, **headers: str) -> int:
    return _answer(url, EVENTS, **_HANDSHAKE | headers).status


def test_pages_of_ours_open_the_event_socket(url: str) -> None:
    assert _open_socket(url, Origin=url) == 101


def test_pages_behind_a_proxy_do_too(url: str) -> None:
    proxied = {"X-Forwarded-Host": "keep.example.org", "X-Forwarded-Proto": "https"}
    assert _open_socket(url, Origin="https://keep.example.org", **proxied) == 101


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_pages_of_others_do_not(origin: str, url: str) -> None:
    assert _open_socket(url, Origin=origin) == 403


def test_pages_of_others_read_nothing(url: str) -> None:
    for path in ("/", "/api/health"):
        answer = _answer(url, path, Origin="https://evil.example")
        assert answer.headers.get("Access-Control-Allow-Origin") is None


def test_built_files_are_kept_for_ever_and_pages_are_not(url: str) -> None:
    page = _answer(url, "/login")
    script = page.read().decode().split('href="/assets/')[1].split('"')[0]
    assert page.status == 200
    assert page.headers["Cache-Control"] == "no-cache"
    assert "immutable" in _answer(url, f"/assets/{script}").headers["Cache-Control"]
