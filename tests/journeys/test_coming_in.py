"""A stranger becomes a person with an account, leaves, and comes back."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import people
from tests.journeys.conftest import PHONE, NewContext


def test_landing_leads_to_an_account_of_ones_own(page: Page) -> None:
    person = people.new_person()
    people.open_page(page, "/")
    page.get_by_role("link", name=re.compile("create", re.I)).first.click()
    page.wait_for_url("**/register")

    page.get_by_label(re.compile("name", re.I)).first.fill(person.display_name)
    page.get_by_label(re.compile("e-?mail", re.I)).fill(person.email)
    page.get_by_label("Password", exact=False).first.fill(person.password)
    page.get_by_role("button", name=re.compile("create", re.I)).click()

    expect(page.get_by_role("navigation").first).to_be_visible()
    expect(page.get_by_text(person.display_name).first).to_be_visible()


def test_sign_in_returns_to_where_one_wanted_to_go(new_context: NewContext, url: str) -> None:
    person = people.sign_up(new_context(), url)
    page = new_context().new_page()

    people.open_page(page, "/settings")
    page.wait_for_url("**/login?next=*")
    page.get_by_label(re.compile("e-?mail", re.I)).fill(person.email)
    page.get_by_label("Password", exact=False).first.fill(person.password)
    page.get_by_role("button", name=re.compile("sign in", re.I)).click()

    page.wait_for_url("**/settings")
    expect(page.get_by_role("heading", name="Settings").first).to_be_visible()


def test_a_wrong_password_is_told_and_what_was_typed_is_kept(new_context: NewContext, url: str) -> None:
    person = people.sign_up(new_context(), url)
    page = people.open_page(new_context().new_page(), "/login")
    page.get_by_label(re.compile("e-?mail", re.I)).fill(person.email)
    page.get_by_label("Password", exact=False).first.fill("not this one at all")
    page.get_by_role("button", name=re.compile("sign in", re.I)).click()

    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label(re.compile("e-?mail", re.I))).to_have_value(person.email)


def test_signing_out_here_closes_every_page_of_this_browser(new_context: NewContext, url: str) -> None:
    context = new_context()
    people.sign_up(context, url)
    page = people.open_page(context.new_page(), "/uploads")
    context.request.post(f"{url}/api/auth/logout", headers={"Origin": url})

    people.open_page(page, "/productions")

    page.wait_for_url("**/login?next=*")


def test_the_keyboard_alone_signs_in_and_goes_everywhere(new_context: NewContext, url: str) -> None:
    person = people.sign_up(new_context(), url)
    page = people.open_page(new_context().new_page(), "/login")

    _tab_to(page, "input[type=email], input[name=email]")
    page.keyboard.type(person.email)
    _tab_to(page, "input[type=password]")
    page.keyboard.type(person.password)
    page.keyboard.press("Enter")
    _wait_for_heading(page, "Welcome")

    for place in ("planets", "uploads", "productions", "activity", "settings"):
        _tab_to(page, f"a[href='/{place}']")
        assert _focus_is_shown(page)
        page.keyboard.press("Enter")
        _wait_for_heading(page, place)


def test_a_phone_has_its_navigation_at_the_bottom(new_context: NewContext, url: str) -> None:
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    people.sign_up(context, url)
    page = people.open_page(context.new_page(), "/")

    tabs = page.locator("nav.bottom-bar").locator("> a, > button")
    for tab in tabs.all():
        box = tab.bounding_box()
        assert box is not None
        assert box["y"] > PHONE["height"] - 100
        assert min(box["width"], box["height"]) >= 44
    tabs.filter(has_text="More").tap()
    page.locator("nav.bottom-bar").get_by_role("link", name="Activity").tap()
    page.wait_for_url("**/activity")
    expect(page.locator("nav.bottom-bar").get_by_role("link", name="Settings")).to_be_hidden()


def _wait_for_heading(page: Page, name: str) -> None:
    """Wait until the next page stands; its address comes first, and its coming takes the focus along."""
    expect(page.get_by_role("heading", level=1, name=re.compile(name, re.I))).to_be_visible()


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what `selector` names; a hundred times is enough for any page."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def _focus_is_shown(page: Page) -> bool:
    style = "getComputedStyle(document.activeElement)"
    return bool(page.evaluate(f"{style}.outlineStyle !== 'none' || {style}.boxShadow !== 'none'"))
