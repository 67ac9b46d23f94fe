"""What the picture of a scene shows, in words."""

from app.features.scenes.rules.story import Scene
from app.kernel.ports.painter import Hour, Landscape, Weather

_LANDSCAPES = {
    Landscape.HARBOUR: "A harbour",
    Landscape.SEA: "The sea",
    Landscape.FOREST: "A forest",
    Landscape.MOUNTAINS: "Mountains",
    Landscape.CAVERN: "A cavern",
    Landscape.CITY: "A city",
    Landscape.PLAIN: "A plain",
    Landscape.MARSH: "A marsh",
    Landscape.RUIN: "A ruin",
    Landscape.BRIDGE: "A bridge",
    Landscape.TOWER: "A tower",
    Landscape.SKY: "The sky",
}
_HOURS = {Hour.DAWN: "at dawn", Hour.DAY: "by day", Hour.DUSK: "at dusk", Hour.NIGHT: "at night"}
_WEATHERS = {
    Weather.CLEAR: "in clear air",
    Weather.MIST: "in mist",
    Weather.RAIN: "in rain",
    Weather.SNOW: "in snow",
    Weather.EMBERS: "among drifting embers",
    Weather.STORM: "in a storm",
}


def backdrop_text(scene: Scene) -> str:
    """What the picture shows, e.g. "A harbour at dusk, in mist."."""
    painted = scene.backdrop
    return f"{_LANDSCAPES[painted.landscape]} {_HOURS[painted.hour]}, {_WEATHERS[painted.weather]}."
