"""The planet of the sample world: its answers, and the seed that gives it its shape.

`make gallery` paints it as `planet.webp`, which stands for it in assets/landing before anybody has it.
"""

from collections.abc import Mapping
from typing import Any

NAME = "Vesper"
ACCENT = "#6D5BD0"
SEED = 3
ANSWERS: Mapping[str, Any] = {
    "name": NAME,
    "tagline": "The tide brings back every letter",
    "motto": "Nothing is lost here for long",
    "emotional_tone": "tender",
    "primary_color": ACCENT,
    "secondary_color": "#3FB8AF",
    "palette": ["#F2C6A0", "#20285C"],
    "surface_type": "oceanic",
    "surface_descriptors": ["sunken", "mirrored"],
    "ring_style": "double",
    "ring_color": "#E8D7B0",
    "ring_descriptors": ["icy", "wide"],
    "has_moons": True,
    "moon_count": 2,
    "moon_descriptors": ["small", "icy"],
    "atmosphere_style": "aurora",
    "atmosphere_descriptors": ["violet", "thin"],
    "origin_type": "natural",
    "materials": ["basalt", "salt"],
    "accessibility_notes": (
        "A violet and teal ocean world among stars, half in shadow, with two wide, pale rings around it, "
        "a small moon before them and a thin aurora over its night."
    ),
}
