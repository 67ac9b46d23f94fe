"""Small pictures of what can be chosen: the same for everybody, painted once, and kept by browsers."""

import pytest

from app.features.planets.rules.samples import SAMPLES
from app.features.planets.rules.steps import PAINTED
from app.features.planets.service.samples import list_recipes, sample_urls
from app.kernel.errors import Unavailable
from tests.fakes import FakePainter
from tests.rest_client import Client

ADDRESS = "/api/planet-samples"


def test_every_choice_of_a_pictured_field_has_one() -> None:
    for field, choices in SAMPLES.items():
        assert set(choices) == set(PAINTED[field])
    recipes = list(list_recipes())
    assert len({recipe.fingerprint() for recipe in recipes}) == len(recipes)


def test_anybody_gets_it_painted_once_and_may_keep_it_for_ever(client: Client, painter: FakePainter) -> None:
    address = sample_urls()["ring_style"]["halo"]

    answers = [client.get(address) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].headers["content-type"] == "image/webp"
    assert answers[0].headers["cache-control"] == "public, max-age=31536000, immutable"
    assert painter.painted == [(SAMPLES["ring_style"]["halo"], 240, 135)]


def test_under_an_older_address_it_is_not_kept_for_ever(client: Client, painter: FakePainter) -> None:
    answer = client.get(f"{ADDRESS}/surface_type/gas.webp?v=older")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=300")


@pytest.mark.parametrize("unknown", ["surface_type/cheese", "name/gas", "surface_type/..%2Fgas"])
def test_what_can_not_be_chosen_has_none(client: Client, painter: FakePainter, unknown: str) -> None:
    assert client.get(f"{ADDRESS}/{unknown}.webp").status_code == 404
    assert painter.painted == []


def test_one_that_could_not_be_painted_is_painted_next_time(client: Client, painter: FakePainter) -> None:
    painter.failure = Unavailable("The painter has run out of blue.")
    address = sample_urls()["surface_type"]["ice"]
    assert client.get(address).status_code == 503
    assert client.get(address).status_code == 200
