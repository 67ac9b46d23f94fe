"""From an uploaded film to a finished one, through everything that gets in between."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys import people
from tests.journeys import server as servers
from tests.journeys.axe import grave_findings
from tests.journeys.conftest import NARROW, PHONE, NewContext, Theme
from tests.journeys.people import accepted, bring, open_page, sign_in, sign_up
from tests.media import Media
from tests.waiting import wait_until

RENDER_MS = 120_000


def _section(page: Page, name: str) -> Locator:
    """An open section of the page that dresses a film."""
    section = page.locator("details.section", has=page.get_by_text(name, exact=True)).first
    if section.get_attribute("open") is None:
        section.locator("summary").click()
    return section


def _saved(page: Page) -> None:
    expect(page.locator("[data-save-state]").first).to_have_attribute("data-save-state", "saved")


def _dress(page: Page, upload_id: int) -> Page:
    open_page(page, f"/produce?upload={upload_id}")
    expect(page.locator("details.section").first).to_be_visible()
    return page


def _name(page: Page) -> Locator:
    _section(page, "Name and story")
    return page.get_by_label("Name", exact=True)


def _rest_at(page: Page, second: str) -> None:
    """Move the playhead to a tenth of a second below one, and wait until the stage stands there."""
    playhead = page.get_by_label("Playhead")
    playhead.focus()
    page.keyboard.press("Home")
    for _ in range(int(second[-1])):
        page.keyboard.press("ArrowRight")
    expect(playhead).to_have_value(second)


def _config(context: BrowserContext, url: str, upload_id: int) -> dict:
    found = accepted(context.request.get(f"{url}/api/production-drafts?uploadId={upload_id}"))
    config: dict = found["draft"]["config"]
    return config


@pytest.fixture
def film(context: BrowserContext, url: str, media: Media) -> int:
    """A ready film of somebody who is signed in on `context`."""
    sign_up(context, url)
    return int(bring(context, url, media.tiny_film(), displayName="Harbour")["id"])


def test_from_sign_up_to_a_film_that_plays(new_context: NewContext, url: str, media: Media):
    first = new_context()
    page = first.new_page()
    person = people.new_person()
    open_page(page, "/register")
    page.get_by_label("Your name").fill(person.display_name)
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Create account").click()
    page.wait_for_url(f"{url}/")

    open_page(page, "/uploads")
    page.locator("input[type=file]").first.set_input_files(media.film())
    page.get_by_role("link", name=re.compile("New Production")).or_(
        page.get_by_role("button", name=re.compile("New Production"))
    ).first.click(timeout=90_000)
    page.wait_for_url(re.compile(r"/produce/?\?upload=\d+"))
    upload_id = int(page.url.split("upload=")[1].split("&")[0])
    _section(page, "Title")
    page.get_by_label("Title text").fill("The burrow")
    _saved(page)
    expect(page.locator("img[data-layer=screen_title]")).to_be_visible()
    _rest_at(page, "0.7")
    _name(page).press_sequentially("Episode 4: the bur", delay=5)
    _saved(page)
    page.close(run_before_unload=True)
    first.close()

    second = new_context()
    sign_in(second, url, person)
    page = open_page(second.new_page(), "/")
    expect(page.get_by_text("You left at Name, with “Episode 4: the bur…” half typed.").first).to_be_visible()
    _dress(page, upload_id)
    expect(page.locator("details.section[open]")).to_have_count(1)
    expect(page.locator("details.section[open]")).to_contain_text("Name and story")
    name = page.get_by_label("Name", exact=True)
    expect(name).to_be_focused()
    expect(name).to_have_value("Episode 4: the bur")
    expect(page.get_by_label("Playhead")).to_have_value("0.7")
    page.keyboard.type("row")  # where the caret is
    page.get_by_role("button", name="Produce").click()

    page.wait_for_url(re.compile(r"/productions/[0-9a-f-]{36}"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Episode 4: the burrow")
    video = page.locator("video")
    page.get_by_role("button", name=re.compile("^Play ")).click(timeout=RENDER_MS)
    page.wait_for_function("document.querySelector('video').currentTime > 0.3")
    assert video.evaluate("film => film.videoWidth / film.videoHeight") == pytest.approx(16 / 9, abs=0.01)
    download = page.get_by_role("link", name="Download MP4")
    sent = second.request.get(url + str(download.get_attribute("href")))
    assert sent.ok
    assert sent.headers["content-type"] == "video/mp4"
    with page.expect_download() as started:
        download.click()
    assert started.value.suggested_filename == "Episode 4_ the burrow.mp4"
    assert started.value.path().read_bytes() == sent.body()

    open_page(page, "/productions")
    expect(page.get_by_role("link", name="Episode 4: the burrow")).to_be_visible()
    _dress(page, upload_id)
    expect(_name(page)).to_have_value("")


def test_two_devices_on_one_field_keep_both_texts(
    context: BrowserContext, new_context: NewContext, url: str, film: int
):
    laptop = _dress(context.new_page(), film)
    phone_context = new_context(viewport=PHONE, has_touch=True, is_mobile=True, user_agent=_PHONE)
    phone_context.add_cookies(context.cookies())
    phone = _dress(phone_context.new_page(), film)
    _name(laptop).press("End")
    _name(phone).fill("From the phone")
    _saved(phone)

    _name(laptop).press_sequentially("From the laptop")

    panel = laptop.get_by_role("alert", name="Changed on another device")
    expect(panel).to_contain_text("Changed on your phone")
    expect(panel).to_contain_text("From the phone")
    expect(panel).to_contain_text("From the laptop")
    assert _config(context, url, film)["name"] == "From the phone"

    panel.get_by_role("button", name="Keep mine").click()

    expect(panel).to_be_hidden()
    wait_until(lambda: _config(context, url, film)["name"] == "From the laptop", what="keeping mine")
    expect(_name(laptop)).to_have_value("From the laptop")


def test_two_devices_on_two_fields_do_not_notice_each_other(
    context: BrowserContext, new_context: NewContext, url: str, film: int
):
    laptop = _dress(context.new_page(), film)
    other = new_context()
    other.add_cookies(context.cookies())
    tablet = _dress(other.new_page(), film)

    _section(tablet, "Name and story")
    tablet.get_by_label("Story").fill("A quiet morning.")
    _saved(tablet)
    _name(laptop).fill("Harbour at dawn")
    _saved(laptop)

    assert _config(context, url, film) == {"name": "Harbour at dawn", "story": "A quiet morning."}


def test_a_phone_dresses_a_film(new_context: NewContext, url: str, media: Media):
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    sign_up(context, url)
    upload_id = int(bring(context, url, media.tiny_film())["id"])
    page = _dress(context.new_page(), upload_id)

    _section(page, "Opening").get_by_role("button", name="First frame, frozen").tap()
    _saved(page)
    _section(page, "Title")
    page.get_by_label("Title text").fill("Auf dem Weg")
    _saved(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert _config(context, url, upload_id) == {
        "intro": {"kind": "freeze_first_frame", "seconds": 3.0},
        "screenTitleText": "Auf dem Weg",
    }
    stage = page.locator(".stage-frame").bounding_box()
    assert stage is not None
    assert stage["y"] >= 0, "the picture stays in sight while the choices scroll"
    _section(page, "Lower third").scroll_into_view_if_needed()
    expect(page.locator("[data-save-state]")).to_be_in_viewport()


def test_a_phone_comes_back_without_a_keyboard_in_the_way(
    context: BrowserContext, new_context: NewContext, url: str, film: int
):
    page = _dress(context.new_page(), film)
    _section(page, "Title")
    page.get_by_label("Title text").press_sequentially("The burrow, at da")
    _saved(page)
    phone_context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    phone_context.add_cookies(context.cookies())

    phone = _dress(phone_context.new_page(), film)

    expect(phone.get_by_label("Title text")).to_be_in_viewport()
    expect(phone.get_by_label("Title text")).to_have_value("The burrow, at da")
    expect(phone.get_by_label("Title text")).not_to_be_focused()


def test_a_page_that_was_only_looked_at_leaves_nothing_to_pick_up(
    context: BrowserContext, url: str, film: int
):
    _dress(context.new_page(), film).close()

    assert accepted(context.request.get(f"{url}/api/home"))["resumables"] == []


def test_the_stage_shows_the_first_frame_and_no_poster(context: BrowserContext, film: int):
    page = _dress(context.new_page(), film)

    # It covers the poster, which is of a later moment, as soon as there is a picture.
    expect(page.get_by_role("img", name="Preview of Harbour")).not_to_have_attribute("data-blank", "")
    assert page.locator("video").first.evaluate("film => film.currentTime") == 0


def test_the_keyboard_alone_is_enough(context: BrowserContext, url: str, film: int):
    page = _dress(context.new_page(), film)

    _tab_to(page, page.locator("summary", has_text="Name and story"))
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_label("Name", exact=True))
    page.keyboard.type("By hand")
    _saved(page)
    _tab_to(page, page.locator("summary", has_text="Opening"))
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_role("button", name="First frame, frozen"))
    page.keyboard.press("Space")
    _saved(page)
    _tab_to(page, page.get_by_role("button", name="Produce"))
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/productions/[0-9a-f-]{36}"))
    expect(page.get_by_role("heading", level=1)).to_have_text("By hand")


def test_the_list_of_shortcuts_tells_the_keys_of_the_stage(context: BrowserContext, film: int):
    page = _dress(context.new_page(), film)

    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(listed).to_contain_text("Play or pause")
    expect(listed).to_contain_text("SpaceorK")
    page.keyboard.press("Escape")
    open_page(page, "/activity")
    page.keyboard.press("?")
    expect(listed).to_contain_text("Go to")
    expect(listed).not_to_contain_text("Play or pause")


def test_the_stage_answers_to_keys(context: BrowserContext, film: int):
    page = _dress(context.new_page(), film)
    playhead = page.get_by_label("Playhead")
    playhead.focus()

    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")

    assert playhead.input_value() == "0.1"
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.wait_for_function("document.querySelector('video').currentTime > 0.4")
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_a_logo_is_brought_and_chosen_where_it_is_needed(
    context: BrowserContext, url: str, film: int, tmp_path: Path
):
    mark = tmp_path / "mark.png"
    Image.new("RGBA", (64, 32), "#9b74ff").save(mark)
    page = _dress(context.new_page(), film)
    section = _section(page, "Logo")

    section.locator("input[type=file]").set_input_files(mark)

    chosen = section.get_by_role("button", name="mark", exact=True)
    expect(chosen).to_have_attribute("aria-pressed", "true", timeout=30_000)
    expect(page.locator("img[data-layer=logo]")).to_be_visible()
    assert _config(context, url, film)["logoUploadId"]


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_everything_unfolded_is_fit_for_everyone(
    theme: Theme, new_context: NewContext, url: str, media: Media
):
    context = new_context(theme, viewport=NARROW)
    sign_up(context, url)
    upload_id = int(bring(context, url, media.tiny_film())["id"])
    page = _dress(context.new_page(), upload_id)
    for name in ("Name and story", "Title", "Opening", "Sound", "Logo", "Lower third"):
        _section(page, name)
    for kind in ("Title", "Sound", "Logo", "Lower third"):
        _section(page, kind).get_by_role("button", name="New", exact=True).click()
        expect(page.get_by_role("region", name="Settings")).to_be_visible()
        assert grave_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_an_old_link_seeds_the_draft_and_leaves_a_short_address(context: BrowserContext, url: str, film: int):
    page = context.new_page()
    open_page(page, f"/produce?upload={film}&introSeconds=2&logoUploadId=none&from=uploads")

    expect(page.get_by_text("could not be read and was left out: Logo.", exact=False)).to_be_visible()
    page.wait_for_url(re.compile(rf"/produce/?\?upload={film}&from=uploads$"))
    assert _config(context, url, film)["intro"]["seconds"] == 2
    _dress(page, film)
    expect(page.get_by_text("could not be read", exact=False)).to_have_count(0)


def test_a_video_that_is_not_there_gets_a_clear_page(context: BrowserContext, url: str, film: int):
    page = context.new_page()
    open_page(page, "/produce?upload=999999")

    expect(page.get_by_text("This video is not here")).to_be_visible()
    expect(page.get_by_role("link", name="Back to uploads")).to_be_visible()


@pytest.mark.timeout(300)  # it starts a server twice
def test_text_typed_while_the_server_is_killed_comes_back(
    new_context: NewContext, tmp_path: Path, media: Media
):
    own = servers.start(tmp_path / "own")
    try:
        context = new_context()
        person = sign_up(context, own.url)
        upload_id = int(bring(context, own.url, media.tiny_film())["id"])
        page = open_page(context.new_page(), f"{own.url}/produce?upload={upload_id}")
        name = _name(page)
        name.fill("Saved before")
        _saved(page)

        servers.kill(own)
        name.fill("Saved before, and typed into the void")
        state = page.locator("[data-save-state]").first
        expect(state).to_have_text("Not saved — retrying")

        again = servers.start(tmp_path / "own", port=int(own.url.rsplit(":", 1)[1]))
        try:
            expect(state).to_have_text("Saved", timeout=60_000)
            expect(name).to_have_value("Saved before, and typed into the void")
            expect(name).to_be_focused()
            config = _config(context, again.url, upload_id)
            assert config["name"] == "Saved before, and typed into the void"
            assert person.email
        finally:
            servers.end(again)
    finally:
        servers.end(own)


def test_a_tab_that_died_while_the_server_was_away_leaves_its_text_to_the_next(
    context: BrowserContext, url: str, film: int
):
    page = _dress(context.new_page(), film)
    name = _name(page)
    context.set_offline(True)
    name.fill("Written in a tunnel")
    page.close()
    context.set_offline(False)

    page = _dress(context.new_page(), film)

    expect(_name(page)).to_have_value("Written in a tunnel")
    wait_until(lambda: _config(context, url, film).get("name") == "Written in a tunnel", what="the replay")


_PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)


def _tab_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")
