"""People who play a story: over REST, to be somewhere in it at once, and on its page."""

import json
import re
from typing import Any

from playwright.sync_api import APIRequestContext, Locator, Page, expect

from tests.journeys.people import accepted

PARTY = "The Lantern Bearers"
HEROES = [{"name": "Mo", "class": "thief"}, {"name": "Ada", "class": "scribe"}]
SCENES = 11
# What has just been drawn listens to keys before the second frame is drawn.
LISTENING = (
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
)
RUN_ADDRESS = re.compile(r"/scenes/run-[0-9a-z-]{19}$")


def played(rest: APIRequestContext, url: str, scene: int) -> dict[str, Any]:
    """A run that stands at `scene`, begun by whoever `rest` belongs to; always the first choice."""
    run = accepted(rest.post(f"{url}/api/scenes/runs", data={}, headers={"Origin": url}))
    while run["scene"] < scene:
        run = played_on(rest, url, run)
    return run


def played_on(rest: APIRequestContext, url: str, run: dict[str, Any]) -> dict[str, Any]:
    """One scene further."""
    move: dict[str, Any] = {"revision": run["revision"], "scene": run["scene"]}
    if run["page"]["ask"] == "party":
        move["party"] = {"name": PARTY, "heroes": HEROES}
    else:
        move["choice"] = run["page"]["choices"][0]["id"]
    address = f"{url}/api/scenes/runs/{run['session_id']}/choices"
    return accepted(rest.post(address, data=move, headers={"Origin": url}))


def read(rest: APIRequestContext, url: str, session_id: str) -> dict[str, Any]:
    """The run as REST tells it."""
    return accepted(rest.get(f"{url}/api/scenes/runs/{session_id}"))


def browser_that_began(url: str, *run_ids: str) -> Any:
    """What the browser of a visitor keeps who has begun these runs, for `new_context(storage_state=…)`."""
    kept = {"name": "everkeep:runs", "value": json.dumps(run_ids)}
    return {"cookies": [], "origins": [{"origin": url, "localStorage": [kept]}]}


def at_scene(page: Page, scene: int) -> None:
    """Wait until the page shows this scene."""
    expect(page.get_by_text(f"Scene {scene} of {SCENES}", exact=True)).to_be_visible()


def choices(page: Page) -> Locator:
    """The choices of the scene."""
    return page.locator("button.choice")


def press_choice(page: Page, scene: int, key: str = "1") -> None:
    """Choose by its key at `scene`, and wait for the next one."""
    expect(choices(page).first).to_be_visible()
    page.evaluate(LISTENING)
    page.keyboard.press(key)
    at_scene(page, scene + 1)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus; a hundred times is enough for any page."""
    expect(wanted).to_be_visible()
    for _ in range(100):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {wanted}")


def set_out_by_keyboard(page: Page) -> None:
    """Scene 2 without a mouse: name the party, choose the first two classes, go."""
    tab_to(page, page.get_by_label("What is your party called?"))
    page.keyboard.type(PARTY)
    for place in range(2):
        tab_to(page, page.get_by_role("checkbox").nth(place))
        page.keyboard.press("Space")
        expect(page.get_by_role("checkbox").nth(place)).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Set out"))
    page.keyboard.press("Enter")
    at_scene(page, 3)
