"""Every way in which planets were ever painted, by the number that recipes keep.

A generation that recipes were stored with is never changed or removed: a new look is a new entry, and only
recipes made from then on ask for it.
"""

from collections.abc import Callable

from app.adapters.painter.planet.picture import Pixels, painted
from app.kernel.ports.planet import PlanetRecipe

Generation = Callable[..., Pixels]
"""`(recipe, width, height, *, sky, turn) -> pixels`"""

GENERATIONS: dict[int, Generation] = {1: painted}


class UnknownGeneration(LookupError):
    """A recipe from a newer installation than this one."""


def paint(recipe: PlanetRecipe, width: int, height: int, *, sky: bool = True, turn: float = 0.0) -> Pixels:
    """The picture as the recipe's generation paints it. Raises `UnknownGeneration`."""
    generation = GENERATIONS.get(recipe.generation)
    if generation is None:
        raise UnknownGeneration(f"planets are painted in generations {sorted(GENERATIONS)} here")
    return generation(recipe, width, height, sky=sky, turn=turn)
