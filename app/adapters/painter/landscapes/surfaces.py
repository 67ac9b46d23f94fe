"""What things are made of, in this hour's light."""

from app.adapters.painter.colour import Floats, linear
from app.adapters.painter.scene import Scene
from app.adapters.painter.terrain import Ground
from app.adapters.painter.weather import snowed, wet


def lit_ground(scene: Scene, ground: Ground, surface: Floats) -> Floats:
    """The land's colour: the sun on what faces it, the sky on everything."""
    mood = scene.mood
    sky = mood.ambient * (0.50 + 0.34 * (1 - ground.steep))[..., None]
    return surface * (sky + mood.sun * (0.80 * ground.lit)[..., None])


def shades(scene: Scene, colour: str, *, contrast: float = 1.0) -> tuple[Floats, Floats]:
    """A colour in the shade and in the light, for a sketch."""
    surface, mood = linear(colour) * wet(scene), scene.mood
    dark = surface * mood.ambient * (0.34 / contrast)
    lit = surface * (mood.ambient * 0.62 + mood.sun * (0.46 * contrast))
    if snowed(scene):
        lit = lit * 0.6 + (mood.ambient * 0.5 + mood.sun * 0.16) * 0.4
    return dark, lit
