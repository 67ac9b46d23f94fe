"""The builder as one uses it: by keyboard alone from the name to the launch, and by thumb on a phone."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import builders, people
from tests.journeys.builders import at_step, build, kept, saving
from tests.journeys.conftest import NARROW, NewContext
from tests.journeys.players import LISTENING

TONE = "Someone lands here for the first time. What do they feel?"
PALETTE = "Which colour do you see first when you close your eyes and think of it?"
SURFACE = "You look down from orbit. What lies below you?"
RINGS = "And what circles around it?"
SKY = "Look up. What is the sky doing?"
ORIGIN = "How did it come to be?"
SUMMARY = "Here is your planet. Shall it be painted?"


def test_a_planet_is_answered_for_and_launched_by_keyboard_alone(new_context: NewContext, url: str) -> None:
    context = new_context()
    people.sign_up(context, url)
    planet_id = builders.begun(context.request, url)
    page = build(context.new_page(), url, planet_id)
    press = page.keyboard.press

    _reach(page, "Name")
    press("Enter")
    press("Control+Enter")
    expect(page.get_by_text("Planet name is required.")).to_be_visible()
    _reach(page, "Name")
    page.keyboard.type("Ember Hollow")
    press("Enter")
    expect(page.get_by_label("Tagline")).to_be_focused()
    page.keyboard.type("Where the tide remembers")
    press("Control+Enter")
    _arrived(page, TONE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ember Hollow")

    # A number answers before its card has come, but the arrows go on from the card.
    expect(page.get_by_role("radio", name=re.compile("^Tender"))).to_be_visible()
    press("7")
    press("ArrowUp")
    expect(page.get_by_role("radio", name=re.compile("^Tender"))).to_be_checked()
    press("Enter")
    _arrived(page, PALETTE)

    press("Enter")
    number = page.get_by_label("Main colour as a number")
    expect(number).to_be_focused()
    page.keyboard.type("12zz")
    press("Enter")
    expect(page.get_by_text("Provide a HEX color, such as #8B5CF6.")).to_be_visible()
    press("Control+a")
    page.keyboard.type("2f6fb3")
    expect(page.get_by_role("button", name=re.compile("^Analogous"))).to_be_visible()
    press("Control+Enter")
    _arrived(page, SURFACE)

    press("3")
    page.get_by_label("What it is like: your own words").focus()
    page.keyboard.type("mossy shores,glassy")
    press("Enter")
    press("Backspace")
    kept(page, url, planet_id, "attributes", "surface_descriptors", ["mossy shores"])
    press("Enter")
    _arrived(page, RINGS)

    press("Escape")
    press("b")
    _arrived(page, SURFACE)
    expect(page.get_by_role("radio", name=re.compile("^Ocean"))).to_be_checked()
    press("Enter")
    _arrived(page, RINGS)
    press("r")
    expect(page.get_by_text("Chance answered.")).to_be_visible()
    page.get_by_role("button", name="Take it back").press("Enter")
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_role("button", name="Skip").press("Enter")
    _arrived(page, SKY)
    press("2")
    page.get_by_role("navigation", name="Steps").get_by_role("button", name="Look it over").press("Enter")
    _arrived(page, SUMMARY)
    expect(page.get_by_role("region", name="Rings and moons")).to_contain_text("Skipped")
    expect(page.get_by_role("region", name="Sky")).to_contain_text("Aurora")
    expect(saving(page)).to_have_text("Saved")
    page.get_by_role("button", name="Launch").press("Enter")
    expect(page).to_have_url(re.compile(f"/planets/{planet_id}$"))


def test_on_a_phone_answers_are_changed_taken_back_and_begun_anew(new_context: NewContext, url: str) -> None:
    context = new_context(viewport=NARROW, has_touch=True)
    people.sign_up(context, url)
    answers = {"name": "Ember Hollow", "emotional_tone": "tender", "primary_color": "#2F6FB3"}
    planet_id = builders.begun(context.request, url, "palette", **answers)
    page = build(context.new_page(), url, planet_id)
    planet = page.get_by_role("img", name=re.compile("^Ember Hollow, so far"))
    expect(planet).to_be_in_viewport()

    page.get_by_role("button", name=re.compile("^Soft")).tap()
    expect(page.get_by_role("button", name=re.compile("^Second colour: "))).to_be_visible()
    page.get_by_role("button", name="Take it back").tap()
    expect(page.get_by_role("button", name="Second colour: not chosen yet")).to_be_visible()

    page.get_by_role("button", name="What you answered so far").tap()
    page.get_by_role("button", name=re.compile("^Feeling: Tender")).tap()
    at_step(page, TONE)
    page.get_by_role("radio", name=re.compile("^Something else")).tap()
    page.get_by_role("button", name="Next").tap()
    expect(page.get_by_text("Describe your custom tone.")).to_be_visible()
    page.get_by_role("textbox", name="Your own word", exact=True).fill("Homesick")
    page.get_by_role("button", name="Next").tap()
    at_step(page, PALETTE)
    kept(page, url, planet_id, "attributes", "tone_label", "Homesick")

    page.get_by_role("button", name="More", exact=True).tap()
    page.get_by_role("button", name="Start over").tap()
    expect(page.get_by_text("You started over.")).to_be_visible()
    page.get_by_role("button", name="Bring them back").tap()
    at_step(page, PALETTE)
    kept(page, url, planet_id, "attributes", "tone_label", "Homesick")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def _reach(page: Page, label: str) -> None:
    """Tab forward until the field has the focus."""
    field = page.get_by_label(label, exact=True)
    for _ in range(30):
        if field.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{label} is not reached by Tab")


def _arrived(page: Page, prompt: str) -> None:
    at_step(page, prompt)
    page.evaluate(LISTENING)
