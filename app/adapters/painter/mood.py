"""What light there is: an hour's colours, bent by weather, drawn towards the palette and the symbol."""

from dataclasses import dataclass, replace

import numpy as np

from app.adapters.painter.colour import Floats, lean, linear, mix, oklab, toned
from app.kernel.ports.painter import Backdrop, Hour, Weather


@dataclass(frozen=True)
class Mood:
    """Colours in linear light; amounts 0–1 unless said otherwise."""

    zenith: Floats
    middle: Floats
    horizon: Floats
    sun: Floats
    """Its colour times its strength."""
    altitude: float
    """Of the sun or moon over the horizon, in units of the frame's height."""
    ambient: Floats
    haze: Floats
    thickness: float
    """How much distance swallows: 1 on an ordinary day."""
    cloud: float
    """Share of the sky that is clouded."""
    stars: float
    lamps: float
    """How much lit windows and lanterns shine."""
    accent: Floats
    hour: Hour
    weather: Weather


_HOURS: dict[Hour, tuple[str, str, str, str, str, float, float, float, float]] = {
    # zenith, middle, horizon, sun, ambient, sun's strength, altitude, stars, lamps
    Hour.DAWN: ("#35548c", "#9a9cc4", "#ffcfa6", "#ffc68c", "#7d8cb8", 2.6, 0.075, 0.05, 0.55),
    Hour.DAY: ("#2a63b4", "#6ea6dc", "#cfe4f2", "#fff0d2", "#8db2dc", 2.9, 0.34, 0.0, 0.10),
    Hour.DUSK: ("#1d2350", "#74466f", "#ff9650", "#ff8442", "#54497c", 2.5, 0.055, 0.30, 0.90),
    Hour.NIGHT: ("#060a1c", "#0e1a3c", "#24365f", "#b9cdf5", "#1c2848", 0.62, 0.30, 1.0, 1.0),
}

_TONES = 4
"""So many colours of a palette run from dark to light; what follows is accent."""

_SYMBOLS = {"light": "#ffd98a", "shadow": "#3b2f6b", "chaos": "#ff2f6d"}


def mood_of(recipe: Backdrop) -> Mood:
    """The light of a recipe."""
    zenith, middle, horizon, sun, ambient, strength, altitude, stars, lamps = _HOURS[recipe.hour]
    mood = Mood(
        zenith=linear(zenith),
        middle=linear(middle),
        horizon=linear(horizon),
        sun=linear(sun) * np.float32(strength),
        altitude=altitude,
        ambient=linear(ambient),
        haze=mix(linear(horizon), linear(middle), 0.62),
        thickness=1.0,
        cloud=0.42,
        stars=stars,
        lamps=lamps,
        accent=linear("#ffb45e"),
        hour=recipe.hour,
        weather=recipe.weather,
    )
    return _with_symbol(_with_palette(_with_weather(mood), recipe), recipe)


def _with_weather(mood: Mood) -> Mood:
    grey = {Hour.DAWN: "#a9a9b8", Hour.DAY: "#b9c4cf", Hour.DUSK: "#63566e", Hour.NIGHT: "#1a2338"}
    veil = linear(grey[mood.hour])
    match mood.weather:
        case Weather.MIST:
            return replace(_veiled(mood, veil, 0.45), thickness=2.6, cloud=0.35, stars=mood.stars * 0.4)
        case Weather.RAIN:
            return replace(_veiled(mood, veil * 0.62, 0.66), thickness=1.7, cloud=0.86, stars=0.0)
        case Weather.SNOW:
            return replace(_veiled(mood, veil * 1.12, 0.6), thickness=1.9, cloud=0.8, stars=mood.stars * 0.2)
        case Weather.STORM:
            return replace(_veiled(mood, veil * 0.30, 0.74), thickness=1.35, cloud=0.95, stars=0.0, lamps=1.0)
        case Weather.EMBERS:
            glow = linear("#ff5a1c")
            return replace(
                mood,
                zenith=mix(mood.zenith, linear("#1a0d10"), 0.62),
                middle=mix(mood.middle, linear("#5a2a1c"), 0.6),
                horizon=mix(mood.horizon, glow, 0.62),
                haze=mix(mood.haze, linear("#a8431a"), 0.55) * np.float32(0.7),
                sun=mix(mood.sun, glow * np.float32(2.0), 0.5),
                ambient=mix(mood.ambient, linear("#4a2a26"), 0.6),
                thickness=1.6,
                cloud=0.6,
                stars=mood.stars * 0.3,
                lamps=1.0,
            )
        case _:
            return mood


