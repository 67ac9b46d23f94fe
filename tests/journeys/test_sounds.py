"""Sounds are listened to before they are chosen: by their shape, with the keyboard, one at a time."""

import math
import struct
import wave
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.axe import grave_findings
from tests.journeys.people import bring, open_page, sign_up
from tests.media import Media

SECONDS, RATE = 20, 8000


def _tone(path: Path, hertz: int) -> Path:
    samples = (int(9000 * math.sin(2 * math.pi * hertz * at / RATE)) for at in range(SECONDS * RATE))
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return path


@pytest.fixture
def songs(context: BrowserContext, url: str, tmp_path: Path) -> BrowserContext:
    """Two songs, "Dusk" and "Rain", of somebody who is signed in."""
    sign_up(context, url)
    for name, hertz in (("Dusk", 300), ("Rain", 500)):
        bring(context, url, _tone(tmp_path / f"{name}.wav", hertz), displayName=name)
    return context


def _button(page: Page, does: str) -> Locator:
    return page.get_by_role("button", name=does, exact=True)


def test_one_sound_plays_at_a_time_and_the_film_is_one_of_them(songs: BrowserContext, url: str, media: Media):
    film = bring(songs, url, media.tiny_film())["id"]
    page = open_page(songs.new_page(), f"/produce?upload={film}")
    page.locator("summary", has_text="Sound").click()

    _button(page, "Play: Dusk").click()
    expect(_button(page, "Pause: Dusk")).to_be_visible()
    _button(page, "Play: Rain").click()
    expect(_button(page, "Pause: Rain")).to_be_visible()
    expect(_button(page, "Play: Dusk")).to_be_visible()
    _button(page, "Play").click()
    expect(_button(page, "Play: Rain")).to_be_visible()
    _button(page, "Play: Dusk").click()
    expect(_button(page, "Play")).to_be_visible()


def test_a_sound_answers_to_keys_and_shows_its_shape(songs: BrowserContext):
    page = open_page(songs.new_page(), "/uploads")
    rain = page.get_by_role("group", name="Rain")
    expect(rain.locator("rect").first).to_be_attached()
    assert grave_findings(page) == []

    bar = rain.get_by_role("slider", name="Place in Rain")
    bar.focus()
    page.keyboard.press("Space")
    expect(_button(page, "Pause: Rain")).to_be_visible()
    page.keyboard.press("Space")
    expect(_button(page, "Play: Rain")).to_be_visible()
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    expect(bar).to_have_attribute("aria-valuetext", "0:02 of 0:20")
    expect(rain.locator("rect[data-ahead]").first).to_be_attached()
