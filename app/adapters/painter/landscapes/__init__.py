"""The twelve landscapes, each a function that paints a scene up to its weather."""

from collections.abc import Callable, Mapping

from app.adapters.painter.landscapes.bridge import paint_bridge
from app.adapters.painter.landscapes.cavern import paint_cavern
from app.adapters.painter.landscapes.forest import paint_forest
from app.adapters.painter.landscapes.harbour import paint_harbour
from app.adapters.painter.landscapes.heights import paint_mountains, paint_sky_land, paint_tower
from app.adapters.painter.landscapes.marsh import paint_marsh
from app.adapters.painter.landscapes.plain import paint_plain
from app.adapters.painter.landscapes.ruin import paint_ruin
from app.adapters.painter.landscapes.sea import paint_sea
from app.adapters.painter.landscapes.town import paint_city
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
