"""The parts of the interface in a real browser, by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app.kernel import clock
from app.ui import routes
from tests.journeys import people
from tests.journeys.conftest import PHONE, NewContext
from tests.journeys.people import open_page


@pytest.fixture
def guide(page: Page) -> Page:
    return open_page(page, routes.STYLEGUIDE)


def _button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


def _focused(page: Page) -> str:
    found = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
    return str(page.evaluate(found)).strip()


@pytest.mark.parametrize("opener", ["Open a dialog", "Open a drawer"])
def test_focus_stays_in_what_floats_and_returns_when_escape_closes_it(guide: Page, opener: str) -> None:
    _button(guide, opener).press("Enter")
    floating = guide.get_by_role("dialog")
    expect(floating).to_be_visible()

    for _ in range(5):
        guide.keyboard.press("Tab")
        assert floating.evaluate("box => box.contains(document.activeElement)")
    guide.keyboard.press("Escape")

    expect(floating).to_have_count(0)
    expect(_button(guide, opener)).to_be_focused()


def test_drawer_comes_from_below_on_a_phone(new_context: NewContext) -> None:
    guide = open_page(new_context(viewport=PHONE).new_page(), routes.STYLEGUIDE)

    _button(guide, "Open a drawer").press("Enter")

    box = guide.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["width"] == PHONE["width"]
    assert box["y"] + box["height"] == pytest.approx(PHONE["height"], abs=1)


def test_menu_is_walked_by_arrows_and_first_letters_and_gives_focus_back(guide: Page) -> None:
    trigger = guide.locator(".menu-around > button").first
    trigger.press("Enter")
    walked = [_focused(guide)]
    for key in ("ArrowDown", "End", "ArrowDown", "o"):
        guide.keyboard.press(key)
        walked.append(_focused(guide))

    guide.keyboard.press("Escape")

    assert walked == ["Start over", "Open", "Discard draft", "Start over", "Open"]
    expect(trigger).to_be_focused()
    expect(trigger).to_have_attribute("aria-expanded", "false")


def test_choosing_from_a_menu_acts_and_a_toast_tells(guide: Page) -> None:
    guide.locator(".menu-around > button").first.press("ArrowUp")

    guide.keyboard.press("Enter")

    toast = guide.get_by_role("alert").filter(has_text="Discarded.")
    expect(toast).to_be_visible()
    toast.get_by_role("button", name="Dismiss").press("Enter")
    expect(toast).to_have_count(0)


def test_combobox_finds_while_one_types(guide: Page) -> None:
    music = guide.get_by_role("combobox", name="Music").first
    music.press("ArrowDown")
    music.press_sequentially("ford")

    music.press("Enter")

    expect(music).to_have_value("Dusk at the ford")
    expect(guide.get_by_role("combobox", name="Music").last).to_have_value("Dusk at the ford")


def test_combobox_gives_up_what_was_typed_on_escape(guide: Page) -> None:
    music = guide.get_by_role("combobox", name="Music").first
    music.press("ArrowDown")
    music.press_sequentially("zzz")
    expect(guide.get_by_text("Nothing matches.").first).to_be_visible()

    music.press("Escape")

    expect(music).to_have_value("Quiet morning")


@pytest.mark.parametrize(
    ("role", "name", "key", "after"),
    [
        (
            "slider",
            "Opacity",
            "ArrowRight",
            lambda page: expect(page.locator("output").last).to_have_text("36 %"),
        ),
        (
            "tab",
            "Cut",
            "ArrowRight",
            lambda page: expect(page.get_by_role("tabpanel").first).to_have_text("Title, logo, sound."),
        ),
        (
            "radio",
            "Pill",
            "ArrowRight",
            lambda page: expect(page.get_by_role("radio", name="Outline").last).to_be_checked(),
        ),
    ],
)
def test_arrow_keys_move(guide: Page, role: str, name: str, key: str, after: Callable[[Page], None]) -> None:
    guide.get_by_role(role, name=name, exact=True).first.press(key)  # type: ignore[arg-type]  # a role

    after(guide)


def test_tooltip_comes_with_focus_and_goes_on_escape(guide: Page) -> None:
    trigger = _button(guide, "Point at me")
    trigger.focus()
    guide.keyboard.press("Shift+Tab")
    guide.keyboard.press("Tab")
    tooltip = guide.get_by_role("tooltip").first
    expect(tooltip).to_be_visible()
    expect(trigger).to_have_accessible_description("Says more")

    guide.keyboard.press("Escape")

    expect(tooltip).to_be_hidden()


def test_question_mark_lists_the_shortcuts_and_letters_go_places(new_context: NewContext, url: str) -> None:
    context = new_context()
    people.sign_up(context, url)
    page = open_page(context.new_page(), routes.ACTIVITY)

    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(listed).to_be_visible()
    expect(listed.get_by_text("Uploads")).to_be_visible()
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    page.clock.set_fixed_time(clock.now())  # however long a busy machine takes between two keys
    page.keyboard.press("g")
    page.keyboard.press("u")

    page.wait_for_url(f"{url}{routes.UPLOADS}")


def test_first_tab_offers_to_skip_to_the_content(page: Page) -> None:
    open_page(page, routes.HOME)

    page.keyboard.press("Tab")
    assert _focused(page) == "Skip to content"
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_be_focused()
