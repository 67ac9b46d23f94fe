"""Activity as a person meets it: work in the background, told of wherever they are."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.people import accepted, open_page, sign_up
from tests.media import Media


def send(context: BrowserContext, url: str, film: bytes) -> None:
    """Upload a film over REST, without waiting for what is derived from it."""
    sent = {"name": "harbour.mp4", "mimeType": "video/mp4", "buffer": film}
    accepted(context.request.post(f"{url}/api/uploads", multipart={"file": sent}, headers={"Origin": url}))


def test_an_empty_activity_says_what_belongs_there(context: BrowserContext, page: Page, url: str) -> None:
    sign_up(context, url)
    open_page(page, "/activity")
    expect(page.get_by_role("heading", name="Nothing is being worked on")).to_be_visible()
    page.get_by_role("link", name="Upload a video").click()
    expect(page).to_have_url(f"{url}/uploads")


def test_finished_work_is_listed_and_told_once_with_a_link(
    context: BrowserContext, page: Page, url: str, media: Media
) -> None:
    sign_up(context, url)
    open_page(page, "/settings")
    send(context, url, media.tiny_film().read_bytes())
    toast = page.get_by_label("Notifications").get_by_role("status").filter(has_text="harbour")
    expect(toast).to_be_visible(timeout=40_000)
    toast.get_by_role("button", name="Open").click()
    expect(page).to_have_url(f"{url}/uploads")

    open_page(page, "/activity")
    job = page.get_by_role("list", name="Jobs").get_by_role("listitem").filter(has_text="harbour")
    expect(job).to_contain_text("Done")
    expect(toast).to_have_count(0)


def test_a_filter_is_reached_by_keyboard(context: BrowserContext, page: Page, url: str, media: Media) -> None:
    sign_up(context, url)
    send(context, url, media.tiny_film().read_bytes())
    open_page(page, "/activity")
    expect(page.locator("[data-job]")).to_contain_text("Done", timeout=40_000)
    page.get_by_role("radio", name="All").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Stopped")).to_be_checked()
    expect(page.get_by_text("No work of yours is in this state.")).to_be_visible()