def _veiled(mood: Mood, veil: Floats, share: float) -> Mood:
    """The sky's colours and the sun behind a veil."""
    return replace(
        mood,
        zenith=mix(mood.zenith, veil * np.float32(0.75), share),
        middle=mix(mood.middle, veil, share),
        horizon=mix(mood.horizon, veil * np.float32(1.15), share * 0.8),
        haze=mix(mood.haze, veil, share),
        ambient=mix(mood.ambient, veil, share * 0.7),
        sun=mix(mood.sun, veil, share * 0.55),
    )


def _with_palette(mood: Mood, recipe: Backdrop) -> Mood:
    """Dark colours lean towards the palette's dark end, lights towards its bright one."""
    tones = recipe.palette[:_TONES]
    colours = sorted((linear(one) for one in tones), key=lambda one: float(oklab(one)[0]))
    dark, mid, bright = colours[0], colours[(len(colours) - 1) // 2], colours[-1]
    every = [linear(one) for one in recipe.palette]
    vivid = max(every, key=lambda one: float(np.hypot(*oklab(one)[1:]) * (0.25 + oklab(one)[0])))
    return replace(
        mood,
        zenith=lean(mood.zenith, mix(dark, mid, 0.4), 0.5),
        middle=lean(mood.middle, mid, 0.65),
        horizon=lean(mood.horizon, mix(mid, bright, 0.8), 0.52),
        haze=lean(mood.haze, mid, 0.65),
        ambient=lean(mood.ambient, mix(dark, mid, 0.5), 0.5),
        sun=lean(mood.sun, bright, 0.4),
        accent=mix(mood.accent, toned(vivid, 0.78), 0.35),
    )


def _with_symbol(mood: Mood, recipe: Backdrop) -> Mood:
    if recipe.symbol is None:
        return mood
    tint = linear(_SYMBOLS[recipe.symbol])
    if recipe.symbol == "light":
        return replace(
            mood,
            horizon=mix(mood.horizon, tint, 0.34),
            middle=mix(mood.middle, tint, 0.14),
            haze=mix(mood.haze, tint, 0.26),
            sun=mix(mood.sun, tint * np.float32(2.4), 0.5) * np.float32(1.3),
            ambient=mix(mood.ambient, tint, 0.12) * np.float32(1.12),
            accent=mix(mood.accent, tint, 0.5),
            cloud=mood.cloud * 0.75,
        )
    if recipe.symbol == "shadow":
        dim = np.float32(0.5)
        return replace(
            mood,
            zenith=mix(mood.zenith, tint * np.float32(0.2), 0.6) * dim,
            middle=mix(mood.middle, tint, 0.55) * dim,
            horizon=mix(mood.horizon, tint, 0.45) * np.float32(0.62),
            haze=mix(mood.haze, tint, 0.55) * np.float32(0.6),
            sun=mix(mood.sun, linear("#8f86d8"), 0.6) * np.float32(0.55),
            ambient=mix(mood.ambient, tint, 0.55) * dim,
            accent=mix(mood.accent, linear("#8a7bff"), 0.6),
            stars=min(1.0, mood.stars + 0.3),
            thickness=mood.thickness * 1.35,
        )
    return replace(
        mood,
        zenith=mix(mood.zenith, linear("#2a0638"), 0.55),
        middle=mix(mood.middle, linear("#7a1268"), 0.46),
        horizon=mix(mood.horizon, linear("#ff5a3c"), 0.5),
        haze=mix(mood.haze, linear("#7a2a5e"), 0.45),
        sun=mix(mood.sun, tint * np.float32(2.4), 0.55),
        ambient=mix(mood.ambient, linear("#3c1c58"), 0.45),
        accent=mix(mood.accent, linear("#38f0c8"), 0.55),
        cloud=max(mood.cloud, 0.6),
    )
