"""The picture behind a scene: its address, who may have it, and what happens while it is painted."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest

from app.features.scenes.rules.story import SYMBOLS
from app.features.scenes.service import backdrops
from app.features.scenes.service.backdrops import backdrop_url, list_recipes
from app.kernel.errors import Unavailable
from app.kernel.gallery import BACKDROP_SIZES
from app.rest import turns
from tests.fakes import FakePainter, Fakes
from tests.features.scenes.stories import short_crossing
from tests.rest_client import Client

STORY = short_crossing()
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture(autouse=True)
def _one_story(monkeypatch: pytest.MonkeyPatch, fakes: Fakes) -> None:
    monkeypatch.setattr(backdrops, "load_stories", lambda: {STORY.id: STORY})


def test_anybody_gets_the_picture_and_may_keep_it_for_ever(client: Client) -> None:
    answer = client.get(backdrop_url(STORY, 1, None))

    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert answer.headers["cache-control"] == FOREVER
    assert answer.content.startswith(b"RIFF")


def test_a_picture_under_an_older_address_is_not_kept_for_ever(client: Client) -> None:
    answer = client.get(f"/api/stories/{STORY.id}/backdrops/1.webp?v=older")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=300"


def test_it_is_painted_once_for_all(client: Client, painter: FakePainter) -> None:
    for _ in range(3):
        client.get(backdrop_url(STORY, 4, None))

    assert len(painter.painted) == 1


@pytest.mark.parametrize("width", BACKDROP_SIZES)
def test_each_size_is_painted_for_itself(client: Client, painter: FakePainter, width: int) -> None:
    client.get(f"{backdrop_url(STORY, 1, None)}&width={width}")

    assert [size for _, *size in painter.painted] == [list(BACKDROP_SIZES[width])]


@pytest.mark.parametrize(
    "address", ["nowhere/backdrops/1", f"{STORY.id}/backdrops/0", f"{STORY.id}/backdrops/12"]
)
def test_an_unknown_story_or_scene_is_not_found(client: Client, painter: FakePainter, address: str) -> None:
    assert client.get(f"/api/stories/{address}.webp").status_code == 404
    assert painter.painted == []


@pytest.mark.parametrize(
    "question", ["width=801", "width=1599.5", "width=-1", "symbol=death", "v=" + "x" * 41]
)
def test_other_sizes_and_symbols_are_refused(client: Client, painter: FakePainter, question: str) -> None:
    answer = client.get(f"/api/stories/{STORY.id}/backdrops/8.webp?{question}")

    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == [question.partition("=")[0]]
    assert painter.painted == []


def test_a_symbol_colours_the_scenes_after_it_was_chosen(client: Client, painter: FakePainter) -> None:
    for symbol in SYMBOLS:
        client.get(backdrop_url(STORY, 6, symbol))
        client.get(backdrop_url(STORY, 7, symbol))

    assert [recipe.symbol for recipe, *_ in painter.painted] == [None, *SYMBOLS]


def test_a_symbol_of_a_game_client_colours_nothing() -> None:
    assert backdrop_url(STORY, 9, "the seventh") == backdrop_url(STORY, 9, None)


def test_the_address_changes_with_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def edition(address: str) -> str:
        return parse_qs(urlsplit(address).query)["v"][0]

    before = edition(backdrop_url(STORY, 1, None))
    monkeypatch.setattr(FakePainter, "version", "newer")

    assert edition(backdrop_url(STORY, 1, None)) != before


def test_every_picture_of_the_story_is_painted_ahead() -> None:
    recipes = list_recipes()

    assert len(recipes) == len(set(recipes)) == 6 + 5 * 4


def test_a_crowd_waits_its_turn_and_late_comers_are_asked_to_come_back(
    client: Client, painter: FakePainter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAITING_FOR_PICTURES", 0)

    answer = client.get(backdrop_url(STORY, 1, None))

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")
    assert "cache-control" not in answer.headers or "immutable" not in answer.headers["cache-control"]
    assert painter.painted == []


def test_many_at_once_all_get_it(client: Client, painter: FakePainter) -> None:
    address = backdrop_url(STORY, 2, None)
    with client, ThreadPoolExecutor(8) as crowd:
        statuses = set(crowd.map(lambda _: client.get(address).status_code, range(10)))

    assert statuses == {200}
    assert len(painter.painted) == 1


def test_a_painter_that_fails_is_asked_again_next_time(client: Client, painter: FakePainter) -> None:
    painter.failure = Unavailable("The painter is ill.")

    first, second = (client.get(backdrop_url(STORY, 1, None)) for _ in range(2))

    assert (first.status_code, second.status_code) == (503, 200)
    assert first.headers["cache-control"] == "no-store"
