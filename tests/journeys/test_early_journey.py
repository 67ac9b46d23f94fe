"""Cutting a film that is still on its way, and everything that may happen to it meanwhile."""

import struct
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.journeys.people import accepted, open_page, sign_up
from tests.media import Media
from tests.waiting import wait_until

PREPARED_SECONDS = 90


@pytest.fixture
def long_film(media: Media, tmp_path: Path) -> Path:
    """12 MB that play for two seconds: behind the film lies a box of free space."""
    film, free = tmp_path / "Street b-roll.mp4", 12_000_000
    film.write_bytes(media.tiny_film().read_bytes() + struct.pack(">I4s", free, b"free") + bytes(free - 8))
    return film


def _let_the_first_part_through(route: Route) -> None:
    if route.request.headers["upload-offset"] == "0":
        route.continue_()
    else:
        route.abort()


def _upload(context: BrowserContext, url: str) -> dict[str, Any]:
    found: dict[str, Any] = accepted(context.request.get(f"{url}/api/uploads"))["uploads"][0]
    return found


def _cuts(context: BrowserContext, url: str) -> list[float]:
    asked = {"uploadId": str(_upload(context, url)["id"])}
    draft = accepted(context.request.get(f"{url}/api/production-drafts", params=asked))["draft"]
    return [piece["start"] for piece in draft["config"].get("editRanges", [])]


def _has_picture(page: Page) -> None:
    expect(page.locator(".player canvas:not([data-blank])")).to_be_visible()


def test_what_is_cut_before_the_film_is_here_outlives_a_reload_and_a_cancelled_upload(
    page: Page, context: BrowserContext, url: str, long_film: Path
):
    sign_up(context, url)
    open_page(page, "/uploads")
    context.route("**/content", _let_the_first_part_through)
    page.locator("input[data-uploads]").set_input_files(long_film)

    page.get_by_role("link", name="Cut: Street b-roll.mp4").click()
    _has_picture(page)
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("s")
    expect(page.locator("[data-save-state=saved]")).to_be_visible()
    assert _cuts(context, url) == [0.0, 1.0]
    wait_until(lambda: _upload(context, url)["receivedBytes"] > 0, seconds=30, what="the first part")

    page.reload()
    arriving = page.get_by_role("region", name="On its way")
    expect(arriving).to_contain_text("Choose the file again to go on")
    expect(page.get_by_role("button", name="Undo the split")).to_be_enabled()

    arriving.get_by_role("button", name="Cancel: Street b-roll.mp4").click()
    expect(arriving).to_contain_text("What you chose and cut is kept")
    assert _cuts(context, url) == [0.0, 1.0]

    context.unroute("**/content")
    arriving.locator("input[data-resumes]").set_input_files(long_film)
    _has_picture(page)
    wait_until(lambda: _upload(context, url)["status"] == "ready", seconds=PREPARED_SECONDS, what="the proxy")
    expect(arriving).to_have_count(0)
    _has_picture(page)
    assert _cuts(context, url) == [0.0, 1.0]
