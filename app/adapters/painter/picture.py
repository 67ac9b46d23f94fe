"""A recipe becomes a picture."""

from PIL import Image

from app.adapters.painter.finish import developed, encoded
from app.adapters.painter.frame import Frame
from app.adapters.painter.landscapes import LANDSCAPES
from app.adapters.painter.mood import mood_of
from app.adapters.painter.scene import Scene
from app.adapters.painter.weather import paint_weather
from app.kernel.ports.painter import Backdrop


def painted(recipe: Backdrop, width: int, height: int) -> Image.Image:
    """The picture itself, 8 bits a channel."""
    scene = Scene(Frame(width, height), mood_of(recipe), recipe.seed)
    LANDSCAPES[recipe.landscape](scene)
    paint_weather(scene)
    return developed(scene)


def paint(recipe: Backdrop, width: int, height: int) -> bytes:
    """The picture as WebP."""
    return encoded(painted(recipe, width, height))
