"""What keeps the app from starting is said before anything starts."""

import socket

import pytest

from app.kernel.config import Settings
from app.launcher import pages, serve


@pytest.fixture
def _nothing_to_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "build_if_changed", lambda: False)


def test_a_port_in_use_is_named_with_a_way_out(settings: Settings) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        settings.port = holder.getsockname()[1]
        with pytest.raises(serve.CannotServe, match=rf"Port {settings.port} .*PORT={settings.port + 1}"):
            serve.serve()


@pytest.mark.usefixtures("_nothing_to_build")
@pytest.mark.parametrize("weak", ["short", "a" * 64])
def test_a_weak_secret_is_refused_in_production(weak: str, settings: Settings) -> None:
    settings.env, settings.secret_key, settings.port = "production", weak, 0
    with pytest.raises(serve.CannotServe, match="SECRET_KEY is weak"):
        serve.serve()


def test_a_failed_build_shows_the_end_of_what_the_builder_said(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise pages.BuildFailed("Could not resolve ./missing.jsx")

    settings.port, settings.paint_ahead = 0, False
    monkeypatch.setattr(pages, "build_if_changed", fail)
    with pytest.raises(serve.CannotServe, match=r"missing\.jsx"):
        serve.serve()


def test_people_are_told_an_address_that_works(settings: Settings) -> None:
    settings.host, settings.port = "0.0.0.0", 8080
    assert serve.address(settings) == "http://localhost:8080"
    settings.public_url = "https://keep.example.org"
    assert serve.address(settings) == "https://keep.example.org"
