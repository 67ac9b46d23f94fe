"""The picture that follows each answer, and those that are not stored yet."""

import json
from typing import Any

import pytest

from app.features.accounts.models import User
from app.kernel.errors import Unavailable
from app.kernel.ports.planet import PlanetRecipe
from tests.fakes import FakePainter
from tests.features.planets.building import PLANETS, answer, ask, new_planet
from tests.rest_client import Client


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def planet_id(me: Client) -> int:
    made = new_planet(me)
    ask(me, made, "start")
    return made


def preview(me: Client, planet_id: int, answers: Any = None, **asked: Any) -> Any:
    if answers is not None:
        asked["answers"] = answers if isinstance(answers, str) else json.dumps(answers)
    return me.get(f"{PLANETS}/{planet_id}/builder/preview", params=asked)


def recipe(painter: FakePainter) -> PlanetRecipe:
    """What was painted last."""
    painted = painter.painted[-1][0]
    assert isinstance(painted, PlanetRecipe)
    return painted


def test_it_follows_each_answer(me: Client, planet_id: int, painter: FakePainter) -> None:
    before = ask(me, planet_id, "start").json()["preview_url"]
    after = answer(me, planet_id, {"surface_type": "ice"}, step="surface").json()["preview_url"]
    assert before != after
    shown = me.get(f"{after}&width=640")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert "immutable" in shown.headers["cache-control"]
    [(painted, width, height)] = painter.painted
    assert isinstance(painted, PlanetRecipe)
    assert (painted.surface_type, width, height) == ("ice", 640, 360)
    again = me.get(f"{after}&width=640", headers={"If-None-Match": shown.headers["etag"]})
    assert (again.status_code, len(painter.painted)) == (304, 1)
    assert "no-cache" in me.get(before).headers["cache-control"]


def test_answers_on_their_way_are_shown_and_not_kept(
    me: Client, planet_id: int, painter: FakePainter
) -> None:
    answer(me, planet_id, {"surface_type": "ice"}, step="surface")
    before = ask(me, planet_id, "state").json()

    shown = preview(me, planet_id, {"ring_style": "double", "primary_color": "#102030"})

    assert shown.status_code == 200
    painted = recipe(painter)
    assert (painted.surface_type, painted.ring_style, painted.primary_color) == ("ice", "double", "#102030")
    assert ask(me, planet_id, "state").json() == before


def test_the_picture_of_an_answer_is_the_one_that_was_shown_before_it_was_stored(
    me: Client, planet_id: int
) -> None:
    proposed = preview(me, planet_id, {"surface_type": "gas"}).headers["etag"]

    stored = answer(me, planet_id, {"surface_type": "gas"}, step="surface").json()["preview_url"]

    assert me.get(stored).headers["etag"] == proposed


def test_an_answer_that_is_taken_away_goes_from_the_picture(
    me: Client, planet_id: int, painter: FakePainter
) -> None:
    answer(me, planet_id, {"ring_style": "halo", "ring_color": "#E8DFC8"}, step="rings")

    preview(me, planet_id, {"ring_color": None})

    assert (recipe(painter).ring_style, recipe(painter).ring_color) == ("halo", None)


@pytest.mark.parametrize(
    "invalid",
    [
        {"surface_type": "cheese"},
        {"surface_type": None},
        {"primary_color": "mauve"},
        {"moon_count": -1},
        {"moon_count": [[[]]]},
        {"surface_descriptors": ["\ud800", 3]},
        {"trigger_topics": [1]},
        {"no_such_field": {"surface_type": "gas"}},
        {"ring_color": "#112233"},
    ],
    ids=json.dumps,
)
def test_what_breaks_a_rule_changes_nothing_and_hides_nothing_else(
    me: Client, planet_id: int, painter: FakePainter, invalid: dict[str, Any]
) -> None:
    answer(me, planet_id, {"surface_type": "ice"}, step="surface")

    shown = preview(me, planet_id, {**invalid, "atmosphere_style": "aurora"})

    assert shown.status_code == 200
    assert (recipe(painter).surface_type, recipe(painter).atmosphere_style) == ("ice", "aurora")
    assert (recipe(painter).moon_count, recipe(painter).ring_color) == (0, None)


@pytest.mark.parametrize("unreadable", ["{", "[]", "7", "[" * 8000, "1" * 8000, "{" + " " * 8000 + "}"])
def test_what_is_no_object_or_too_long_is_refused(
    me: Client, planet_id: int, painter: FakePainter, unreadable: str
) -> None:
    refused = preview(me, planet_id, unreadable)

    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, ["answers"])
    assert painter.painted == []


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ({}, (320, 180)),
        ({"width": "640", "height": 640}, (640, 640)),
        ({"width": "480", "height": 600}, (480, 600)),
        ({"width": "1280", "height": 16}, (1280, 213)),
    ],
)
def test_it_comes_in_the_shape_of_the_place_it_is_for(
    me: Client, planet_id: int, painter: FakePainter, asked: dict[str, Any], size: tuple[int, int]
) -> None:
    assert preview(me, planet_id, **asked).status_code == 200
    assert painter.painted[-1][1:] == size


@pytest.mark.parametrize("asked", [{"width": "321"}, {"height": 15}, {"page": "x" * 41}])
def test_other_sizes_are_refused(
    me: Client, planet_id: int, painter: FakePainter, asked: dict[str, Any]
) -> None:
    refused = preview(me, planet_id, **asked)

    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, list(asked))
    assert painter.painted == []


def test_the_picture_of_a_proposal_is_kept_by_the_browser_while_the_stored_answers_are_those_it_knows(
    me: Client, planet_id: int
) -> None:
    edition = ask(me, planet_id, "state").json()["preview_url"].partition("?v=")[2]

    known = preview(me, planet_id, {"surface_type": "gas"}, v=edition, page="a page")
    answer(me, planet_id, {"surface_type": "ice"}, step="surface")
    outdated = preview(me, planet_id, {"surface_type": "gas"}, v=edition, page="a page")

    assert "immutable" in known.headers["cache-control"]
    assert "no-cache" in outdated.headers["cache-control"]


def test_a_picture_that_can_not_be_painted_says_so(me: Client, planet_id: int, painter: FakePainter) -> None:
    painter.failure = Unavailable("The painter has run out of blue.")
    assert preview(me, planet_id).status_code == 503
    assert preview(me, planet_id).status_code == 200
