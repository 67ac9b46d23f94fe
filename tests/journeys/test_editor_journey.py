"""Cutting a film as an editor does, through everything that gets in between."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys import server as servers
from tests.journeys.axe import grave_findings
from tests.journeys.conftest import DESKTOP, PHONE, NewContext
from tests.journeys.people import accepted, bring, open_page, sign_in, sign_up
from tests.media import Media
from tests.waiting import wait_until

LYING = {"width": 740, "height": 360}

_OVER_THE_PICTURE = """() => {
  const toasts = document.querySelector(".toasts").getBoundingClientRect();
  const player = document.querySelector(".editor .editor-player").getBoundingClientRect();
  return toasts.height > 0 && toasts.top >= player.top && toasts.bottom <= player.bottom
    && toasts.left >= player.left && toasts.right <= player.right;
}"""

# A page of which nothing is heard any more; a browser that is only offline may still hand over what it has.
SILENCED = """() => {
  WebSocket.prototype.send = () => {};
  window.fetch = () => Promise.reject(new TypeError("nothing goes out"));
  navigator.sendBeacon = () => false;
}"""


def _edit(page: Page, upload_id: int, origin: str = "") -> Page:
    open_page(page, f"{origin}/edit-video?upload={upload_id}&from=uploads")
    expect(_pieces(page).first).to_be_visible()
    return page


def _pieces(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(r"^Piece \d"))


def _pictures(page: Page) -> Locator:
    return page.get_by_role("button", name=" on track ")


def _says(page: Page, words: str, **options: Any) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(words, **options)


def _press(page: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def _split(page: Page, tenths: int) -> None:
    """Split at a tenth of a second of the film."""
    _press(page, "Home")
    _press(page, "ArrowRight", tenths)
    _press(page, "s")


def _config(context: BrowserContext, url: str, upload_id: int) -> dict[str, Any]:
    found = accepted(context.request.get(f"{url}/api/production-drafts?uploadId={upload_id}"))
    config: dict[str, Any] = found["draft"]["config"]
    return config


@pytest.fixture
def map_picture(tmp_path: Path) -> Path:
    Image.new("RGB", (320, 180), "#2f6fb3").save(tmp_path / "map.png")
    return tmp_path / "map.png"


@pytest.fixture
def film(context: BrowserContext, url: str, media: Media, map_picture: Path) -> int:
    """Somebody's film, and a picture to lay over it."""
    sign_up(context, url)
    bring(context, url, map_picture, displayName="Map", role="overlay")
    return int(bring(context, url, media.tiny_film(), displayName="Harbour")["id"])


def test_a_film_is_cut_by_keyboard_and_everything_is_undone_after_a_reload(
    context: BrowserContext, url: str, film: int
):
    page = _edit(context.new_page(), film)
    _split(page, 6)
    expect(_pieces(page)).to_have_count(2)
    _press(page, "Delete")
    expect(_pieces(page)).to_have_count(1)
    page.get_by_role("button", name="Map", exact=True).click()
    expect(_pictures(page)).to_have_count(1)
    _press(page, "Home")
    _press(page, "ArrowRight", 3)
    _says(page, "Saved")
    kept = _config(context, url, film)
    assert kept["editRanges"] == [{"start": 0.0, "end": 0.6}]
    assert [item["track"] for item in kept["overlayItems"]] == ["A"]
    wait_until(lambda: _is_resumed(context, url, film), what="the place")

    page = _edit(page, film)

    expect(page.locator(".player output")).to_contain_text("0:00.3")
    expect(_pieces(page)).to_have_count(1)
    undo = page.get_by_role("button", name="Undo the new picture")
    expect(undo).to_be_enabled()
    _press(page, "Control+z")
    expect(_pictures(page)).to_have_count(0)
    page.get_by_role("button", name="Undo the deleted piece").click()
    expect(_pieces(page)).to_have_count(2)
    page.get_by_role("button", name="Undo the split").click()
    expect(page.get_by_role("button", name="Redo the split")).to_be_enabled()
    _press(page, "Control+Shift+z")
    expect(_pieces(page)).to_have_count(2)
    _says(page, "Saved")
    assert "overlayItems" not in _config(context, url, film)


def _is_resumed(context: BrowserContext, url: str, film: int) -> bool:
    home = context.request.get(f"{url}/api/home").text()
    return f"/edit-video?upload={film}" in home


def test_a_picture_that_would_cover_another_is_refused_where_it_lies(context: BrowserContext, film: int):
    page = _edit(context.new_page(), film)
    for _ in range(3):
        page.get_by_role("button", name="Map", exact=True).click()
        _press(page, "Home")
    expect(page.locator(".tl-note")).to_contain_text("Another picture lies there")
    expect(_pictures(page)).to_have_count(2)
    _says(page, "Not changed — see below")


def test_the_look_of_a_picture_is_chosen_beside_the_film(context: BrowserContext, url: str, film: int):
    page = _edit(context.new_page(), film)
    page.get_by_role("button", name="Map", exact=True).click()
    panel = page.get_by_role("region", name="The selected picture")
    panel.get_by_role("slider", name="Opacity").press("ArrowLeft")
    panel.get_by_role("radio", name="Both").check()
    panel.get_by_role("radio", name="B, above").check()
    wait_until(lambda: _look(context, url, film) == (95.0, "in_out", "B"), what="the picture's look")
    assert not grave_findings(page)
    panel.get_by_role("button", name="Remove").click()
    expect(_pictures(page)).to_have_count(0)


def _look(context: BrowserContext, url: str, film: int) -> tuple[Any, ...]:
    items = _config(context, url, film).get("overlayItems") or [{}]
    return tuple(items[0].get(key) for key in ("opacityPct", "fade", "track"))


