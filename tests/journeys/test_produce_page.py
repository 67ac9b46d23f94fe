"""What the page that dresses a film says and shows when something comes in between."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, NewContext
from tests.journeys.people import bring, open_page, sign_up
from tests.media import Media

SHORT = {"width": 1280, "height": 720}


_CLEAR = """() => {
  const toasts = document.querySelector(".toasts").getBoundingClientRect();
  const bar = document.querySelector(".produce-bar").getBoundingClientRect();
  return toasts.height > 0 && toasts.top >= 0 && (toasts.bottom <= bar.top || toasts.top >= bar.bottom);
}"""


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    Image.new("RGBA", (64, 64), (255, 0, 0, 255)).save(tmp_path / "mark.png")
    return tmp_path / "mark.png"


def _dress(context: BrowserContext, url: str, media: Media) -> Page:
    sign_up(context, url)
    film = bring(context, url, media.tiny_film(), displayName="Harbour")
    page = open_page(context.new_page(), f"/produce?upload={film['id']}")
    expect(page.locator("details.section").first).to_be_visible()
    return page


def _section(page: Page, name: str) -> Locator:
    section = page.locator("details.section", has=page.get_by_text(name, exact=True)).first
    section.locator("summary").click()
    return section


def test_a_file_of_another_kind_is_refused_beside_its_picker(
    context: BrowserContext, url: str, media: Media, mark: Path
):
    page = _dress(context, url, media)
    song = media.encoded("wrong-kind.mp3", "-f", "lavfi", "-i", "sine=frequency=440:duration=1")

    logo = _section(page, "Logo")
    logo.locator("input[type=file]").set_input_files(song)
    sound = _section(page, "Sound")
    sound.locator("input[type=file]").set_input_files(mark)

    expect(logo.get_by_role("alert")).to_contain_text(["This is a sound file, and a picture is needed here"])
    expect(sound.get_by_role("alert")).to_contain_text(["This is a picture, and a sound file is needed here"])
    expect(logo.get_by_role("button", name="None")).to_have_attribute("aria-pressed", "true")
    kept = context.request.get(f"{url}/api/uploads").json()["uploads"]
    assert [one["displayName"] for one in kept] == ["Harbour"]


def test_a_picture_without_a_use_says_so_and_is_offered_where_one_is_chosen(
    context: BrowserContext, url: str, media: Media, mark: Path
):
    page = _dress(context, url, media)
    address = page.url
    bring(context, url, mark, displayName="Mark")
    open_page(page, "/uploads")
    card = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Mark"))
    expect(card.get_by_text("Not yet given a use.")).to_be_visible()
    chooser = card.get_by_role("combobox", name="What the picture “Mark” is for")
    expect(chooser.locator("option:checked")).to_have_text("Choose what it is for")

    open_page(page, address)
    logo = _section(page, "Logo")
    logo.get_by_role("group", name="Not yet given a use").get_by_role("button", name="Mark").click()

    expect(logo.get_by_role("button", name="Mark")).to_have_attribute("aria-pressed", "true")
    expect(logo.get_by_text("Not yet given a use")).to_have_count(0)
    expect(logo.locator("summary")).to_contain_text("Mark")
    open_page(page, "/uploads")
    expect(chooser.locator("option:checked")).to_have_text("Logo")
    expect(card.get_by_text("Not yet given a use.")).to_have_count(0)


@pytest.mark.parametrize("viewport", [DESKTOP, SHORT, PHONE], ids=["wide", "short", "phone"])
@pytest.mark.parametrize("unfolded", [False, True], ids=["folded", "unfolded"])
def test_no_toast_stands_before_the_produce_bar(
    new_context: NewContext, url: str, media: Media, mark: Path, viewport: dict[str, int], unfolded: bool
):
    context = new_context(viewport=viewport)
    page = _dress(context, url, media)
    if unfolded:
        _section(page, "Logo")
    bring(context, url, mark, role="logo")
    toast = page.get_by_label("Notifications").get_by_role("status").filter(has_text="mark").first
    expect(toast).to_be_visible(timeout=40_000)
    toast.get_by_role("button").last.focus()  # it stays while somebody is at it

    # What the page does under the toast must not bring the bar behind it.
    page.evaluate("document.querySelector('details[data-section=lowerThird]').open = true")
    page.wait_for_function(_CLEAR)


def test_what_stands_in_the_way_is_marked_and_leads_there(
    context: BrowserContext, url: str, media: Media, mark: Path
):
    page = _dress(context, url, media)
    logo = page.locator("details.section", has=page.get_by_text("Logo", exact=True)).first
    logo.locator("summary").click()
    logo.locator("input[type=file]").set_input_files(mark)
    expect(logo.get_by_role("button", name="mark")).to_have_attribute("aria-pressed", "true")
    picture = context.request.get(f"{url}/api/uploads?kind=image").json()["uploads"][0]
    context.request.delete(f"{url}/api/uploads/{picture['id']}", headers={"Origin": url})
    page.reload(wait_until="networkidle")

    expect(logo).to_have_attribute("data-marked", "true")
    expect(page.locator('details.section[data-marked="true"]')).to_have_count(1)
    expect(page.get_by_role("button", name="Produce", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Look at the marked fields first").click()
    expect(logo).to_have_attribute("open", "")
    expect(logo.locator("summary")).to_be_focused()
    logo.get_by_role("button", name="None").click()
    expect(logo).to_have_attribute("data-marked", "false")
    expect(page.get_by_role("button", name="Produce", exact=True)).to_be_enabled()
