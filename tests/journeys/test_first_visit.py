"""What a first visit fetches before it can be used: document, scripts, styles and fonts, at most 200 KB."""

import gzip
import http.client
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.ui import routes
from tests.journeys import builders, people, planets
from tests.journeys.conftest import NewContext

BUDGET = 200_000
# Jobs are watched by a script that the page asks for after it has started.
LATER = 1_000

PAGES = sorted(
    path
    for name, path in vars(routes).items()
    if name.isupper() and isinstance(path, str) and "[" not in path and path != routes.STYLEGUIDE
)
_COUNTED = ("document", "script", "stylesheet", "font")
_LOADED = re.compile(r"<(?:link|script)\b[^>]*>")
_ADDRESS = re.compile(r'(?:href|src)="(/[^"]+)"')
_FETCHED = ("modulepreload", "stylesheet", "preload", "icon", "<script")


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_stays_within_its_budget(path: str, url: str) -> None:
    document, size = _fetched(url, path)
    sizes = {path: size} | {part: _fetched(url, part)[1] for part in _parts(document)}
    heaviest = sorted(sizes.items(), key=lambda part: -part[1])
    assert len(sizes) > 8, "the page names its parts in another way now"
    assert sum(sizes.values()) + LATER <= BUDGET, heaviest


def _parts(document: str) -> set[str]:
    tags = [tag for tag in _LOADED.findall(document) if any(kind in tag for kind in _FETCHED)]
    tags = [tag for tag in tags if 'as="image"' not in tag]
    return {address[1] for tag in tags if (address := _ADDRESS.search(tag))}


def _fetched(url: str, path: str) -> tuple[str, int]:
    """What a browser gets, as text, and its bytes on the wire with their headers."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == (404 if path == routes.NOT_FOUND else 200), path
    plain = gzip.decompress(body) if answer.getheader("content-encoding") == "gzip" else body
    return plain.decode(errors="replace"), len(body) + len(answer.headers.as_bytes())


def test_a_first_visit_to_a_story_stays_within_its_budget(page: Page, url: str) -> None:
    started = page.request.post(f"{url}/api/scenes/runs", data={}, headers={"Origin": url})
    _visit_within_budget(page, url, f"/scenes/{started.json()['session_id']}")


def test_a_first_visit_to_a_planet_stays_within_its_budget(
    page: Page, new_context: NewContext, url: str
) -> None:
    theirs = new_context()
    people.sign_up(theirs, url)
    _visit_within_budget(page, url, f"/planets/{planets.answered(theirs.request, url)}")


def test_a_first_visit_to_a_builder_stays_within_its_budget(page: Page, url: str) -> None:
    people.sign_up(page.context, url)
    planet_id = builders.begun(page.request, url)
    # The script that watches jobs is asked for by signed-in people alone, so here it is seen.
    _visit_within_budget(page, url, f"/planets/{planet_id}/build", later=0)


def _visit_within_budget(page: Page, url: str, address: str, later: int = LATER) -> None:
    """For an address that is not known when pages are built: what it fetches is seen in a browser."""
    fetched: set[str] = set()
    page.on("requestfinished", lambda asked: asked.resource_type in _COUNTED and fetched.add(asked.url))

    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")

    sizes = {one: _fetched(url, one.removeprefix(url))[1] for one in fetched}
    assert sum(sizes.values()) + later <= BUDGET, sorted(sizes.items(), key=lambda part: -part[1])
