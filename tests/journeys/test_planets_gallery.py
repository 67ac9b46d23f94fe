"""Planets as one meets them: a door on Home, a card that waits in the gallery, topics that one avoids."""

import re

from playwright.sync_api import BrowserContext, expect

from tests.journeys.people import open_page, sign_up


def test_a_first_planet_is_begun_at_home_waits_in_the_gallery_and_goes(
    context: BrowserContext, url: str
) -> None:
    sign_up(context, url)
    page = open_page(context.new_page(), "/")
    page.get_by_role("button", name="Make a planet").click()
    page.wait_for_url(re.compile(r"/planets/\d+/build$"))
    builder = page.url

    # Its picture may take long on a busy machine, and nothing here waits for it.
    page.goto("/planets")
    expect(page.get_by_role("progressbar", name="How far A new planet has come")).to_be_visible()
    page.get_by_role("button", name="Actions for A new planet").click()
    page.get_by_role("menuitem", name="Change its answers").click()
    page.wait_for_url(builder)

    page.goto("/planets")
    page.get_by_role("button", name="Actions for A new planet").click()
    page.get_by_role("menuitem", name="Delete").click()
    question = page.get_by_role("dialog", name="Delete “A new planet”?")
    question.get_by_role("button", name="Delete it").click()
    expect(page.get_by_role("button", name="Make a planet")).to_be_visible()
    expect(page.get_by_role("heading", name="A new planet")).to_have_count(0)


def test_a_topic_to_avoid_is_kept_with_the_click(context: BrowserContext, url: str) -> None:
    sign_up(context, url)
    page = open_page(context.new_page(), "/settings")
    topics = page.get_by_role("group", name="Topics to avoid")
    topics.get_by_role("button", name="Spiders").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    open_page(page, "/settings")
    expect(topics.get_by_role("button", pressed=True)).to_have_text(["Spiders"])
