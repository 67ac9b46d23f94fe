"""The images service in the settings: off by default, named whole, and its key never told."""

import pytest
from pydantic import SecretStr, ValidationError

from app import wiring
from app.__main__ import main
from app.adapters.artist import OwnArtist
from app.adapters.artist.images import ImagesArtist
from app.kernel import ports
from app.kernel.config import Settings
from app.kernel.ports.artist import Artist
from tests.fakes import FakePainter, Fakes, images_api
from tests.fakes.images_api import KEY, MODEL

URL = "https://images.example.org/v1"


def _set(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return Settings()


def test_without_a_service_everkeep_paints() -> None:
    own = OwnArtist(FakePainter())
    assert wiring.artist(Settings(), own) is own


def test_a_service_needs_an_address_and_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = _set(monkeypatch, IMAGES_URL=f"{URL}/", IMAGES_MODEL=MODEL, IMAGES_API_KEY=f" {KEY}\n")
    assert (chosen.images_url, chosen.images_api_key) == (URL, SecretStr(KEY))
    assert isinstance(wiring.artist(chosen, OwnArtist(FakePainter())), ImagesArtist)
    assert KEY not in repr(chosen) + str(chosen) + chosen.model_dump_json()


def test_empty_variables_mean_none(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = _set(monkeypatch, IMAGES_URL="", IMAGES_MODEL=" ", IMAGES_API_KEY="")
    assert (chosen.images_url, chosen.images_model, chosen.images_api_key) == (None, None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"IMAGES_URL": URL},
        {"IMAGES_URL": f"https://me:{KEY}@images.example.org/v1", "IMAGES_MODEL": MODEL},
        {"IMAGES_URL": f"{URL}?key={KEY}", "IMAGES_MODEL": MODEL},
        {"IMAGES_URL": "images.example.org", "IMAGES_MODEL": MODEL},
        {"IMAGES_API_KEY": f"{KEY}\nHost: elsewhere"},
        {"IMAGES_API_KEY": f"{KEY}…"},
        {"IMAGES_SIZE": "huge"},
    ],
)
def test_what_is_wrong_is_said_without_the_value(
    wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValidationError) as failed:
        _set(monkeypatch, **wrong)
    assert next(iter(wrong)).lower() in str(failed.value).lower()
    assert KEY not in str(failed.value)


def test_the_doctor_looks_at_the_service_and_names_no_key(
    fakes: Fakes,
    database: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("app.kernel.logs.configure", lambda: None)
    own = OwnArtist(fakes.painter)
    with images_api.running() as api:
        settings.images_url, settings.images_model = api.url, MODEL
        settings.images_api_key = SecretStr(KEY)
        ports.bind(Artist, wiring.artist(settings, own))
        main(["doctor"])
        settings.images_api_key = SecretStr(f"{KEY}-of-yesterday")
        ports.bind(Artist, wiring.artist(settings, own))
        main(["doctor"])
    report = capsys.readouterr().out
    assert f"planets by {MODEL} at {api.url}, with a key" in report
    assert "refused the key that it was given" in report
    assert KEY not in report
