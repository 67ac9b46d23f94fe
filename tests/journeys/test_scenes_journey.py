"""A story in the browser: played, left, shared, taken back, and made one's own."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys import people, players
from tests.journeys.conftest import DESKTOP, NARROW, PHONE, NewContext
from tests.waiting import wait_until

HIDDEN = "Object.defineProperty(document, 'hidden', { get: () => true })"
"""A page that nobody looks at does not ask whether the run moved."""


LARGER = "localStorage.setItem('everkeep-comfort', JSON.stringify({ text_size: 'larger' }))"


def _visitor(new_context: NewContext, url: str, scene: int, **options: Any) -> tuple[BrowserContext, str]:
    """A browser without an account that has begun a run, which stands at `scene`; and the run's id."""
    run_id: str = players.played(new_context().request, url, scene)["session_id"]
    return new_context(storage_state=players.browser_that_began(url, run_id), **options), run_id


def _sign_up_on_the_page(page: Page) -> None:
    person = people.new_person()
    page.get_by_role("link", name="Create account").first.click()
    page.wait_for_url(re.compile("/register\\?next=/scenes/run-"))
    page.get_by_label("Your name").fill(person.display_name)
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Create account").click()


def _has_moved(run: dict[str, Any]) -> bool:
    place = run["place"] or {"paragraph": 0, "offset": 0}
    return bool(place["paragraph"] or place["offset"])


def test_a_visitor_plays_the_whole_story_by_keyboard_and_keeps_it_by_signing_up(page: Page, url: str) -> None:
    people.open_page(page, "/")
    players.tab_to(page, page.get_by_role("link", name="Play without an account").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/scenes")
    players.tab_to(page, page.get_by_role("button", name="Begin").first)
    page.keyboard.press("Enter")
    players.at_scene(page, 1)
    players.press_choice(page, 1)
    players.set_out_by_keyboard(page)
    for scene in range(3, players.SCENES):
        players.press_choice(page, scene)
    expect(page.get_by_text("Your ending")).to_be_visible()
    ending = page.locator(".ending-title").inner_text().removeprefix("Your ending").strip()

    _sign_up_on_the_page(page)

    page.wait_for_url(players.RUN_ADDRESS)
    expect(page.get_by_role("status").filter(has_text="is in your account now")).to_be_visible()
    people.open_page(page, "/scenes")
    card = page.get_by_role("article").filter(has_text=players.PARTY)
    expect(card.get_by_text(ending)).to_be_visible()
    assert page.evaluate("localStorage.getItem('everkeep:runs')") is None


def test_a_visitors_run_is_on_home_after_signing_up_and_resumes_at_its_scene(
    new_context: NewContext, url: str
) -> None:
    context, run_id = _visitor(new_context, url, 5)
    page = people.open_page(context.new_page(), "/scenes")
    expect(page.get_by_text("Scene 5 of 11")).to_be_visible()

    people.sign_up(context, url)
    people.open_page(page, "/")

    card = page.get_by_role("article", name="Continue").filter(has_text=players.PARTY)
    expect(card).to_be_visible()
    card.get_by_role("link", name="Resume").click()
    page.wait_for_url(f"**/scenes/{run_id}")
    players.at_scene(page, 5)


def test_a_run_of_ones_own_opens_for_nobody_else(new_context: NewContext, url: str) -> None:
    context = new_context()
    people.sign_up(context, url)
    run_id = players.played(context.request, url, 3)["session_id"]
    page = people.open_page(context.new_page(), "/scenes")
    page.get_by_role("button", name="Actions for").click()
    page.get_by_role("menuitem", name="Share").click()
    expect(page.get_by_role("dialog")).to_contain_text("opens only for you")

    stranger = people.open_page(new_context().new_page(), f"/scenes/{run_id}")
    expect(stranger.get_by_text("This story is not here")).to_be_visible()


def test_another_browser_resumes_at_the_exact_scene_and_scroll(new_context: NewContext, url: str) -> None:
    laptop = new_context(viewport=DESKTOP)
    person = people.sign_up(laptop, url)
    run_id = players.played(laptop.request, url, 4)["session_id"]
    page = people.open_page(laptop.new_page(), f"/scenes/{run_id}")
    players.at_scene(page, 4)
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 350)
    wait_until(lambda: _has_moved(players.read(laptop.request, url, run_id)), what="the kept place")
    left_at = page.evaluate("scrollY")
    page.close()

    other = new_context(viewport=DESKTOP)
    people.sign_in(other, url, person)
    page = people.open_page(other.new_page(), f"/scenes/{run_id}")

    players.at_scene(page, 4)
    page.wait_for_function("scrollY > 0")
    assert abs(page.evaluate("scrollY") - left_at) < 40


