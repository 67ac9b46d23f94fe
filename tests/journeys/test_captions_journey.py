"""Captions from a broken file to words in the player, in two languages."""

import re

from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.journeys.axe import grave_findings
from tests.journeys.people import bring, open_page, sign_up
from tests.media import Media

RENDER_MS = 120_000
SHOWN = "[...document.querySelector('.film video').textTracks].filter(track => track.mode === 'showing')"
HEARD = f"{SHOWN}.flatMap(track => [...track.activeCues]).map(cue => cue.text).join()"


def _file(name: str, content: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": content.encode()}


def test_captions_are_brought_chosen_seen_and_switched_on(context: BrowserContext, url: str, media: Media):
    sign_up(context, url)
    film = bring(context, url, media.tiny_film(), displayName="Harbour")
    page = context.new_page()
    open_page(page, f"/produce?upload={film['id']}")
    _choose_captions(page)

    page.get_by_role("button", name="Produce").click()
    page.wait_for_url(re.compile(r"/productions/[0-9a-f-]{36}"))
    page.get_by_role("button", name="Play Harbour").click(timeout=RENDER_MS)
    page.keyboard.press("c")
    page.wait_for_function(f"{HEARD} === 'Good morning'")
    expect(page.get_by_role("button", name="Captions, English")).to_have_attribute("aria-pressed", "true")

    _add_german(page)
    page.get_by_role("combobox", name="Captions").select_option("Deutsch")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.wait_for_function(f"{HEARD} === 'Guten Morgen'")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Remove captions: Deutsch").click()
    expect(page.get_by_role("button", name="Captions, English")).to_be_visible()


def _choose_captions(page: Page) -> None:
    section = page.locator("[data-section=captions]")
    section.locator("summary").click()
    files = section.locator("input[type=file]")
    files.set_input_files(_file("words.srt", "1\n00:00:00,000 -> 00:00:01,500\nGood morning\n"))
    expect(section.get_by_role("alert").first).to_contain_text("Line 2")
    files.set_input_files(_file("words.srt", "1\n00:00:00,000 --> 00:00:01,900\nGood morning\n"))
    chosen = section.get_by_role("button", name="English, words.srt", exact=True)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".stage-captions")).to_have_text("Good morning")
    section.get_by_role("button", name="Part of the picture").click()
    expect(page.get_by_alt_text("Good morning")).to_be_visible()
    section.get_by_role("button", name="To switch on in the player").click()
    expect(page.locator(".stage-captions")).to_be_visible()


def _add_german(page: Page) -> None:
    page.get_by_label("Language").select_option("Deutsch")
    expect(page.get_by_label("Language")).to_have_value("de")
    words = _file("worte.vtt", "WEBVTT\n\n00:00.000 --> 00:01.900\nGuten Morgen\n")
    page.locator("input[type=file]").set_input_files(words)
    expect(page.get_by_role("link", name="Deutsch")).to_be_visible()
