"""Bringing files: dropped, paused, left in the middle, refused, named, thrown away."""

import re
import struct
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.journeys.conftest import PHONE, NewContext
from tests.journeys.people import accepted, bring, open_page, sign_up
from tests.media import Media
from tests.waiting import wait_until

PREPARED_MS = 90_000
SLOWLY = 1_500_000
"""Bytes a second: slow enough to leave in the middle."""


@pytest.fixture
def long_film(media: Media, tmp_path: Path) -> Path:
    """12 MB that play for two seconds: behind the film lies a box of free space."""
    film, free = tmp_path / "Street b-roll.mp4", 12_000_000
    film.write_bytes(media.tiny_film().read_bytes() + struct.pack(">I4s", free, b"free") + bytes(free - 8))
    return film


@pytest.fixture
def uploads(page: Page, context: BrowserContext, url: str) -> Page:
    """/uploads of somebody new."""
    sign_up(context, url)
    return open_page(page, "/uploads")


def _slow(page: Page, bytes_a_second: int) -> None:
    pace = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", pace)


def _let_the_first_part_through(route: Route) -> None:
    if route.request.headers["upload-offset"] == "0":
        route.continue_()
    else:
        route.abort()


def _choose(page: Page, *files: Path) -> None:
    page.locator("input[data-uploads]").set_input_files(list(files))


def _transfer(page: Page, name: str) -> Locator:
    return page.locator(".transfer", has_text=name)


def _card(page: Page, name: str) -> Locator:
    return page.locator("article.card", has_text=name)


def _act(page: Page, name: str, action: str) -> None:
    page.get_by_role("button", name=f"Actions for {name}").click()
    page.get_by_role("menuitem", name=action).click()


def _received(context: BrowserContext, url: str) -> int:
    return int(accepted(context.request.get(f"{url}/api/uploads"))["uploads"][0]["receivedBytes"])


def test_an_upload_goes_on_after_the_page_was_closed(
    uploads: Page, context: BrowserContext, url: str, long_film: Path
):
    context.route("**/content", _let_the_first_part_through)
    _choose(uploads, long_film)
    expect(_transfer(uploads, "Street b-roll")).to_contain_text(re.compile(r"\d+ % of 1[12] MB"))
    wait_until(lambda: _received(context, url) > 0, seconds=30, what="the first acknowledged bytes")
    # Nothing may be under way: a page that closes stops routing before it stops sending.
    _transfer(uploads, "Street b-roll").get_by_role("button", name=re.compile("^Pause")).click()
    expect(_transfer(uploads, "Street b-roll")).to_contain_text("Paused")
    uploads.close()
    context.unroute("**/content")

    page = open_page(context.new_page(), "/uploads")
    row = _transfer(page, "Street b-roll")
    expect(row).to_contain_text("Choose the file again to go on")
    arrived = _received(context, url)
    assert 0 < arrived < long_film.stat().st_size

    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.headers.get("upload-offset", "")))
    row.locator("input[data-resumes]").set_input_files(long_film)
    expect(_card(page, "Street b-roll").get_by_role("link", name="New Production")).to_be_visible(
        timeout=PREPARED_MS
    )
    assert min(int(offset) for offset in sent if offset) == arrived
    upload = accepted(context.request.get(f"{url}/api/uploads"))["uploads"][0]
    assert context.request.get(url + upload["sourceUrl"]).body() == long_film.read_bytes()


# Puts a file where the page may read it without asking, and the way to it where the page looks.
KNOWN_FILE = """async (bytes) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle("Known.mp4", { create: true });
    const writer = await handle.createWritable();
    await writer.write(new Uint8Array(bytes));
    await writer.close();
    const file = await handle.getFile();
    let hash = 5381n;
    for (const letter of file.name) hash = (hash * 33n + BigInt(letter.codePointAt(0))) & 0xffffffffffffn;
    const fingerprint = `${file.size}-${file.lastModified}-${hash.toString(36)}`;
    const opened = await new Promise((resolve, reject) => {
      const request = indexedDB.open("everkeep-uploads", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("handles");
      request.onsuccess = () => resolve(request.result);
      request.onerror = reject;
    });
    const writing = opened.transaction("handles", "readwrite");
    writing.objectStore("handles").put(handle, fingerprint);
    await new Promise((resolve) => { writing.oncomplete = resolve; });
    opened.close();
    return fingerprint;
}"""


def test_a_file_that_the_browser_still_knows_goes_on_by_itself(
    uploads: Page, context: BrowserContext, url: str, media: Media
):
    film = media.tiny_film().read_bytes()
    fingerprint = uploads.evaluate(KNOWN_FILE, list(film))
    said = {"name": "Known.mp4", "bytes": len(film), "fingerprint": fingerprint}
    accepted(context.request.post(f"{url}/api/uploads", data=said, headers={"Origin": url}))
    open_page(uploads, "/uploads")
    expect(_card(uploads, "Known").get_by_role("link", name="New Production")).to_be_visible(
        timeout=PREPARED_MS
    )


