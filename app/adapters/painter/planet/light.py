"""One sun, and all that its light meets: the numbers that the light kernels read."""

import numpy as np

from app.adapters.painter.colour import linear, mix
from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.globe import Globe
from app.adapters.painter.planet.kernels.body import BODY
from app.adapters.painter.planet.points import Floats
from app.adapters.painter.planet.rings import Rings
from app.kernel.ports.planet import AtmosphereStyle, SurfaceType

_THICKNESS: dict[AtmosphereStyle, float] = {
    AtmosphereStyle.NONE: 0.0,
    AtmosphereStyle.AURORA: 0.75,
    AtmosphereStyle.NEBULA: 1.15,
    AtmosphereStyle.STORMY: 1.05,
    AtmosphereStyle.CALM: 0.85,
    AtmosphereStyle.GLOWING: 1.35,
    AtmosphereStyle.VAPORWAVE: 1.25,
}
_PINK, _CYAN = np.array([1.0, 0.16, 0.62]), np.array([0.06, 0.72, 1.0])
_AIRLESS = np.array([0.30, 0.45, 1.0])


def sun_direction(who: Character) -> Floats:
    """From the upper left, nearer to the viewer for a fuller face; unit vector."""
    phase = 0.60 + who.vary(701, -0.14, 0.20) + 0.45 * who.trait("phase")
    angle = np.pi - who.vary(702, 0.30, 0.85)
    if who.vary(703, 0, 1) > 0.72:
        angle = np.pi - angle
    direction = np.array([np.cos(angle), np.sin(angle), max(-0.12, phase)])
    return direction / np.sqrt(np.sum(direction**2))


def body_of(globe: Globe, rings: Rings | None, sun: Floats) -> Floats:
    """A record of `BODY`, shape (1,)."""
    who = globe.who
    b = np.zeros(1, BODY)
    b["x"], b["y"], b["radius"] = globe.x, globe.y, globe.radius
    b["light"], b["seed"], b["dimmed"] = sun, who.seed, 1.0
    warm = who.trait("warmth")
    b["sun"] = np.array([1.0 + 0.10 * warm, 0.96 + 0.01 * warm, 0.90 - 0.16 * warm]) * 1.95
    inks = who.inks
    ambient = inks.light(0, 0.55, 1.0) * 0.55 + inks.light(inks.other, 0.6, 0.9) * 0.25
    b["night"] = ambient * 0.085 + 0.005
    b["env_up"] = inks.light(inks.other, 0.74, 0.55) * 0.85
    b["env_down"] = inks.light(0, 0.20, 0.9) * 0.8
    b["glow"] = _glow(who)
    b["cloud"] = np.array([0.93, 0.94, 0.96])
    b["cloud_height"] = 0.020
    # Columns of the frame's inverse: the axis as the viewer sees it.
    b["axis"], b["side"] = globe.frame[1], globe.frame[0]
    b["halo"] = linear(who.recipe.primary_color)
    b["reach"] = 1.02 + 1.5 / globe.radius
    if globe.weather:
        _add_air(b, who)
    if rings is not None:
        b["ring"], b["ring_inner"], b["ring_outer"] = 1.0, rings.inner, rings.outer
    normal = globe.frame[1]
    b["normal"] = normal if abs(normal[2]) > 0.06 else normal + np.array([0, 0, 0.08])
    return b


def _glow(who: Character) -> Floats:
    if who.lava > 0 and who.recipe.surface_type in (SurfaceType.ROCKY, SurfaceType.HYBRID):
        return np.array([1.0, 0.26, 0.045]) * 2.4
    if who.recipe.surface_type is SurfaceType.OCEANIC:
        return np.array([1.0, 0.66, 0.30]) * 1.1
    inks = who.inks
    return inks.light(inks.strongest if who.vary(711, 0, 1) > 0.3 else inks.other, 0.76, 1.6) * 0.8


def _add_air(b: Floats, who: Character) -> None:
    style = who.recipe.atmosphere_style
    thick = _THICKNESS[style] * (1 + 0.4 * who.trait("haze"))
    gas = who.recipe.surface_type is SurfaceType.GAS
    if gas:
        thick = max(thick * 0.6, 0.16)
    if thick <= 0:
        return
    inks = who.inks
    colour = mix(inks.light(0, 0.66, 1.25), np.array([0.16, 0.40, 1.0], np.float32), 0.0 if gas else 0.42)
    if style is AtmosphereStyle.VAPORWAVE:
        colour = np.array([0.90, 0.16, 0.75], np.float32)
    colour = np.maximum(colour / max(float(colour.max()), 1e-4), 0.10)
    b["air"], b["air_dense"], b["air_high"] = colour, 1.9 * thick, 0.020 + 0.006 * thick
    across = (
        np.array([0.35, 0.75, 1.6]) if style is not AtmosphereStyle.VAPORWAVE else np.array([0.2, 1.7, 0.7])
    )
    b["dusk"] = across * 1.1
    b["air_forward"] = 0.40
    b["cloud"] = 0.86 * np.array([0.95, 0.96, 0.98]) + 0.14 * colour
    if style is AtmosphereStyle.NEBULA:
        b["cloud"] = 0.35 + 0.9 * inks.light(inks.other, 0.72, 1.2)
    if style is AtmosphereStyle.STORMY:
        b["cloud"], b["bolts"] = b["cloud"] * 0.80, 2.2
    _add_wonders(b, who, style)


def _add_wonders(b: Floats, who: Character, style: AtmosphereStyle) -> None:
    inks = who.inks
    glow = 0.4 * max(0.0, who.trait("glow"))
    b["halo_wide"], b["halo"] = 0.05, b["halo"] * (0.06 + 0.20 * glow)
    if style is AtmosphereStyle.GLOWING:
        b["halo_wide"], b["halo"] = 0.16, inks.light(0, 0.72, 1.3) * (0.85 + glow)
    elif style is AtmosphereStyle.NEBULA:
        b["halo_wide"], b["halo"] = 0.20, inks.light(inks.other, 0.62, 1.2) * 0.45
    elif style is AtmosphereStyle.VAPORWAVE:
        b["halo_wide"], b["halo"] = 0.11, _PINK * 0.42
        b["grid"], b["curtain_low"], b["curtain_high"] = 0.24, _PINK, _CYAN
    elif style is AtmosphereStyle.AURORA:
        b["halo_wide"] = 0.06
        green = mix(np.array([0.10, 1.0, 0.42], np.float32), inks.light(0, 0.80, 1.3), 0.35)
        b["curtain"], b["curtain_seed"] = 1.0, who.seed + 41
        b["curtain_low"], b["curtain_high"] = green, inks.light(0, 0.60, 1.6) + np.array([0.22, 0.0, 0.30])
    elif style is AtmosphereStyle.STORMY:
        b["curtain_high"] = np.array([0.7, 0.8, 1.0])
    b["reach"] = np.maximum(b["reach"], 1.16 + 4.5 * b["halo_wide"])
