"""Which picture stands behind a scene, and where it is found."""

from urllib.parse import quote, urlencode

from app.features.scenes.errors.backdrops import NoSuchBackdrop
from app.features.scenes.rules.loading import load_stories
from app.features.scenes.rules.story import SYMBOLS, Story
from app.kernel.gallery import backdrop_gallery
from app.kernel.ports.painter import Backdrop

FIRST_WITH_SYMBOL = 7


def backdrop_url(story: Story, scene: int, symbol: str | None) -> str:
    """Where the picture of a scene (1–11) is; for another size append `&width=`, a key of `BACKDROP_SIZES`.

    The address changes whenever the picture does, so browsers may keep what they found there for ever.
    """
    recipe = _recipe(story, scene, symbol)
    asked = {"symbol": recipe.symbol} if recipe.symbol else {}
    query = urlencode(asked | {"v": backdrop_gallery().edition(recipe)})
    return f"/api/stories/{quote(story.id)}/backdrops/{scene}.webp?{query}"


def get_recipe(story_id: str, scene: int, symbol: str | None) -> Backdrop:
    """What the picture of a scene is painted from. Raises `NoSuchBackdrop`."""
    story = load_stories().get(story_id)
    if story is None or not 1 <= scene <= len(story.scenes):
        raise NoSuchBackdrop
    return _recipe(story, scene, symbol)


def list_recipes() -> list[Backdrop]:
    """Every picture of every story, in the order in which a reader comes to them."""
    return [
        _recipe(story, scene.index, symbol)
        for story in load_stories().values()
        for scene in story.scenes
        for symbol in ((None,) if scene.index < FIRST_WITH_SYMBOL else (*SYMBOLS, None))
    ]


def _recipe(story: Story, scene: int, symbol: str | None) -> Backdrop:
    """Before the symbol is chosen none colours a picture, whatever a game client saved."""
    return story.scene(scene).backdrop.backdrop(symbol if scene >= FIRST_WITH_SYMBOL else None)
