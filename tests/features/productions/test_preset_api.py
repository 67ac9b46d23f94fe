"""Presets through the mounted API."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import Preset, PresetKind
from app.features.productions.rules.presets import DEFAULTS
from app.features.productions.service import presets as service
from app.kernel import db
from app.kernel.identity import Actor
from tests.factories.productions import make_preset
from tests.rest_client import Client


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


def create(client: Client, **preset: Any) -> Any:
    return client.post("/api/presets", json={"kind": "logo", "name": "Mine"} | preset)


def test_a_new_person_finds_the_defaults_of_every_kind(me: Client) -> None:
    presets = me.get("/api/presets").json()["presets"]
    expected = {(kind, name) for kind, defaults in DEFAULTS.items() for name, _ in defaults}
    assert {(each["kind"], each["name"]) for each in presets} == expected


def test_the_defaults_come_once(me: Client) -> None:
    first = me.get("/api/presets").json()
    assert me.get("/api/presets").json() == first


def test_an_archived_default_does_not_come_back(me: Client) -> None:
    for preset in me.get("/api/presets?kind=logo").json()["presets"]:
        me.post(f"/api/presets/{preset['id']}/archive")
    assert me.get("/api/presets?kind=logo").json() == {"presets": []}


def test_looking_at_once_from_many_places_brings_the_defaults_once(
    database: str, session: Session, user: User, actor: Actor
) -> None:
    def look(_: int) -> int:
        with db.unit_of_work() as own:
            return len(service.list_presets(own, actor))

    with ThreadPoolExecutor(8) as pool:
        seen = set(pool.map(look, range(16)))
    count = sum(len(defaults) for defaults in DEFAULTS.values())
    assert seen == {count}
    assert len(session.exec(select(Preset)).all()) == count


def test_a_kind_filters(me: Client) -> None:
    kinds = {each["kind"] for each in me.get("/api/presets?kind=audio").json()["presets"]}
    assert kinds == {"audio"}
    assert me.get("/api/presets?kind=fanfare").status_code == 400


def test_a_new_preset_has_every_field_of_its_kind(me: Client) -> None:
    made = create(me, settings={"widthPct": 20})
    assert made.status_code == 201
    settings = made.json()["preset"]["settings"]
    assert settings["widthPct"] == 20
    assert settings["opacityPct"] == 35
    assert settings["position"] == "top_right"


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("logo", {"widthPct": 0}, "settings.widthPct"),
        ("logo", {"position": "middle of nowhere"}, "settings.position"),
        ("audio", {"musicGainDb": 7}, "settings.musicGainDb"),
        ("audio", {"clipSeconds": 1}, "settings.clipSeconds"),
        ("lower_third", {"seconds": 7}, "settings.seconds"),
        ("screen_title", {"textColor": "red; drop"}, "settings.textColor"),
        ("screen_title", {"font": "../../etc/passwd"}, "settings.font"),
    ],
)
def test_a_broken_rule_names_its_field(me: Client, kind: str, given: dict[str, Any], field: str) -> None:
    answer = create(me, kind=kind, settings=given)
    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == [field]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "nul\x00"])
def test_a_name_must_be_sound(me: Client, name: str) -> None:
    assert create(me, name=name).status_code == 400


def test_zero_decibels_stay_zero(me: Client) -> None:
    made = create(me, kind="audio", settings={"musicGainDb": 0}).json()["preset"]
    assert made["settings"]["musicGainDb"] == 0


def test_a_change_merges_field_by_field(me: Client) -> None:
    made = create(me, settings={"widthPct": 20}).json()["preset"]
    changed = me.patch(f"/api/presets/{made['id']}", json={"settings": {"opacityPct": 90}}).json()["preset"]
    assert (changed["settings"]["widthPct"], changed["settings"]["opacityPct"]) == (20, 90)
    assert changed["name"] == "Mine"
    renamed = me.patch(f"/api/presets/{made['id']}", json={"name": "Yours"}).json()["preset"]
    assert (renamed["name"], renamed["settings"]) == ("Yours", changed["settings"])


def test_an_archived_preset_takes_no_changes(me: Client) -> None:
    made = create(me).json()["preset"]
    archived = me.post(f"/api/presets/{made['id']}/archive")
    assert archived.status_code == 200
    assert archived.json()["preset"]["archivedAt"] is not None
    assert me.patch(f"/api/presets/{made['id']}", json={"name": "Late"}).status_code == 409


@pytest.mark.parametrize("preset_id", [0, -1, 999, 10**30])
def test_an_unknown_preset_is_404(me: Client, preset_id: int) -> None:
    assert me.patch(f"/api/presets/{preset_id}", json={"name": "A"}).status_code == 404
    assert me.post(f"/api/presets/{preset_id}/archive").status_code == 404


def test_somebody_elses_preset_is_404(client: Client, session: Session, user: User, stranger: User) -> None:
    theirs = make_preset(session, stranger)
    me = client.bearer(user)
    assert me.patch(f"/api/presets/{theirs.id}", json={"name": "A"}).status_code == 404
    assert me.post(f"/api/presets/{theirs.id}/archive").status_code == 404
    assert theirs.id not in [each["id"] for each in me.get("/api/presets").json()["presets"]]


def test_a_kind_has_a_limit(me: Client, session: Session, user: User) -> None:
    session.add_all(
        Preset(kind=PresetKind.LOGO, name="A", account_id=user.account_id, user_id=user.id)
        for _ in range(service.MAX_OF_A_KIND)
    )
    session.commit()
    assert create(me).status_code == 409
    assert create(me, kind="audio").status_code == 201


def test_signed_out_is_401(client: Client) -> None:
    assert client.get("/api/presets").status_code == 401
    assert create(client).status_code == 401


def test_a_duplicate_is_a_preset_of_its_own(me: Client) -> None:
    first = create(me, name="n" * 80, settings={"widthPct": 30}).json()["preset"]
    second = me.post(f"/api/presets/{first['id']}/duplicate").json()["preset"]
    me.patch(f"/api/presets/{first['id']}", json={"settings": {"widthPct": 50}})
    kept = {each["id"]: each for each in me.get("/api/presets?kind=logo").json()["presets"]}
    assert kept[second["id"]]["settings"]["widthPct"] == 30
    assert second["name"] == "n" * 73 + " (copy)"