def test_another_file_does_not_go_on_in_its_place(
    uploads: Page, context: BrowserContext, url: str, long_film: Path, media: Media
):
    said = {"name": long_film.name, "bytes": long_film.stat().st_size}
    accepted(context.request.post(f"{url}/api/uploads", data=said, headers={"Origin": url}))
    open_page(uploads, "/uploads")
    row = _transfer(uploads, long_film.name)
    row.locator("input[data-resumes]").set_input_files(media.tiny_film())
    expect(row).to_contain_text("This is another file")
    row.get_by_role("button", name="Cancel").click()
    expect(uploads.get_by_role("heading", name="Bring your first video")).to_be_visible()


def test_pausing_holds_a_file_and_another_page_does_not_lose_it(uploads: Page, long_film: Path):
    _slow(uploads, SLOWLY)
    _choose(uploads, long_film)
    row = _transfer(uploads, "Street b-roll")
    row.get_by_role("button", name="Pause").click()
    expect(row).to_contain_text("Paused at")
    uploads.get_by_role("link", name="Productions").first.click()
    uploads.wait_for_url(re.compile("/productions"))
    uploads.get_by_role("link", name="Uploads").first.click()
    expect(row).to_contain_text("Paused at")
    _slow(uploads, -1)
    row.get_by_role("button", name="Resume").click()
    expect(_card(uploads, "Street b-roll")).to_be_visible(timeout=PREPARED_MS)


def test_a_cancelled_file_leaves_nothing(uploads: Page, context: BrowserContext, url: str, long_film: Path):
    _slow(uploads, SLOWLY)
    _choose(uploads, long_film)
    wait_until(lambda: accepted(context.request.get(f"{url}/api/uploads"))["uploads"], what="the upload")
    _transfer(uploads, "Street b-roll").get_by_role("button", name="Cancel").click()
    expect(_transfer(uploads, "Street b-roll")).to_have_count(0)
    wait_until(
        lambda: accepted(context.request.get(f"{url}/api/uploads"))["uploads"] == [], what="nothing left"
    )


def test_a_file_that_is_no_film_is_refused_in_plain_words(uploads: Page, tmp_path: Path):
    text = tmp_path / "notes.mp4"
    text.write_text("Only words. " * 50)
    _choose(uploads, text)
    card = _card(uploads, "notes")
    expect(card).to_contain_text("Not usable")
    expect(card).to_contain_text("This is a text file")
    expect(_transfer(uploads, "notes.mp4")).to_have_count(0)
    told = uploads.get_by_role("status").filter(has_text="notes.mp4: This is a text file")
    expect(told).not_to_contain_text("..")
    card.get_by_role("button", name="Remove").click()
    expect(uploads.get_by_role("heading", name="Bring your first video")).to_be_visible()


def test_files_dropped_anywhere_are_taken(uploads: Page, media: Media):
    film = list(media.tiny_film().read_bytes())
    drop = """bytes => { const all = new DataTransfer();
        all.items.add(new File([new Uint8Array(bytes)], "Dropped.mp4", { type: "video/mp4" }));
        for (const kind of ["dragenter", "drop"])
          window.dispatchEvent(new DragEvent(kind, { dataTransfer: all, cancelable: true })); }"""
    uploads.evaluate(drop, film)
    expect(_card(uploads, "Dropped")).to_be_visible(timeout=PREPARED_MS)


def test_a_picture_gets_a_role_a_name_and_an_end(uploads: Page, tmp_path: Path):
    mark = tmp_path / "mark.png"
    Image.new("RGBA", (64, 32), (120, 80, 255, 128)).save(mark)
    _choose(uploads, mark)
    # Shown without a reload: the page follows what the worker does.
    role = uploads.get_by_label("What the picture “mark” is for")
    role.select_option(label="Lower third", timeout=PREPARED_MS)

    _act(uploads, "mark", "Rename or describe")
    uploads.get_by_label("Name", exact=True).fill("Strap: 100% 'ours'")
    uploads.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(uploads.get_by_label("What the picture “Strap: 100% 'ours'” is for")).to_have_value("lower_third")

    _act(uploads, "Strap: 100% 'ours'", "Delete")
    uploads.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(uploads.get_by_role("heading", name="Bring your first video")).to_be_visible()


def test_a_draft_is_resumed_started_over_and_discarded(
    page: Page, context: BrowserContext, url: str, media: Media
):
    sign_up(context, url)
    film = bring(context, url, media.tiny_film(), displayName="Harbour")
    draft = accepted(
        context.request.post(
            f"{url}/api/production-drafts", data={"uploadId": film["id"]}, headers={"Origin": url}
        )
    )["draft"]
    open_page(page, "/uploads")
    card = _card(page, "Harbour")
    expect(card.get_by_role("link", name="Resume Production")).to_be_visible()
    card.get_by_role("button", name="Start Over").click()
    page.get_by_role("dialog").get_by_role("button", name="Start over").click()
    page.wait_for_url(re.compile(rf"/produce/?\?upload={film['id']}"))
    fresh = accepted(context.request.get(f"{url}/api/production-drafts?uploadId={film['id']}"))["draft"]
    assert fresh["id"] != draft["id"]

    open_page(page, "/uploads")
    _act(page, "Harbour", "Discard Draft")
    page.get_by_role("dialog").get_by_role("button", name="Discard draft").click()
    expect(card.get_by_role("link", name="New Production")).to_be_visible()


def test_somebody_signed_out_is_asked_to_sign_in(new_context: NewContext):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/uploads")
    page.wait_for_url(re.compile(r"/login/?\?next="))
