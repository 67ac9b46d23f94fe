"""A planet in the sentences that one would tell a friend."""

from typing import Any

from app.features.planets.rules.describing import description
from app.features.planets.rules.facts import colours, facts
from app.features.planets.rules.looks import appearance_of
from app.features.planets.rules.steps import load_steps
from tests.factories.planets import ANSWERS


def told(**answers: Any) -> dict[str, str]:
    return dict(facts(appearance_of(load_steps(), answers)))


def test_what_was_answered_is_told_in_sentences() -> None:
    around = {
        "ring_style": "single",
        "ring_descriptors": ["icy", "thin"],
        "has_moons": True,
        "moon_count": 2,
        "moon_descriptors": ["small"],
    }
    made = {"origin_type": "crafted", "materials": ["basalt", "iron", "glass"]}
    assert told(**ANSWERS, **around, **made) == {
        "How it feels": "Tender: soft, and easily hurt.",
        "From orbit": "Blue water and a few coasts.",
        "Around it": "A single clean band: icy and thin. Two moons: small.",
        "In its sky": "High, thin cloud.",
        "How it began": "Somebody built it. It is made of basalt, iron and glass.",
    }


def test_nothing_is_told_of_what_was_left_open() -> None:
    assert told(name="Ember Hollow") == {}


def test_of_an_unfinished_planet_only_what_was_decided_is_told() -> None:
    looks = appearance_of(load_steps(), {"surface_type": "ice", "has_moons": False})
    open_ones = {"ring_style", "atmosphere_style"}
    assert [fact.about for fact in facts(looks, open_ones)] == ["From orbit", "Around it"]
    assert [fact.about for fact in facts(looks, open_ones | {"has_moons"})] == ["From orbit"]


def test_a_picture_is_described_as_one_would_to_a_friend() -> None:
    answers = {
        "primary_color": "#2F6FB3",
        "palette": ["#AABBCC"],
        "surface_type": "oceanic",
        "surface_descriptors": ["sunken", "glassy"],
        "ring_style": "double",
        "ring_color": "#D9A441",
        "has_moons": True,
        "moon_count": 1,
        "atmosphere_style": "aurora",
    }
    assert description(appearance_of(load_steps(), answers), "right") == (
        "An ocean world with a few coasts, in blue and light blue: sunken and glassy. "
        "Light falls on it from the right; its left side is dark. "
        "Two rings with a gap between them in amber circle it. One moon is near it. "
        "Curtains of aurora stand over its poles."
    )
    assert description(appearance_of(load_steps(), {})) == "A planet, seen from space."


def test_ones_own_word_for_the_feeling_and_an_empty_sky_are_told() -> None:
    own = told(emotional_tone="custom", tone_label="homesick", surface_type="ice", atmosphere_style="none")
    assert own["How it feels"] == "Homesick."
    assert (own["Around it"], own["In its sky"]) == ("Nothing circles it.", "Black, and full of stars.")


def test_many_moons_are_counted_in_figures_and_one_is_one() -> None:
    assert told(has_moons=True, moon_count=12)["Around it"] == "12 moons."
    assert told(has_moons=True, moon_count=0)["Around it"] == "One moon."


def test_each_colour_is_shown_once_with_what_it_is_for() -> None:
    answers = {
        "primary_color": "#2F6FB3",
        "secondary_color": "#E8C48A",
        "palette": ["#2f6fb3", "#7FD1C7"],
        "ring_style": "halo",
        "ring_color": "#E8DFC8",
    }
    shown = colours(appearance_of(load_steps(), answers))
    assert [(colour.code, colour.use) for colour in shown] == [
        ("#2F6FB3", "Main colour"),
        ("#E8C48A", "Second colour"),
        ("#7FD1C7", "Another colour"),
        ("#E8DFC8", "Rings"),
    ]
