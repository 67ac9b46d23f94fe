"""A person's colours as a painter's: hues from the palette, lightness from the role, mixed in Oklab."""

from collections.abc import Sequence

import numpy as np

from app.adapters.painter.colour import Floats, from_oklab, linear, oklab

_LUT = 1024
_MOST_CHROMA = 0.19
_SEA_HUE = 4.35
"""Radians in Oklab: blue, leaning to green."""
_WARM_HUE, _COLD_HUE = 1.45, 4.75
_SHIFT = 0.26
"""Radians, at most, that a hue moves towards the warm one in light and towards the cold one in shade."""
Lab = tuple[float, float, float]


class Ramp:
    """Colours along 0…1, in linear light."""

    def __init__(self, *stops: tuple[float, Lab]) -> None:
        places = np.linspace(0, 1, _LUT)
        at = [place for place, _ in stops]
        lab = np.stack([np.interp(places, at, [stop[axis] for _, stop in stops]) for axis in range(3)], -1)
        self._light = np.ascontiguousarray(from_oklab(lab.astype(np.float32)), np.float32)

    def __call__(self, at: Floats) -> Floats:
        """Colours (n, 3) at `at` (n,); beyond the ends the ends."""
        return self._light.take(np.clip(at * (_LUT - 1) + 0.5, 0, _LUT - 1).astype(np.int32), axis=0)


class Inks:
    """The colours of one planet; `shade(0, …)` has the hue of the primary one. Never runs out of colours."""

    def __init__(self, colours: Sequence[str], *, vivid: float, light: float, warmth: float) -> None:
        distinct = list(dict.fromkeys(colour.lower() for colour in colours))
        self._labs = [self._felt(oklab(linear(one)), vivid, warmth) for one in distinct]
        self._given = len(self._labs)
        self._light = light
        while len(self._labs) < 4:
            self._labs.append(self._neighbour(len(self._labs)))
        self.sea = self._most_like_a_sea()
        """Which ink the water takes."""
        self.land = 0 if self.sea != 0 else 1
        self.strongest = max(range(4), key=lambda n: float(np.hypot(*self._labs[n][1:])))
        """The most colourful one: what glows."""
        self.other = next(n for n in range(4) if n not in (self.sea, self.land))

    @staticmethod
    def _felt(lab: Floats, vivid: float, warmth: float) -> Lab:
        factor = 1 + 0.6 * vivid
        a, b = float(lab[1]) * factor + 0.020 * warmth, float(lab[2]) * factor + 0.045 * warmth
        return float(lab[0]), a, b

    def _neighbour(self, count: int) -> Lab:
        """A harmony for those who gave few colours: beside, beside on the other side, across."""
        lightness, a, b = self._labs[0]
        angle = (0.0, 0.62, -0.72, 2.7)[count]
        chroma = 1.0 if count < 3 else 0.6
        turned = complex(a, b) * complex(np.cos(angle), np.sin(angle)) * chroma
        return min(0.86, max(0.3, lightness + (0.0, 0.12, -0.12, 0.2)[count])), turned.real, turned.imag

    def _most_like_a_sea(self) -> int:
        def distance(number: int) -> float:
            _, a, b = self._labs[number]
            apart = abs((np.arctan2(b, a) - _SEA_HUE + np.pi) % (2 * np.pi) - np.pi)
            return (
                float(apart) + (0.6 if np.hypot(a, b) < 0.03 else 0) + (0.35 if number >= self._given else 0)
            )

        return min(range(4), key=distance)

    def shade(self, number: int, lightness: float, chroma: float = 1.0) -> Lab:
        """Hue of one ink at another lightness: warmer in light, colder in shade, as under a sun and a sky.

        Strong chroma is held back where no surface would have it.
        """
        _, a, b = self._labs[number % len(self._labs)]
        strength = float(np.hypot(a, b))
        most = _MOST_CHROMA * min(1.0, 2.6 * min(lightness, 1.04 - lightness) + 0.12)
        wanted = most * float(np.tanh(strength * chroma / most))
        hue = _shifted(float(np.arctan2(b, a)), lightness)
        lifted = min(0.97, max(0.03, lightness + 0.10 * self._light))
        # Even a grey is a little warm in light and a little cold in shade.
        tint = 0.014 * (lightness - 0.5)
        return lifted, wanted * float(np.cos(hue)) + 0.2 * tint, wanted * float(np.sin(hue)) + tint

    def own(self, number: int) -> Lab:
        """An ink just as it was given."""
        lightness, a, b = self._labs[number % len(self._labs)]
        return min(0.97, lightness + 0.06 * self._light), a, b

    def light(self, number: int, lightness: float, chroma: float = 1.0) -> Floats:
        """`shade` as linear light (3,)."""
        return from_oklab(np.array(self.shade(number, lightness, chroma), np.float32))


def blend(first: Lab, second: Lab, share: float) -> Lab:
    return tuple(a + (b - a) * share for a, b in zip(first, second, strict=True))  # type: ignore[return-value]  # a triple stays one


def _shifted(hue: float, lightness: float) -> float:
    """A hue in radians, moved by the temperature of the light that shows it."""
    towards = _WARM_HUE if lightness > 0.5 else _COLD_HUE
    apart = (towards - hue + np.pi) % (2 * np.pi) - np.pi
    # Across the circle it would pass through colours that nobody chose.
    near = max(0.0, float(np.cos(apart / 2)))
    return hue + float(np.clip(apart, -_SHIFT, _SHIFT)) * near * min(1.0, 2.2 * abs(lightness - 0.5))
