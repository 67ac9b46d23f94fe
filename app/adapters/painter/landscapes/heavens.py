"""What every open landscape begins with."""

from app.adapters.painter.scene import Scene
from app.adapters.painter.sky import paint_sky
from app.adapters.painter.weather import paint_stormlight


def paint_heavens(scene: Scene, horizon: float, across: float, low: float, climb: float) -> None:
    """The sky down to `horizon`, a share of the frame's height from the top.

    The sun stands `across` the half frame at its side, `low` above the horizon and by the hour up to `climb`
    higher, both in shares of the height.
    """
    frame = scene.frame
    scene.horizon = horizon * frame.tall
    scene.sun = (
        scene.side * across * frame.half,
        scene.horizon - (low + climb * scene.mood.altitude) * frame.tall,
    )
    paint_sky(scene)
    paint_stormlight(scene)
