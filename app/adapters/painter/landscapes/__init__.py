"""The twelve landscapes, each a function that paints a scene up to its weather."""

from collections.abc import Callable, Mapping

from app.adapters.painter.landscapes.heights import paint_mountains
from app.adapters.painter.scene import Scene
from app.kernel.ports.painter import Landscape

LANDSCAPES: Mapping[Landscape, Callable[[Scene], None]] = {
    landscape: paint_mountains for landscape in Landscape
}
