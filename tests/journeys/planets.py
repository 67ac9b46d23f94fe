"""Planets of people in a browser, made over REST."""

from typing import Any

from playwright.sync_api import APIRequestContext

from tests.features.planets.building import ANSWERS
from tests.journeys.people import accepted

NAME = "Ember Hollow"
STORY = "It filled with rain for nine hundred years.\nWhen the ships came it was already warm."


def answered(request: APIRequestContext, url: str) -> int:
    """A public planet of whoever asks, with every step answered and nothing painted; its id."""
    wanted = {"name": NAME, "visibility": "public", "description": STORY}
    planet_id = ask(request, url, "", wanted)["id"]
    ask(request, url, f"/{planet_id}/builder/start")
    for step, attributes in ANSWERS.items():
        ask(request, url, f"/{planet_id}/builder/step", {"step": step, "attributes": attributes})
    return int(planet_id)


def launched(request: APIRequestContext, url: str) -> int:
    """The same, with its painting ordered."""
    planet_id = answered(request, url)
    ask(request, url, f"/{planet_id}/builder/confirm", {"approve": True})
    return planet_id


def ask(request: APIRequestContext, url: str, path: str, values: Any = None) -> dict[str, Any]:
    """One call that must go well."""
    return accepted(request.post(f"{url}/api/planets{path}", data=values, headers={"Origin": url}))
