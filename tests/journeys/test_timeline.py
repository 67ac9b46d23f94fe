"""Cutting and dressing a film on its timeline: by mouse, by finger, by keys."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, expect

from tests.journeys.conftest import PHONE, NewContext
from tests.journeys.people import accepted, bring, open_page, sign_up
from tests.media import Media
from tests.waiting import wait_until

TAKEN = "Another picture lies there."
PIECES = [{"start": 0, "end": 1.5}, {"start": 2.0, "end": 4.0}]


@pytest.fixture
def card(tmp_path: Path) -> Path:
    Image.new("RGB", (160, 90), "#b3632f").save(tmp_path / "card.png")
    return tmp_path / "card.png"


class Timeline:
    """The editor over a film of 4 s, cut into two pieces, with two pictures on track A."""

    def __init__(self, context: BrowserContext, url: str, media: Media, card: Path) -> None:
        sign_up(context, url)
        film = bring(context, url, media.made("timeline", seconds=4, width=160, height=90))
        picture = bring(context, url, card, role="overlay", displayName="Map")
        self._request, self._url = context.request, url
        asked = {"data": {"uploadId": film["id"]}, "headers": {"Origin": url}}
        self._draft = accepted(self._request.post(f"{url}/api/production-drafts", **asked))["draft"]["id"]
        spans = {"first": (0.3, 0.8), "second": (2.0, 2.5)}
        items = [
            {"id": name, "uploadId": picture["id"], "startSeconds": start, "endSeconds": end}
            for name, (start, end) in spans.items()
        ]
        config = {"editRanges": PIECES, "overlayItems": items}
        address = f"{url}/api/production-drafts/{self._draft}"
        accepted(self._request.patch(address, data={"config": config}, headers={"Origin": url}))
        self.page = open_page(context.new_page(), f"/edit-video?upload={film['id']}")
        expect(self.page.locator(".tl-piece")).to_have_count(2)

    def kept(self) -> dict[str, Any]:
        """The draft's config as the server has it."""
        edits = accepted(self._request.get(f"{self._url}/api/production-drafts/{self._draft}/edits"))
        config: dict[str, Any] = edits["draft"]["config"]
        return config

    def picture(self, name: str) -> dict[str, Any]:
        return next(item for item in self.kept()["overlayItems"] if item["id"] == name)

    def until(self, key: str, wanted: Any) -> None:
        wait_until(lambda: self.kept()[key] == wanted, seconds=15, what=f"{key} to be {wanted}")

    def shown(self, name: str) -> Locator:
        return self.page.locator(f'.tl-picture[data-id="{name}"]')

    def place(self, seconds: float, lane: str) -> tuple[float, float]:
        """Where a moment of the edited film lies on the page, above what is told in passing."""
        first, last = (self.page.locator(".tl-piece").nth(at).bounding_box() for at in (0, -1))
        row = self.page.locator(f'.tl-lanes [data-lane="{lane}"]').bounding_box()
        assert first
        assert last
        assert row
        length = sum(piece["end"] - piece["start"] for piece in self.kept()["editRanges"])
        wide = last["x"] + last["width"] - first["x"]
        return first["x"] + seconds / length * wide, row["y"] + min(40, row["height"] / 2)

    def drag(self, begin: tuple[float, float], end: tuple[float, float], *, release: bool = True) -> None:
        mouse = self.page.mouse
        mouse.move(*begin)
        mouse.down()
        mouse.move(*end, steps=6)
        if release:
            mouse.up()


@pytest.fixture
def timeline(context: BrowserContext, url: str, media: Media, card: Path) -> Timeline:
    return Timeline(context, url, media, card)


def test_an_edge_is_dragged_and_what_follows_moves_up(timeline: Timeline) -> None:
    x, y = timeline.place(1.5, "film")
    to, _ = timeline.place(1.0, "film")

    timeline.drag((x - 5, y), (to - 5, y))

    expect(timeline.page.locator(".tl-piece").first).to_have_attribute(
        "aria-label", "Piece 1 of 2, 0:01.0, from 0:00.0"
    )
    timeline.until("editRanges", [{"start": 0.0, "end": 1.0}, {"start": 2.0, "end": 4.0}])
    assert timeline.picture("second")["startSeconds"] == 1.5
    assert timeline.picture("first")["startSeconds"] == 0.3


