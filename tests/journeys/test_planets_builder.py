"""A builder keeps one's place: on another device, through a killed server, among several stewards."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import builders, people
from tests.journeys import server as servers
from tests.journeys.builders import at_step, build, kept, saving
from tests.journeys.conftest import PHONE, NewContext

SURFACE = "You look down from orbit. What lies below you?"
CONFLICT = "Changed on another device"


def test_a_planet_begun_on_a_computer_is_gone_on_with_on_a_phone(new_context: NewContext, url: str) -> None:
    computer = new_context()
    person = people.sign_up(computer, url)
    planet_id = builders.begun(computer.request, url, primary_color="#2F6FB3")
    page = build(computer.new_page(), url, planet_id)
    page.get_by_label("Name", exact=True).fill("Ember Hollow")
    page.get_by_role("button", name="Next").click()
    at_step(page, "Someone lands here for the first time. What do they feel?")
    page.get_by_role("radio", name=re.compile("^Tender")).check()
    page.get_by_role("button", name="Next").click()
    at_step(page, "Which colour do you see first when you close your eyes and think of it?")
    page.get_by_role("button", name="Next").click()
    at_step(page, SURFACE)
    page.get_by_role("radio", name=re.compile("^Ocean")).check()
    words = page.get_by_label("What it is like: your own words")
    words.press_sequentially("glassy under the mo")
    kept(page, url, planet_id, "typed", "surface_descriptors", "glassy under the mo")
    kept(page, url, planet_id, "attributes", "surface_type", "oceanic")
    computer.close()

    phone = new_context(viewport=PHONE)
    people.sign_in(phone, url, person)
    home = phone.new_page()
    home.goto("/")  # (its picture may still be painted)
    expect(home.get_by_role("article", name="Continue")).to_contain_text(
        "You left at Surface, step 4 of 10, with “glassy under the mo…” half typed."
    )
    home.get_by_role("link", name="Resume").first.click()
    at_step(home, SURFACE)
    expect(home.get_by_role("radio", name=re.compile("^Ocean"))).to_be_checked()
    expect(home.get_by_label("What it is like: your own words")).to_have_value("glassy under the mo")


@pytest.mark.timeout(300)  # it starts a server twice
def test_what_is_answered_and_typed_while_the_server_is_killed_comes_back(
    new_context: NewContext, tmp_path: Path
) -> None:
    own = servers.start(tmp_path / "own")
    try:
        context = new_context()
        people.sign_up(context, own.url)
        planet_id = builders.begun(context.request, own.url, motto="We keep the fire")
        page = build(context.new_page(), own.url, planet_id)
        tagline = page.get_by_role("textbox", name="Tagline")
        page.get_by_label("Name", exact=True).fill("Ember Hollow")
        tagline.fill("Where the tide")
        kept(page, own.url, planet_id, "typed", "tagline", "Where the tide")
        stays = build(context.new_page(), own.url, planet_id)
        motto = stays.get_by_role("textbox", name="Motto")
        motto.press("End")
        stays.keyboard.type(" and")

        servers.kill(own)
        stays.keyboard.type(" it keeps")
        page.bring_to_front()
        tagline.press_sequentially(" remembers")
        expect(saving(page)).to_have_text("Not saved — retrying")
        page.close()

        again = servers.start(tmp_path / "own", port=int(own.url.rsplit(":", 1)[1]))
        try:
            page = build(context.new_page(), again.url, planet_id)
            expect(page.get_by_label("Name", exact=True)).to_have_value("Ember Hollow")
            expect(page.get_by_role("textbox", name="Tagline")).to_have_value("Where the tide remembers")
            expect(saving(page)).to_have_text("Saved")
            stays.bring_to_front()
            expect(saving(stays)).to_have_text("Saved")
            expect(motto).to_be_focused()
            stays.keyboard.type(" us")
            expect(motto).to_have_value("We keep the fire and it keeps us")
            kept(stays, again.url, planet_id, "typed", "motto", "We keep the fire and it keeps us")
        finally:
            servers.end(again)
    finally:
        servers.end(own)


def test_a_text_begun_before_anothers_answer_asks_which_one_stays(new_context: NewContext, url: str) -> None:
    ours, theirs = new_context(), new_context()
    people.sign_up(ours, url)
    people.sign_up(theirs, url)
    planet_id = builders.begun(ours.request, url, name="Ember Hollow", motto="We keep the fire")
    builders.let_in(ours.request, theirs.request, url, planet_id)
    page = build(theirs.new_page(), url, planet_id)
    both = page.get_by_role("alert", name=CONFLICT)
    tagline, motto = (page.get_by_role("textbox", name=name) for name in ("Tagline", "Motto"))

    tagline.press_sequentially("Where I go")
    builders.answered(ours.request, url, planet_id, tagline="Where we go", emotional_tone="tender")
    expect(page.get_by_role("button", name=re.compile("^Feeling.*not answered"))).to_have_count(0)
    page.get_by_role("button", name="Next").click()
    expect(both).to_contain_text("Where I go")
    expect(both).to_contain_text("Where we go")
    both.get_by_role("button", name="Keep mine").click()
    kept(page, url, planet_id, "attributes", "tagline", "Where I go")

    motto.fill("I keep the fi")
    kept(page, url, planet_id, "typed", "motto", "I keep the fi")
    builders.answered(ours.request, url, planet_id, motto="The fire keeps us")
    page.reload()
    expect(motto).to_have_value("I keep the fi")
    page.get_by_role("button", name="Next").click()
    expect(both).to_contain_text("I keep the fi")
    expect(both).to_contain_text("The fire keeps us")
    both.get_by_role("button", name="Take theirs").click()
    expect(motto).to_have_value("The fire keeps us")
    kept(page, url, planet_id, "attributes", "motto", "The fire keeps us")


def test_two_stewards_see_each_others_answers_and_both_of_them_where_they_meet(
    new_context: NewContext, url: str
) -> None:
    ours, theirs = new_context(), new_context()
    people.sign_up(ours, url)
    people.sign_up(theirs, url)
    planet_id = builders.begun(ours.request, url, "surface", name="Ember Hollow", emotional_tone="tender")
    builders.let_in(ours.request, theirs.request, url, planet_id)
    one, other = (build(context.new_page(), url, planet_id) for context in (ours, theirs))

    expect(one.get_by_role("button", name="2 people")).to_be_visible()
    words = other.get_by_label("What it is like: your own words")
    words.press_sequentially("overgrown by")
    one.get_by_role("radio", name=re.compile("^Ice")).check()
    expect(other.get_by_role("radio", name=re.compile("^Ice"))).to_be_checked()
    expect(words).to_have_value("overgrown by")
    one.get_by_role("button", name="Next").click()
    at_step(one, "And what circles around it?")
    expect(other.locator("#builder-prompt")).to_have_text(SURFACE)

    # They change the same answer before they hear of each other.
    one.get_by_role("button", name="Back").click()
    at_step(one, SURFACE)
    one.route("**/builder/news", lambda route: route.abort())
    other.get_by_role("radio", name=re.compile("^Gas")).check()
    kept(other, url, planet_id, "attributes", "surface_type", "gas")
    one.get_by_role("radio", name=re.compile("^Crystal")).check()
    both = one.get_by_role("alert", name=CONFLICT)
    expect(both).to_contain_text("Crystal")
    expect(both).to_contain_text("Gas")
    both.get_by_role("button", name="Keep mine").click()
    expect(both).to_have_count(0)
    expect(other.get_by_role("radio", name=re.compile("^Crystal"))).to_be_checked()
    expect(other.get_by_role("button", name=re.compile("^overgrown by"))).to_be_visible()
