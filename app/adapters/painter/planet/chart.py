"""Where the globe is in a picture: written into a spin, so that a viewer can turn it between two frames."""

import json
from html import escape
from typing import Any

from app.adapters.painter.planet.picture import Canvas
from app.kernel.ports.planet import PlanetRecipe

_PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:everkeep="urn:everkeep" everkeep:globe="{chart}"/>'
    "</rdf:RDF></x:xmpmeta>"
)


def chart_of(recipe: PlanetRecipe, side: int) -> dict[str, Any]:
    """What stands where in a square picture of `side` pixels, `x` and `y` from the upper left.

    `x`, `y` and `radius` of the globe in sides; the `axis` that it turns about as the viewer sees it (right,
    up, near); in radii of the globe the inner and outer edge of the `rings`, which lie in the plane of the
    equator, and `moons` before the globe as rows of right, up, radius.
    """
    canvas = Canvas(recipe, side, side)
    globe, rings = canvas.globe, canvas.rings
    return {
        "x": _short(globe.x / side),
        "y": _short(globe.y / side),
        "radius": _short(globe.radius / side),
        "axis": [_short(along) for along in globe.frame[1]],
        "rings": [_short(rings.inner), _short(rings.outer)] if rings is not None else [],
        "moons": [
            [_short(moon.place[0]), _short(moon.place[1]), _short(moon.radius)]
            for moon in canvas.moons
            if moon.place[2] > 0
        ],
    }


def packet_of(recipe: PlanetRecipe, side: int) -> bytes:
    """The chart as XMP, which WebP and its readers know."""
    return _PACKET.format(chart=escape(json.dumps(chart_of(recipe, side)))).encode()


def _short(number: float) -> float:
    return round(float(number), 4)