def test_a_cut_that_another_device_was_faster_with_is_told_and_the_newer_one_shown(
    new_context: NewContext, context: BrowserContext, url: str, film: int
):
    page = _edit(context.new_page(), film)
    draft = accepted(context.request.get(f"{url}/api/production-drafts?uploadId={film}"))["draft"]
    faster = {"revision": draft["revision"], "move": "phone-1", "edit": {"kind": "split", "at": 0.4}}
    address = f"{url}/api/production-drafts/{draft['id']}/edits"
    accepted(context.request.post(address, data=faster, headers={"Origin": url}))

    _split(page, 7)

    expect(page.get_by_role("alert").filter(has_text="changed on another page")).to_be_visible()
    expect(_pieces(page)).to_have_count(2)
    page.get_by_role("button", name="OK").click()
    _split(page, 7)
    expect(_pieces(page)).to_have_count(3)
    _says(page, "Saved")


def test_two_tabs_show_the_same_cuts(context: BrowserContext, film: int):
    here, there = _edit(context.new_page(), film), _edit(context.new_page(), film)
    _split(there, 5)
    _says(there, "Saved")
    here.bring_to_front()
    expect(_pieces(here)).to_have_count(2)


def test_what_a_closed_tab_could_not_say_is_done_when_the_editor_opens_again(
    context: BrowserContext, url: str, film: int
):
    page = _edit(context.new_page(), film)
    page.evaluate(SILENCED)
    _split(page, 5)
    expect(_pieces(page)).to_have_count(2)
    page.close()
    assert "editRanges" not in _config(context, url, film)

    page = _edit(context.new_page(), film)

    expect(_pieces(page)).to_have_count(2)
    _says(page, "Saved")
    assert len(_config(context, url, film)["editRanges"]) == 2


def test_a_cut_whose_answer_a_reload_cut_off_is_told_as_saved(context: BrowserContext, film: int):
    page = _edit(context.new_page(), film)
    page.evaluate("Storage.prototype.removeItem = () => {}")  # as a page that goes before it has heard
    _split(page, 5)
    _says(page, "Saved")

    page.reload()

    _says(page, "Saved")
    expect(_pieces(page)).to_have_count(2)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('everkeep.editing/'))") == []


def test_what_is_on_its_way_when_one_leaves_is_there_on_the_next_page(
    context: BrowserContext, url: str, film: int
):
    page = _edit(context.new_page(), film)
    _split(page, 5)
    _press(page, "Delete")
    page.get_by_role("link", name="Dress and produce").click()
    expect(page.get_by_role("link", name="Edit")).to_be_visible()
    wait_until(
        lambda: _config(context, url, film).get("editRanges") == [{"start": 0.0, "end": 0.5}], what="the cuts"
    )
    page.get_by_role("link", name="Edit").click()
    expect(_pieces(page)).to_have_count(1)
    expect(page.get_by_role("link", name="Back to Production")).to_be_visible()


@pytest.mark.timeout(300)  # it starts a server twice
def test_cuts_made_while_the_server_is_dead_are_made_once_when_it_lives_again(
    new_context: NewContext, tmp_path: Path, media: Media
):
    own = servers.start(tmp_path / "own")
    try:
        context = new_context()
        sign_up(context, own.url)
        film = int(bring(context, own.url, media.tiny_film())["id"])
        page = _edit(context.new_page(), film, own.url)

        servers.kill(own)
        _split(page, 3)
        _split(page, 6)
        expect(_pieces(page)).to_have_count(3)
        _says(page, "Not saved — retrying")

        again = servers.start(tmp_path / "own", port=int(own.url.rsplit(":", 1)[1]))
        try:
            _says(page, "Saved", timeout=60_000)
            expect(_pieces(page)).to_have_count(3)
            ends = [piece["end"] for piece in _config(context, again.url, film)["editRanges"]]
            assert ends[:2] == [0.3, 0.6]
        finally:
            servers.end(again)
    finally:
        servers.end(own)


def test_a_phone_cuts_and_lays_pictures_by_touch(
    new_context: NewContext, context: BrowserContext, url: str, media: Media, map_picture: Path
):
    person = sign_up(context, url)
    bring(context, url, map_picture, displayName="Map", role="overlay")
    film = int(bring(context, url, media.tiny_film())["id"])
    phone = new_context(theme="light", viewport=PHONE, has_touch=True)
    sign_in(phone, url, person)
    page = _edit(phone.new_page(), film)

    page.get_by_role("button", name="Pictures").tap()
    page.get_by_role("button", name="Map", exact=True).tap()

    expect(_pictures(page)).to_have_count(1)
    expect(page.get_by_role("region", name="The selected picture")).to_be_visible()
    assert page.locator(".tl-film").last.bounding_box()["height"] > 60
    wide, high = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert (wide, high) == (PHONE["width"], PHONE["height"])
    assert not grave_findings(page)
    page.get_by_role("button", name="Close").first.tap()
    page.get_by_role("button", name="Undo the new picture").tap()
    expect(_pictures(page)).to_have_count(0)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE, LYING], ids=["wide", "phone", "lying"])
def test_no_toast_stands_before_what_one_cuts_with(
    new_context: NewContext, url: str, media: Media, map_picture: Path, viewport: dict[str, int]
):
    context = new_context(viewport=viewport)
    sign_up(context, url)
    page = _edit(context.new_page(), int(bring(context, url, media.tiny_film())["id"]))
    bring(context, url, map_picture, role="overlay")

    expect(page.get_by_label("Notifications").get_by_role("status").first).to_be_visible(timeout=40_000)

    page.wait_for_function(_OVER_THE_PICTURE)