def test_a_choice_on_a_scene_that_has_moved_on_is_refused_and_the_newer_one_shown(
    new_context: NewContext, url: str
) -> None:
    _, run_id = _visitor(new_context, url, 3)
    phone = new_context(viewport=PHONE)
    phone.add_init_script(HIDDEN)
    stale = people.open_page(phone.new_page(), f"/scenes/{run_id}")
    players.at_scene(stale, 3)
    page = people.open_page(new_context().new_page(), f"/scenes/{run_id}")
    players.press_choice(page, 3, "1")

    players.choices(stale).nth(1).click()

    expect(stale.get_by_role("alert").filter(has_text="your choice was not made")).to_be_visible()
    players.at_scene(stale, 4)
    assert stale.locator(".chose").inner_text() == page.locator(".chose").inner_text()


def test_a_run_is_handed_to_another_browser_by_its_id(new_context: NewContext, url: str) -> None:
    here, run_id = _visitor(new_context, url, 3)
    page = people.open_page(here.new_page(), "/scenes")
    page.get_by_role("button", name="Actions for").click()
    page.get_by_role("menuitem", name="Share").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("can open the run and play on")
    expect(sheet.get_by_label("Session id", exact=True)).to_have_value(run_id)
    expect(sheet.get_by_label("Link", exact=True)).to_have_value(f"{url}/scenes/{run_id}")
    expect(sheet.get_by_role("img", name="QR code")).to_be_visible()

    there = people.open_page(new_context().new_page(), "/scenes")
    field = there.get_by_label("Session id or link")
    field.fill("run-0000-0000-0000-0000")
    there.get_by_role("button", name="Go on").click()
    expect(there.get_by_role("alert").filter(has_text="Check each letter")).to_be_visible()
    field.fill(f"  {run_id.upper().replace('-', ' ')} ")
    there.get_by_role("button", name="Go on").click()

    there.wait_for_url(f"**/scenes/{run_id}")
    players.at_scene(there, 3)


def test_a_copy_for_a_friend_goes_its_own_way(new_context: NewContext, url: str) -> None:
    context = new_context()
    people.sign_up(context, url)
    run_id = players.played(context.request, url, 3)["session_id"]
    page = people.open_page(context.new_page(), "/scenes")
    page.get_by_role("button", name="Actions for").click()
    page.get_by_role("menuitem", name="A copy for a friend").click()
    link = page.get_by_role("dialog").get_by_label("Link", exact=True)
    expect(link).to_have_value(re.compile("/scenes/run-"))
    address = link.input_value()
    assert run_id not in address

    friend = people.open_page(new_context().new_page(), address)
    players.at_scene(friend, 3)
    players.press_choice(friend, 3)

    assert players.read(context.request, url, run_id)["scene"] == 3


def test_going_back_undoes_choices_and_can_be_undone_itself(new_context: NewContext, url: str) -> None:
    context, run_id = _visitor(new_context, url, 5)
    page = people.open_page(context.new_page(), f"/scenes/{run_id}")
    before = players.read(context.request, url, run_id)
    page.get_by_role("navigation", name="Scenes of this story").get_by_role("button").nth(2).click()
    expect(page.get_by_role("dialog")).to_contain_text("taken back")
    page.get_by_role("dialog").get_by_role("button", name="Go back", exact=True).click()
    players.at_scene(page, 3)

    page.get_by_role("button", name="Undo going back").click()

    players.at_scene(page, 5)
    after = players.read(context.request, url, run_id)
    assert {**after, "revision": 0, "updated_at": ""} == {**before, "revision": 0, "updated_at": ""}


