"""A story on several devices at once, and on a slow machine."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.journeys import people, players
from tests.journeys.conftest import PHONE, NewContext
from tests.waiting import wait_until

NAME = "What is your party called?"
PICTURES = "**/backdrops/*.webp*"
PAINTED_MS = 60_000
"""How long a busy machine may paint at a picture."""


@pytest.fixture
def run_id(new_context: NewContext, url: str) -> str:
    """A visitor's run that stands at scene 2."""
    return str(players.played(new_context().request, url, 2)["session_id"])


def _opened(new_context: NewContext, run_id: str, **options: Any) -> Page:
    return people.open_page(new_context(**options).new_page(), f"/scenes/{run_id}")


def _typed(page: Page, url: str, run_id: str, key: str, value: Any) -> None:
    """Wait until the server holds this of the form."""

    def is_kept() -> bool:
        return bool(players.read(page.request, url, run_id)["typed"].get(key) == value)

    wait_until(is_kept, what=f"{key} to be kept as {value}")


def _conflict(page: Page) -> Any:
    return page.get_by_role("alert", name="Changed on another device")


def test_a_party_named_on_two_devices_asks_which_name_holds(
    new_context: NewContext, url: str, run_id: str
) -> None:
    laptop, phone = _opened(new_context, run_id), _opened(new_context, run_id, viewport=PHONE)
    laptop.get_by_label(NAME).fill("The Hearth")
    _typed(laptop, url, run_id, "party_name", "The Hearth")

    phone.get_by_label(NAME).fill("The Harbour")

    expect(_conflict(phone)).to_contain_text("The Hearth")
    expect(_conflict(phone)).to_contain_text("The Harbour")
    expect(phone.get_by_role("button", name="Set out")).to_be_disabled()
    _conflict(phone).get_by_role("button", name="Keep mine").click()
    expect(_conflict(phone)).to_have_count(0)
    expect(phone.get_by_label(NAME)).to_have_value("The Harbour")
    _typed(phone, url, run_id, "party_name", "The Harbour")


def test_heroes_picked_on_two_devices_are_named_before_one_takes_theirs(
    new_context: NewContext, url: str, run_id: str
) -> None:
    laptop, phone = _opened(new_context, run_id), _opened(new_context, run_id, viewport=PHONE)
    for hero in ("Thief", "Scribe"):
        laptop.get_by_role("checkbox", name=hero).check()
    _typed(laptop, url, run_id, "picked", ["thief", "scribe"])

    phone.get_by_role("checkbox", name="Wizard").check()

    expect(_conflict(phone)).to_contain_text("Thief, Scribe")
    expect(_conflict(phone)).to_contain_text("Wizard")
    _conflict(phone).get_by_role("button", name="Take theirs").click()
    expect(phone.get_by_role("checkbox", name="Thief")).to_be_checked()
    expect(phone.get_by_role("checkbox", name="Wizard")).not_to_be_checked()
    phone.get_by_role("button", name="Set out").click()
    players.at_scene(phone, 3)
    players.at_scene(laptop, 3)
    expect(laptop.get_by_role("alert").filter(has_text="was continued")).to_be_visible()


def test_a_party_of_a_game_client_stands_in_the_form(new_context: NewContext, url: str, run_id: str) -> None:
    state = {
        "scene_index": 2,
        "party_name": "The Iron Lanterns",
        "heroes": [{"name": "Mo", "class": "thief", "hp": 41}, {"name": "Ada", "class": "scribe", "hp": 60}],
        "symbol_choice": None,
        "choices": {},
    }
    game = f"game-{run_id}"
    people.accepted(
        new_context().request.post(f"{url}/api/v1/save", data={"session_id": game, "state": state})
    )

    page = _opened(new_context, game)

    expect(page.get_by_text("Another game saved this run at scene 2.")).to_be_visible()
    expect(page.get_by_label(NAME)).to_have_value("The Iron Lanterns")
    expect(page.get_by_label("The thief’s name")).to_have_value("Mo")
    page.get_by_role("button", name="Set out").click()
    players.at_scene(page, 3)
    expect(page.get_by_label("Your party")).to_contain_text("Ada")


def test_a_picture_that_is_still_being_painted_is_waited_for_under_the_scenes_own_sky(
    new_context: NewContext, url: str, context: BrowserContext
) -> None:
    run_id = players.played(context.request, url, 3)["session_id"]
    page = people.open_page(context.new_page(), f"/scenes/{run_id}")
    picture = page.locator(".backdrop-picture")
    expect(picture).to_have_attribute("src", _of_scene(3), timeout=PAINTED_MS)
    asked: list[str] = []

    def busy(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 2:
            return route.fallback()
        return route.fulfill(status=429, headers={"Retry-After": "1"})

    page.route(PICTURES, busy)
    players.press_choice(page, 3)

    expect(page.locator(".backdrop-sky")).to_be_attached()
    expect(picture).to_have_count(0)
    expect(picture).to_have_attribute("src", _of_scene(4), timeout=PAINTED_MS)
    assert len(asked) >= 3


def test_the_party_beside_a_fight_stands_as_far_as_the_fight_is_told(
    new_context: NewContext, url: str, context: BrowserContext
) -> None:
    before = players.played(context.request, url, 8)
    page = context.new_page()
    page.emulate_media(reduced_motion="no-preference")
    people.open_page(page, f"/scenes/{before['session_id']}")
    players.press_choice(page, 8)
    after = players.read(context.request, url, before["session_id"])

    for told in range(1, after["last"]["rolls"][-1]["round"]):
        expect(page.locator(".round")).to_have_count(told)
        expect(page.locator(".beside .hero-hp")).to_have_text(_hit_points(before, after, told))
        page.get_by_role("button", name="Next round").click()


def _hit_points(before: dict[str, Any], after: dict[str, Any], rounds: int) -> list[re.Pattern[str]]:
    """What the panel says of each hero after so many rounds."""
    last = after["last"]
    told = sum(roll["round"] <= rounds for roll in last["rolls"])
    left = [hero["hp"] for hero in before["heroes"]]
    for change in last["changes"]:
        if change["hero"] is not None and change["after_rolls"] <= told:
            left[change["hero"]] += change["amount"]
    return [re.compile(f"{hp} / " if hp else "Fallen") for hp in left]


def test_how_somebody_likes_to_read_follows_them(new_context: NewContext, url: str) -> None:
    here = new_context()
    person = people.sign_up(here, url)
    run_id = players.played(here.request, url, 1)["session_id"]
    page = people.open_page(here.new_page(), f"/scenes/{run_id}")
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="How you like to read").click()
    page.get_by_text("Wide", exact=True).click()
    page.get_by_role("switch", name="Moving picture").uncheck()
    expect(page.locator(".book")).to_have_attribute("data-spacing", "wide")
    wait_until(lambda: _likes(here, url) == ("wide", False), what="the account to know")

    there = new_context()
    people.sign_in(there, url, person)
    page = people.open_page(there.new_page(), f"/scenes/{run_id}")

    expect(page.locator(".book")).to_have_attribute("data-spacing", "wide")
    expect(page.locator(".backdrop")).to_have_attribute("data-drift", "false")


def _of_scene(scene: int) -> re.Pattern[str]:
    return re.compile(rf"/backdrops/{scene}\.webp")


def _likes(context: BrowserContext, url: str) -> tuple[str, bool]:
    liked = people.accepted(context.request.get(f"{url}/api/auth/me"))["preferences"]
    return liked["spacing"], liked["drift"]
