"""One sun, and all that its light meets: the numbers that the light kernels read."""

import numpy as np

from app.adapters.painter.colour import mix
from app.adapters.painter.planet.chance import is_lit_from_right
from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.globe import Globe
from app.adapters.painter.planet.kernels.body import BODY
from app.adapters.painter.planet.points import Floats
from app.adapters.painter.planet.rings import Rings
from app.kernel.ports.planet import AtmosphereStyle, SurfaceType

_THICKNESS: dict[AtmosphereStyle, float] = {
    AtmosphereStyle.NONE: 0.0,
    AtmosphereStyle.AURORA: 0.80,
    AtmosphereStyle.NEBULA: 1.25,
    AtmosphereStyle.STORMY: 1.15,
    AtmosphereStyle.CALM: 1.0,
    AtmosphereStyle.GLOWING: 1.7,
    AtmosphereStyle.VAPORWAVE: 1.4,
}
"""Times what an eye is used to."""
_PINK, _CYAN = np.array([1.0, 0.16, 0.62]), np.array([0.06, 0.72, 1.0])
_BLUE = np.array([0.16, 0.40, 1.0], np.float32)
_REDDENING = np.array([0.30, 0.72, 1.45])
"""What low light loses on its way, whatever colour the air has by day."""
_SUN = 2.75


def sun_direction(who: Character) -> Floats:
    """From the side and above, so that a band of dusk crosses the disc; unit vector.

    The angle at the planet between the sun and the eye is 48° to 78°; a tone makes the face fuller or leaves
    a crescent.
    """
    phase = np.radians(who.vary(701, 48, 78) - 52 * who.trait("phase"))
    lift = who.vary(702, 0.12, 0.80)
    if who.recipe.atmosphere_style is AtmosphereStyle.AURORA:
        # Aurora wants a night to stand in, around the pole that is turned to the viewer.
        phase, lift = phase + 0.20, lift - 0.85
    angle = np.pi - lift
    if is_lit_from_right(who.seed):
        angle = np.pi - angle
    return np.array([np.cos(angle) * np.sin(phase), np.sin(angle) * np.sin(phase), np.cos(phase)])


def body_of(globe: Globe, rings: Rings | None, sun: Floats) -> Floats:
    """A record of `BODY`, shape (1,)."""
    who = globe.who
    b = np.zeros(1, BODY)
    b["x"], b["y"], b["radius"] = globe.x, globe.y, globe.radius
    b["light"], b["seed"], b["dimmed"] = sun, who.seed, 1.0
    half = sun + np.array([0.0, 0.0, 1.0])
    b["half"] = half / np.sqrt(np.sum(half**2))
    b["graze"] = (1 - b["half"][0, 2]) ** 5
    warm = who.trait("warmth")
    b["sun"] = np.array([1.0 + 0.08 * warm, 0.965 + 0.01 * warm, 0.91 - 0.14 * warm]) * _SUN
    inks = who.inks
    ambient = inks.light(0, 0.55, 1.0) * 0.5 + inks.light(inks.other, 0.6, 0.9) * 0.3
    b["night"] = ambient * 0.085 + np.array([0.005, 0.006, 0.010])
    b["env_up"] = inks.light(inks.other, 0.74, 0.55) * 0.85
    b["env_down"] = inks.light(0, 0.20, 0.9) * 0.8
    b["glow"] = _glow(who)
    # Columns of the frame's inverse: the axis as the viewer sees it.
    b["axis"], b["side"] = globe.frame[1], globe.frame[0]
    b["reach"] = 1.0 + 1.5 / globe.radius
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
        thick = max(thick * 0.7, 0.5)
    if thick <= 0:
        return
    colour = _air_colour(who, gas)
    b["air"], b["air_high"] = colour * (0.066 * thick), 0.009 + 0.0045 * thick
    b["air_bright"] = 0.30 * _toward_the_eye(float(b["light"][0, 2]))
    b["dusk"] = (0.60 * _REDDENING + 0.40 * colour) * (0.08 + 0.05 * thick)
    b["sky"] = colour * b["sun"][0] * (0.008 + 0.013 * thick)
    b["cloud_height"], b["cloud_relief"], b["cloud_shade"] = 0.016, 0.008, 0.7
    b["cloud"] = 0.88 * np.array([0.95, 0.96, 0.98]) + 0.12 * colour
    b["reach"] = 1.0 + 7.0 * b["air_high"] + 1.5 / b["radius"]
    _add_airglow(b, colour * 0.012 * thick)
    _add_wonders(b, who, style)


