"""Every page, in both themes: free of grave axe findings, and never wider than a phone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.app import app
from tests.journeys.axe import grave_findings
from tests.journeys.conftest import DESKTOP, NARROW, PHONE, NewContext, Theme
from tests.journeys.people import open_page
from tests.journeys.places import PLACES, Inhabited, Place, inhabit
from tests.media import Media


def _from_menu(of: str, entry: str) -> Callable[[Page], None]:
    def choose(page: Page) -> None:
        page.get_by_role("button", name=of).first.click()
        page.get_by_role("menuitem", name=entry).click()

    return choose


def _by_button(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click()


def _go_back(page: Page) -> None:
    """The chapters of a phone stand behind the number of the scene."""
    page.get_by_role("button", name="Scenes of this story").click()
    page.get_by_role("button", name="Go back to scene").locator("visible=true").first.click()


THEMES: tuple[Theme, ...] = ("dark", "light")

DIALOGS = {
    "rename": ("uploads", _from_menu("Actions for Bikes at the harbour", "Rename or describe")),
    "delete-upload": ("uploads", _from_menu("Actions for Bikes at the harbour", "Delete")),
    "discard-draft": ("uploads", _from_menu("Actions for Bikes at the harbour", "Discard Draft")),
    "start-over": ("uploads", _by_button("Start Over")),
    "start-over-here": ("produce", _from_menu("More", "Start over")),
    "delete-production": ("production", _by_button("Delete")),
    "planet-words": ("planet", _from_menu("More actions", "Change its words")),
    "planet-invite": ("planet", _by_button("Invite")),
    "share-run": ("scenes", _from_menu("Actions for", "Share")),
    "share-copy": ("scenes-visitor", _from_menu("Actions for", "A copy for a friend")),
    "go-back": ("run-8", _go_back),
}
"""The page that each dialog opens on, and how; those of Settings have a journey of their own."""


@pytest.fixture(scope="module")
def inhabited(browser: Browser, url: str, media: Media) -> Iterator[Inhabited]:
    context = browser.new_context()
    yield inhabit(context, url, media.tiny_film(), media.made("quiet", sound=False))
    context.close()


def test_no_page_is_left_out() -> None:
    known = {place.route.strip("/") or "index" for place in PLACES}
    assert set(app._unevaluated_pages) <= known


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_page_is_fit_for_everyone(
    place: Place, new_context: NewContext, request: pytest.FixtureRequest
) -> None:
    if place.signed_in or place.visitor or "{" in place.address:
        inhabited = request.getfixturevalue("inhabited")
        context = new_context(storage_state=inhabited.kept(place))
        address = inhabited.address(place)
    else:
        context, address = new_context(), place.address
    page = open_page(context.new_page(), address)

    problems = _in_both_themes(page, DESKTOP, PHONE)

    page.set_viewport_size(NARROW)
    assert not problems, "\n".join(problems)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("name", DIALOGS)
def test_open_dialog_is_fit_for_everyone(name: str, new_context: NewContext, inhabited: Inhabited) -> None:
    where, opening = DIALOGS[name]
    place = next(place for place in PLACES if place.name == where)
    context = new_context(viewport=NARROW, storage_state=inhabited.kept(place))
    page = open_page(context.new_page(), inhabited.address(place))

    opening(page)

    expect(page.get_by_role("dialog")).to_be_visible()
    assert _in_both_themes(page, NARROW) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def _in_both_themes(page: Page, *sizes: dict[str, int]) -> list[str]:
    """What axe finds on the open page as the system turns from night to day, and the window to each size."""
    return [problem for theme in THEMES for size in sizes for problem in _as_shown(page, theme, size)]


def _as_shown(page: Page, theme: Theme, size: dict[str, int]) -> list[str]:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)
    expect(page.locator("html")).to_have_class(re.compile(rf"\b{theme}\b"))
    return [f"{theme}, {size['width']} px: {finding}" for finding in grave_findings(page)]
