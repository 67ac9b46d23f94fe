"""People who build a planet: over REST, to be somewhere in it at once, and on its page."""

from typing import Any

from playwright.sync_api import APIRequestContext, Locator, Page, expect

from tests.journeys.people import accepted
from tests.waiting import wait_until


def begun(rest: APIRequestContext, url: str, step: str = "intro", **answers: Any) -> int:
    """The id of a planet of whoever `rest` belongs to, answered so far, with its builder at `step`."""
    made = accepted(rest.post(f"{url}/api/planets", data={"name": "A new planet"}, headers={"Origin": url}))
    planet_id = int(made["id"])
    ask(rest, url, planet_id, "start")
    answered(rest, url, planet_id, **answers)
    ask(rest, url, planet_id, "goto", {"target_step": step})
    return planet_id


def answered(rest: APIRequestContext, url: str, planet_id: int, **answers: Any) -> None:
    """Answer without asking what stood there before."""
    known = read(rest, url, planet_id)["attributes"]
    sent = {
        "scope": f"planet:{planet_id}:answers",
        "changes": answers,
        "bases": {name: [known.get(name)] for name in answers},
    }
    address = f"{url}/api/planets/{planet_id}/builder/answers"
    accepted(rest.patch(address, data=sent, headers={"Origin": url}))


def ask(
    rest: APIRequestContext, url: str, planet_id: int, verb: str, body: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The state after one call of the builder."""
    address = f"{url}/api/planets/{planet_id}/builder/{verb}"
    return accepted(rest.post(address, data=body or {}, headers={"Origin": url}))


def read(rest: APIRequestContext, url: str, planet_id: int) -> dict[str, Any]:
    """Where the builder stands."""
    return accepted(rest.get(f"{url}/api/planets/{planet_id}/builder/state"))


def let_in(owner: APIRequestContext, other: APIRequestContext, url: str, planet_id: int) -> None:
    """Make whoever `other` belongs to a steward of the owner's planet, by an invitation."""
    address = f"{url}/api/planets/{planet_id}/invitations"
    invited = accepted(owner.post(address, data={"role": "steward"}, headers={"Origin": url}))
    token = invited["link"].split("token=")[1]
    accepted(
        other.post(f"{url}/api/planets/invitations/accept", data={"token": token}, headers={"Origin": url})
    )


def build(page: Page, url: str, planet_id: int) -> Page:
    """Open the builder and wait until it asks: its network is never quiet, because it looks for news."""
    page.goto(f"{url}/planets/{planet_id}/build")
    expect(page.locator("#builder-prompt")).to_be_visible()
    return page


def at_step(page: Page, prompt: str) -> None:
    expect(page.locator("#builder-prompt")).to_have_text(prompt)


def saving(page: Page) -> Locator:
    """What the page says of its saving."""
    return page.locator("[data-save-state]").first


def kept(page: Page, url: str, planet_id: int, part: str, field: str, value: Any) -> None:
    """Wait until the server holds this, in `attributes` or `typed`, for the person of the page."""
    wait_until(
        lambda: read(page.request, url, planet_id)[part].get(field) == value,
        what=f"{field} to be kept as {value!r} in {part}",
    )
