"""Building a planet over REST, as the tests of several modules do."""

from typing import Any

from tests.rest_client import Client

PLANETS = "/api/planets"

ANSWERS: dict[str, dict[str, Any]] = {
    "intro": {"name": "Ember Hollow", "tagline": "Where the tide remembers"},
    "tone": {"emotional_tone": "tender"},
    "palette": {"primary_color": "#2F6FB3"},
    "surface": {"surface_type": "oceanic"},
    "rings": {"ring_style": "single", "ring_color": "#E8DFC8"},
    "atmosphere": {"atmosphere_style": "calm"},
    "origin": {"origin_type": "natural"},
    "accessibility": {"accessibility_notes": "A blue planet with one pale ring."},
    "safety": {"custom_warnings": ["storms"]},
}
"""Something for every step."""


def new_planet(client: Client, **given: Any) -> int:
    """The id of a planet that `client` has made."""
    answer = client.post(PLANETS, json={"name": "A planet", **given})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def ask(client: Client, planet_id: int, verb: str, body: dict[str, Any] | None = None) -> Any:
    """The answer of one builder call."""
    if verb == "state":
        return client.get(f"{PLANETS}/{planet_id}/builder/state")
    return client.post(f"{PLANETS}/{planet_id}/builder/{verb}", json=body)


def answer(client: Client, planet_id: int, attributes: dict[str, Any], **given: Any) -> Any:
    return ask(client, planet_id, "step", {"attributes": attributes, **given})


def built(client: Client, planet_id: int) -> dict[str, Any]:
    """The state when every step is answered and the summary is reached."""
    ask(client, planet_id, "start")
    ask(client, planet_id, "goto", {"target_step": "intro"})
    for attributes in ANSWERS.values():
        last = answer(client, planet_id, attributes)
        assert last.status_code == 200, last.text
    return dict(last.json())
