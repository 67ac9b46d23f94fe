"""The twelve landscapes, each a function that paints a scene up to its weather."""

from collections.abc import Callable, Mapping

from app.adapters.painter.landscapes.heights import paint_mountains, paint_sky_land, paint_tower
from app.adapters.painter.landscapes.stone import paint_bridge, paint_cavern, paint_ruin
from app.adapters.painter.landscapes.town import paint_city
from app.adapters.painter.landscapes.waters import paint_harbour, paint_marsh, paint_sea
from app.adapters.painter.landscapes.woods import paint_forest, paint_plain
from app.adapters.painter.scene import Scene
from app.kernel.ports.painter import Landscape

LANDSCAPES: Mapping[Landscape, Callable[[Scene], None]] = {
    Landscape.HARBOUR: paint_harbour,
    Landscape.SEA: paint_sea,
    Landscape.FOREST: paint_forest,
    Landscape.MOUNTAINS: paint_mountains,
    Landscape.CAVERN: paint_cavern,
    Landscape.CITY: paint_city,
    Landscape.PLAIN: paint_plain,
    Landscape.MARSH: paint_marsh,
    Landscape.RUIN: paint_ruin,
    Landscape.BRIDGE: paint_bridge,
    Landscape.TOWER: paint_tower,
    Landscape.SKY: paint_sky_land,
}
