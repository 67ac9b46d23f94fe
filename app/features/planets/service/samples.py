"""Small pictures of what can be chosen: the same for everybody, painted once."""

from collections.abc import Iterator
from urllib.parse import quote

from app.features.planets.errors import NoSuchSample
from app.features.planets.rules.samples import SAMPLES
from app.kernel.gallery import sample_gallery
from app.kernel.ports.planet import PlanetRecipe


def sample_urls() -> dict[str, dict[str, str]]:
    """Where the picture of each choice is, by field and choice. An address changes when its picture does."""
    return {
        field: {
            choice: f"/api/planet-samples/{quote(field)}/{quote(choice)}.webp"
            f"?v={sample_gallery().edition(recipe)}"
            for choice, recipe in choices.items()
        }
        for field, choices in SAMPLES.items()
    }


def get_recipe(field: str, choice: str) -> PlanetRecipe:
    """What the picture of a choice is painted from. Raises `NoSuchSample`."""
    recipe = SAMPLES.get(field, {}).get(choice)
    if recipe is None:
        raise NoSuchSample
    return recipe


def list_recipes() -> Iterator[PlanetRecipe]:
    """Every picture, in the order in which a builder comes to them."""
    for choices in SAMPLES.values():
        yield from choices.values()
