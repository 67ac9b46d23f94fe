"""A planet in the browser: painted while one watches, shared by a link, and told of by two."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import people, planets
from tests.journeys.conftest import PHONE, NewContext

PAINTED_MS = 90_000
"""How long a painting may take where the cores are shared with the rest of the tests."""


def _painted(page: Page) -> None:
    expect(page.get_by_role("button", name="Download")).to_be_visible(timeout=PAINTED_MS)
    expect(page.get_by_text("Painting it")).to_have_count(0)


def _join_as_somebody_new(page: Page, link: str) -> None:
    people.open_page(page, link)
    expect(page.get_by_text("invites you as a steward")).to_be_visible()
    page.get_by_role("link", name="Sign in to join").click()
    page.wait_for_url("**/login?next=/planets/join")
    page.get_by_role("link", name="Create an account").click()
    page.wait_for_url("**/register?next=/planets/join")
    page.get_by_label("Your name").fill("Ada Steward")
    page.get_by_label("E-mail").fill(people.new_person().email)
    page.get_by_label("Password", exact=True).fill(people.PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.wait_for_url("**/planets/join")
    page.get_by_role("button", name="Join this planet").click()
    page.wait_for_url(re.compile(r"/planets/\d+$"))


def test_a_planet_is_painted_shared_by_a_link_and_told_of_by_two(new_context: NewContext, url: str) -> None:
    mine = new_context()
    people.sign_up(mine, url)
    planet_id = planets.launched(mine.request, url)
    page = mine.new_page()
    page.goto(f"/planets/{planet_id}")  # its network rests only when it is painted
    expect(page.get_by_role("progressbar", name="Painting the planet")).to_be_visible()
    _painted(page)
    picture = page.get_by_role("img", name="A blue planet with one pale ring.")
    expect(picture).to_have_attribute("src", f"/api/planets/{planet_id}/art/1/hero")

    page.get_by_role("button", name="Another shape").click()
    page.get_by_role("button", name="Stop the painting").click()
    expect(page.get_by_role("button", name="Another shape")).to_be_visible()
    page.get_by_role("button", name="Painting 1").click()
    expect(page.get_by_role("dialog")).to_contain_text("It is the one that is shown.")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Invite").click()
    page.get_by_text("Steward", exact=True).click()
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Link", exact=True).input_value()
    theirs = new_context(viewport=PHONE, extra_http_headers={"X-Forwarded-For": "203.0.113.77"}).new_page()
    _join_as_somebody_new(theirs, link)
    expect(theirs.get_by_role("heading", level=1)).to_have_text(planets.NAME)

    theirs.get_by_role("button", name="More actions").click()
    theirs.get_by_role("menuitem", name="Change its words").click()
    theirs.get_by_label("Tagline").fill("A light left on for strangers")
    expect(theirs.get_by_role("dialog").get_by_text("Saved", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("A light left on for strangers")).to_be_visible()
    expect(page.get_by_text("Ada Steward")).to_be_visible()


def test_who_has_no_part_in_a_public_planet_sees_it_and_is_offered_nothing_more(
    new_context: NewContext, url: str
) -> None:
    mine = new_context()
    people.sign_up(mine, url)
    planet_id = planets.answered(mine.request, url)

    page = people.open_page(new_context().new_page(), f"/planets/{planet_id}")

    expect(page.get_by_role("heading", level=1)).to_have_text(planets.NAME)
    expect(page.get_by_text("It has not been painted yet.")).to_be_visible()
    expect(page.get_by_text("When the ships came")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