def _air_colour(who: Character, gas: bool) -> Floats:
    """Strongest channel 1: the planet's own hue, drawn to the blue that small particles scatter."""
    style = who.recipe.atmosphere_style
    if style is AtmosphereStyle.VAPORWAVE:
        return np.array([0.72, 0.26, 1.0])
    blue = 0.0 if gas else 0.15 if style is AtmosphereStyle.GLOWING else 0.45
    colour = mix(who.inks.light(0, 0.66, 1.25), _BLUE, blue)
    return np.maximum(colour / max(float(colour.max()), 1e-4), 0.16)


def _toward_the_eye(face: float) -> float:
    """More light is scattered on than aside: a crescent's air shines. `face` is the cosine of the phase."""
    mie = (1 - 0.55**2) / (1 + 0.55**2 + 2 * 0.55 * face) ** 1.5
    return 0.75 * (1 + face * face) * 0.8 + 0.55 * mie


def _add_airglow(b: Floats, colour: Floats) -> None:
    wide = max(0.022, 1.2 / float(b["radius"][0]))
    b["airglow"], b["airglow_high"], b["airglow_wide"] = colour * (0.022 / wide), 0.016, wide
    b["reach"] = np.maximum(b["reach"], 1.016 + 3.0 * wide)


def _add_wonders(b: Floats, who: Character, style: AtmosphereStyle) -> None:
    inks = who.inks
    glow = 0.4 * max(0.0, who.trait("glow"))
    if glow > 0:
        b["halo_wide"], b["halo"] = 0.10, inks.light(0, 0.70, 1.3) * 0.35 * glow
    if style is AtmosphereStyle.GLOWING:
        shine = inks.light(0, 0.74, 1.3)
        b["halo_wide"], b["halo"], b["halo_round"] = 0.24, shine * (0.50 + glow), 0.16
        _add_airglow(b, shine * (0.16 + 0.2 * glow))
    elif style is AtmosphereStyle.NEBULA:
        b["halo_wide"], b["halo"] = 0.22, inks.light(inks.other, 0.62, 1.2) * 0.22
        b["cloud"] = 0.30 + 0.75 * inks.light(inks.other, 0.72, 1.2)
    elif style is AtmosphereStyle.VAPORWAVE:
        b["halo_wide"], b["halo"] = 0.16, _PINK * 0.20
        b["grid"], b["grid_low"], b["grid_high"] = 0.13, _PINK, _CYAN
        b["dusk"] = np.array([0.10, 0.34, 0.16])
        _add_airglow(b, _CYAN * 0.05)
    elif style is AtmosphereStyle.AURORA:
        _add_airglow(b, mix(np.array([0.10, 1.0, 0.42], np.float32), inks.light(0, 0.8, 1.2), 0.4) * 0.035)
    elif style is AtmosphereStyle.STORMY:
        b["cloud"], b["bolts"] = b["cloud"] * 0.86, np.array([0.80, 0.88, 1.15]) * 1.5
        b["cloud_height"], b["cloud_relief"], b["cloud_shade"] = 0.026, 0.013, 0.95
    b["reach"] = np.maximum(b["reach"], 1.10 + 3.6 * b["halo_wide"] if b["halo_wide"][0] else 0.0)