def test_a_picture_goes_to_a_free_place_and_back_from_a_taken_one_which_says_why(timeline: Timeline) -> None:
    page = timeline.page
    timeline.drag(timeline.place(0.5, "A"), timeline.place(2.2, "A"), release=False)
    expect(page.locator(".tl-why").locator("visible=true")).to_have_text(TAKEN)
    page.mouse.up()
    expect(page.locator(".tl-note")).to_contain_text(TAKEN)
    assert timeline.picture("first")["startSeconds"] == 0.3

    timeline.drag(timeline.place(0.5, "A"), timeline.place(2.2, "B"))
    expect(timeline.shown("first")).to_have_attribute("aria-label", "Map on track B, from 0:02.0 to 0:02.5")
    wait_until(lambda: timeline.picture("first")["track"] == "B", seconds=15, what="the other track")
    assert timeline.picture("first")["startSeconds"] == 2.0, "it was drawn to the edge of the other picture"

    timeline.drag(timeline.place(2.2, "B"), timeline.place(0.6, "B"), release=False)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(timeline.shown("first")).to_have_attribute("aria-label", "Map on track B, from 0:02.0 to 0:02.5")
    assert timeline.picture("first")["startSeconds"] == 2.0


def test_by_keys_pictures_are_chosen_moved_and_trimmed(timeline: Timeline) -> None:
    press = timeline.page.keyboard.press
    timeline.shown("first").focus()

    press("ArrowRight")
    expect(timeline.shown("second")).to_be_focused()
    press("Alt+ArrowUp")
    expect(timeline.shown("second")).to_have_attribute("aria-label", "Map on track B, from 0:02.0 to 0:02.5")
    press("Tab")
    slider = timeline.page.get_by_role("slider", name="Where Map begins")
    expect(slider).to_be_focused()
    press("ArrowLeft")

    expect(slider).to_have_attribute("aria-valuetext", "at 1.9 s")
    wait_until(lambda: timeline.picture("second")["startSeconds"] == 1.9, seconds=15, what="the trim")
    assert timeline.picture("second")["track"] == "B"


def test_a_picture_of_the_library_is_dropped_where_it_is_let_go(timeline: Timeline) -> None:
    tile = timeline.page.locator(".library-tile").bounding_box()
    assert tile

    timeline.drag((tile["x"] + 20, tile["y"] + 20), timeline.place(1.2, "B"))

    wait_until(lambda: len(timeline.kept()["overlayItems"]) == 3, seconds=15, what="the third picture")
    new = timeline.kept()["overlayItems"][-1]
    assert (new["track"], new["startSeconds"]) == ("B", pytest.approx(1.2, abs=0.11))


def test_a_finger_pans_pinches_taps_and_carries(
    new_context: NewContext, url: str, media: Media, card: Path
) -> None:
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    timeline = Timeline(context, url, media, card)
    page, finger = timeline.page, context.new_cdp_session(timeline.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        told = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    page.touchscreen.tap(*timeline.place(2.5, "film"))
    expect(page.locator(".tl-piece").nth(1)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("slider", name="Playhead")).to_have_attribute("aria-valuetext", "2.5 s")

    page.get_by_role("button", name="Pictures").click()
    tile = page.locator(".library-tile").bounding_box()
    assert tile
    touch("touchStart", (tile["x"] + 30, tile["y"] + 30))
    expect(page.locator(".tl-carried")).to_be_attached()
    for share in (0.2, 0.6, 1):
        x, y = timeline.place(1.2, "B")
        touch(
            "touchMove",
            (tile["x"] + 30 + (x - tile["x"] - 30) * share, tile["y"] + 30 + (y - tile["y"] - 30) * share),
        )
    touch("touchEnd")
    wait_until(lambda: len(timeline.kept()["overlayItems"]) == 3, seconds=15, what="the third picture")

    x, y = timeline.place(1.7, "film")
    before = page.locator(".tl-piece").nth(1).bounding_box()
    touch("touchStart", (x - 20, y), (x + 20, y))
    touch("touchMove", (x - 60, y), (x + 60, y))
    touch("touchEnd")
    page.wait_for_function(
        "wide => document.querySelectorAll('.tl-piece')[1].getBoundingClientRect().width > wide * 1.5"
        " || document.querySelectorAll('.tl-piece')[1].getBoundingClientRect().right > innerWidth",
        arg=before["width"] if before else 0,
    )