def test_names_half_typed_outlive_a_killed_tab(new_context: NewContext, url: str) -> None:
    context, run_id = _visitor(new_context, url, 2)
    page = people.open_page(context.new_page(), f"/scenes/{run_id}")
    page.get_by_label("What is your party called?").press_sequentially("The Half-typ")
    page.get_by_role("checkbox").nth(2).check()
    page.close(run_before_unload=False)

    page = people.open_page(context.new_page(), f"/scenes/{run_id}")

    expect(page.get_by_label("What is your party called?")).to_have_value("The Half-typ")
    expect(page.get_by_role("checkbox").nth(2)).to_be_checked()


def test_both_exports_download(new_context: NewContext, url: str) -> None:
    context, run_id = _visitor(new_context, url, 6)
    page = people.open_page(context.new_page(), "/scenes")

    def taken(entry: str) -> tuple[str, str]:
        page.get_by_role("button", name="Actions for").click()
        with page.expect_download() as started:
            page.get_by_role("menuitem", name=entry).click()
        return started.value.suggested_filename, started.value.path().read_text()

    name, story = taken("Export as a story")
    assert name.endswith(".md")
    assert players.PARTY in story
    name, data = taken("Export as data")
    assert name.endswith(".json")
    saved = context.request.post(f"{url}/api/v1/save", data=json.loads(data), headers={"Origin": url})
    assert (saved.status, saved.json()) == (200, {"status": "saved", "scene_index": 6})
    assert json.loads(data)["session_id"] == run_id


def test_a_deleted_run_comes_back(new_context: NewContext, url: str) -> None:
    context, _ = _visitor(new_context, url, 3)
    page = people.open_page(context.new_page(), "/scenes")
    page.get_by_role("button", name="Actions for").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_text("is deleted")).to_be_visible()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()

    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("article").filter(has_text=players.PARTY)).to_be_visible()
    people.open_page(page, "/scenes")
    expect(page.get_by_role("article").filter(has_text=players.PARTY)).to_be_visible()


@pytest.mark.parametrize("scene", [1, 2, 8, 11])
def test_the_story_fits_a_narrow_phone(scene: int, new_context: NewContext, url: str) -> None:
    context = new_context(viewport=NARROW, has_touch=True, is_mobile=True)
    people.sign_up(context, url)
    run_id = players.played(context.request, url, scene)["session_id"]
    page = people.open_page(context.new_page(), f"/scenes/{run_id}")
    players.at_scene(page, scene)

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    for place in page.locator("nav.bottom-bar").locator("> a, > button").all():
        box = place.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    if scene == 1:
        players.choices(page).first.tap()
        players.at_scene(page, 2)


@pytest.mark.parametrize("width", [768, 1024])
def test_the_story_fits_a_tablet_with_large_text(width: int, context: BrowserContext, url: str) -> None:
    run_id = players.played(context.request, url, 4)["session_id"]
    page = people.open_page(context.new_page(), "/scenes")
    page.evaluate(LARGER)
    page.set_viewport_size({"width": width, "height": 1000})
    people.open_page(page, f"/scenes/{run_id}")
    players.at_scene(page, 4)

    page.evaluate("scrollTo(500, 0)")
    assert page.evaluate("scrollX") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_reads_in_order_and_a_choice_leads_to_the_next_heading(
    new_context: NewContext, url: str
) -> None:
    context, run_id = _visitor(new_context, url, 4)
    page = people.open_page(context.new_page(), f"/scenes/{run_id}")
    players.at_scene(page, 4)
    players.press_choice(page, 4)

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    order = page.evaluate(
        """() => {
          const parts = ["h1", ".happened", ".prose", ".choices"].map((one) =>
            document.querySelector(`main ${one}`));
          return parts.slice(1).map((part, at) =>
            Boolean(parts[at].compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING));
        }"""
    )
    assert order == [True, True, True]


def test_nothing_moves_for_whoever_asked_for_calm(new_context: NewContext, url: str) -> None:
    context, run_id = _visitor(new_context, url, 3)  # every browser of these journeys asks for reduced motion
    page = people.open_page(context.new_page(), f"/scenes/{run_id}")
    players.press_choice(page, 3)

    expect(players.choices(page).first).to_be_visible()
    assert (
        page.evaluate("document.getAnimations().filter(({ playState }) => playState === 'running').length")
        == 0
    )
