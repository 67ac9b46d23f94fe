"""Open water."""

from app.adapters.painter.colour import Floats, linear, smoothstep
from app.adapters.painter.figures.nature import birds, boulder
from app.adapters.painter.figures.ships import ship
from app.adapters.painter.landscapes.heavens import paint_heavens
from app.adapters.painter.landscapes.surfaces import lit_ground, shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Sketch
from app.adapters.painter.terrain import paint_ground, survey
from app.adapters.painter.water import paint_water, paint_whitecaps
from app.adapters.painter.weather import fog_bank, snowed, wet
from app.kernel.ports.painter import Weather


def paint_sea(scene: Scene) -> None:
    """Open water to the horizon: a road of light, a ship under sail, rocks at the edge."""
    frame = scene.frame
    paint_heavens(scene, 0.54, across=0.46, low=0.05, climb=0.9)
    _headland(scene)
    paint_water(scene, scene.horizon, waves=1.5)
    rough = 1.0 if scene.mood.weather is Weather.STORM else 0.42
    paint_whitecaps(scene, scene.horizon, rough)
    chance = scene.own_chance(30)
    sailing = Sketch(scene)
    line = scene.horizon + 0.035
    ship(sailing, chance, -scene.side * 0.34 * frame.half, line, 0.17, sails=True, heading=scene.side)
    dark, lit = shades(scene, "#cfc4b4")
    sailing.reflect(line, dark * 0.6 + lit * 0.2, 0.55)
    sailing.lay(dark, lit, 2.4, rim=0.5, grain=0.1)
    rocks = Sketch(scene)
    for _ in range(11):
        place = -scene.side * (0.62 + 0.5 * chance.random()) * frame.half
        boulder(
            rocks,
            chance,
            place,
            frame.tall * chance.uniform(0.93, 1.03),
            chance.uniform(0.12, 0.34),
            chance.uniform(0.04, 0.15),
        )
    rocks.lay(*shades(scene, "#4a4a52"), 0.3, rim=0.6, grain=0.6)
    flock = Sketch(scene)
    birds(flock, chance, scene.side * 0.2 * frame.half, scene.horizon - 0.2, 0.09, 8, 0.011)
    flock.lay(*shades(scene, "#4a4e58"), 1.0, rim=0, grain=0)
    fog_bank(scene, scene.horizon, 0.022, 0.4)


def _headland(scene: Scene) -> None:
    def heights(x: Floats, z: Floats) -> Floats:
        away = smoothstep(2.2, 5.2, -scene.side * x) * smoothstep(5.0, 8.0, z)
        return away * (0.75 + 0.7 * scene.crags.at(x * 0.06, z * 0.06)) - 0.12

    ground = survey(scene, heights, camera=0.35, near=4.0, far=14.0, slices=160)
    grain = scene.rough.at(ground.x * 0.5, ground.z * 0.5)
    surface = linear("#6a645e") * (0.9 + 0.25 * grain)[..., None] * wet(scene)
    green = smoothstep(0.5, 0.25, ground.steep)[..., None]
    surface = surface + (linear("#4c5638" if not snowed(scene) else "#e6ecf4") - surface) * green
    paint_ground(scene, ground, lit_ground(scene, ground, surface))
