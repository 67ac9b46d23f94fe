"""One model for each kind of surface: `(places, what the recipe wants) -> ground`."""

from collections.abc import Callable

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground
from app.adapters.painter.planet.points import Points
from app.adapters.painter.planet.surfaces.crystalline import crystalline
from app.adapters.painter.planet.surfaces.gas import gas
from app.adapters.painter.planet.surfaces.hybrid import hybrid
from app.adapters.painter.planet.surfaces.ice import ice
from app.adapters.painter.planet.surfaces.metallic import metallic
from app.adapters.painter.planet.surfaces.oceanic import oceanic
from app.adapters.painter.planet.surfaces.organic import organic
from app.adapters.painter.planet.surfaces.rocky import rocky
from app.kernel.ports.planet import SurfaceType

Surface = Callable[[Points, Character], Ground]

SURFACES: dict[SurfaceType, Surface] = {
    SurfaceType.GAS: gas,
    SurfaceType.ICE: ice,
    SurfaceType.OCEANIC: oceanic,
    SurfaceType.ROCKY: rocky,
    SurfaceType.METALLIC: metallic,
    SurfaceType.ORGANIC: organic,
    SurfaceType.CRYSTALLINE: crystalline,
    SurfaceType.HYBRID: hybrid,
}
