"""Coming in, being at home in several browsers, and leaving."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.axe import grave_findings
from tests.journeys.conftest import PHONE, NewContext, Theme
from tests.journeys.people import PASSWORD, Person, new_person, open_page, sign_in, sign_up


def _fill(page: Page, person: Person, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(password)


def test_registering_by_keyboard_alone_with_the_error_beside_its_field(page: Page) -> None:
    person = new_person()
    open_page(page, "/register")
    page.get_by_label("Your name").focus()
    page.keyboard.type(person.display_name)
    page.keyboard.press("Tab")
    page.keyboard.type(person.email)
    page.keyboard.press("Tab")
    page.keyboard.type("password123")
    page.keyboard.press("Enter")

    field = page.get_by_label("Password", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Many people use this password")).to_be_visible()
    expect(field).to_be_focused()

    page.keyboard.press("Control+a")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Welcome, {person.display_name}")).to_be_visible()


def test_signing_in_goes_on_where_one_was_going(new_context: NewContext, url: str) -> None:
    person = sign_up(new_context(), url)
    page = new_context().new_page()
    open_page(page, "/uploads?kind=video")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    _fill(page, person, "not the password at all")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="don't belong together")).to_be_visible()
    _fill(page, person)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Uploads")).to_be_visible()
    assert page.url.split("?")[1] == "kind=video"


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/", "/\\evil.example/"])
def test_signing_in_never_leads_to_another_site(new_context: NewContext, url: str, elsewhere: str) -> None:
    person = sign_up(new_context(), url)
    page = new_context().new_page()
    open_page(page, f"/login?next={elsewhere}")
    _fill(page, person)
    page.keyboard.press("Enter")
    page.wait_for_function("!location.pathname.startsWith('/login')")
    assert page.url.startswith(url)


def test_somebody_signed_in_never_sees_the_landing_page(context: BrowserContext, url: str) -> None:
    sign_up(context, url)
    page = context.new_page()
    page.route("**/assets/*.js", lambda route: route.abort())  # as before the scripts have come
    page.goto("/", wait_until="load")
    assert not page.locator(".for-strangers").is_visible()
    assert page.locator(".for-people").is_visible()


def test_a_stranger_never_sees_home(page: Page) -> None:
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto("/", wait_until="load")
    assert page.locator(".for-strangers").is_visible()
    assert not page.locator(".for-people").is_visible()


def test_signing_out_ends_the_other_tab_too(context: BrowserContext, url: str) -> None:
    sign_up(context, url)
    other = open_page(context.new_page(), "/settings")
    page = open_page(context.new_page(), "/settings")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("link", name="Create account").first).to_be_visible()

    other.get_by_text("Larger", exact=True).click()
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_browser_is_signed_out_from_another_one(new_context: NewContext, url: str) -> None:
    mine, lost = new_context(), new_context()
    person = sign_up(mine, url)
    sign_in(lost, url, person)
    page = open_page(mine.new_page(), "/settings")
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_role("button", name="Sign out everywhere else")).not_to_be_visible()

    expect(open_page(lost.new_page(), "/activity").get_by_role("heading", name="Sign in")).to_be_visible()
    expect(open_page(mine.new_page(), "/activity").get_by_role("heading", name="Activity")).to_be_visible()


def test_an_invited_person_joins_by_link(new_context: NewContext, url: str) -> None:
    owner = new_context()
    sign_up(owner, url)
    page = open_page(owner.new_page(), "/settings")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Invitation link").input_value()
    assert link.startswith(url)

    guest = open_page(new_context().new_page(), link)
    guest.get_by_label("Your name").fill("Grace")
    _fill(guest, new_person())
    guest.keyboard.press("Enter")
    expect(guest.get_by_role("heading", name="Welcome, Grace")).to_be_visible()

    expect(open_page(page, "/settings").get_by_text("Grace")).to_be_visible()


def test_comfort_goes_along_to_another_browser(new_context: NewContext, url: str) -> None:
    mine = new_context()
    person = sign_up(mine, url)
    page = open_page(mine.new_page(), "/settings")
    page.get_by_text("Light", exact=True).click()
    page.get_by_text("Larger", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-text-size", "larger")
    expect(page.locator("html")).to_have_class("light")

    other = open_page(new_context("dark").new_page(), "/login")
    _fill(other, person)
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", name="Welcome")).to_be_visible()
    expect(other.locator("html")).to_have_attribute("data-text-size", "larger")
    expect(other.locator("html")).to_have_class("light")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_dialogs_are_fit_for_everyone_and_secrets_are_shown_once(
    new_context: NewContext, url: str, theme: Theme
) -> None:
    context = new_context(theme, PHONE)
    sign_up(context, url)
    page = open_page(context.new_page(), "/settings")
    page.get_by_role("button", name="New token").click()
    page.get_by_role("dialog").get_by_label("Name", exact=True).fill("game client")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Make token").click()
    assert page.get_by_label("Token", exact=True).input_value().startswith("ekt_")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_text("game client")).to_be_visible()

    page.get_by_role("button", name="Delete account").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert grave_findings(page) == []


def test_leaving_takes_the_password_and_then_everything(context: BrowserContext, url: str) -> None:
    person = sign_up(context, url)
    page = open_page(context.new_page(), "/settings")
    page.get_by_role("button", name="Delete account").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your password", exact=True).fill("not the password at all")
    dialog.get_by_role("button", name="Delete everything").click()
    expect(dialog.get_by_text("This is not your current password")).to_be_visible()

    dialog.get_by_label("Your password", exact=True).fill(person.password)
    dialog.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("link", name="Create account").first).to_be_visible()
    values = {"email": person.email, "password": person.password}
    assert context.request.post("/api/auth/login", data=values).status == 401


def test_the_sample_world_comes_and_goes_with_one_click_each(context: BrowserContext, url: str) -> None:
    sign_up(context, url)
    page = open_page(context.new_page(), "/")
    page.get_by_role("button", name="Load the sample world").click()
    expect(page.get_by_role("heading", name="The lantern walk")).to_be_visible()
    expect(page.get_by_text("A light on the ri")).to_be_visible()
    world = page.get_by_role("region", name="Sample world")
    expect(world.locator("img")).to_have_attribute("src", re.compile("^/api/planets/"))

    page.get_by_role("button", name="Delete the sample world").click()
    expect(page.get_by_role("button", name="Load the sample world")).to_be_visible()
