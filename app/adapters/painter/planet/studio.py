"""The painting process: requests come in on standard input, pictures go out on standard output.

A request is a line of JSON, `{"what": "planet" | "spin" | "ready", …}`; an answer is one byte (1 painted,
0 failed), four bytes of length, and the picture or the reason. Before that, any number of times, it may be
2 and in four bytes how many thousandths are done. The process ends when its input does.
"""

import json
import os
import sys
from functools import partial
from io import BytesIO
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, BinaryIO

from PIL import Image

from app.adapters.painter.planet import Tell
from app.adapters.painter.planet.chart import packet_of
from app.adapters.painter.planet.generations import paint
from app.kernel.ports.planet import AtmosphereStyle, PlanetRecipe, RingStyle, SurfaceType

FRAMES = 48
_FRAME_MILLISECONDS = 110
_ENCODING = 8
"""How many frames' time the making of a film takes after the last frame, about."""
_FILM_QUALITIES, _LARGEST_FILM = (76, 64, 52), 1_500_000
"""Of a film; busy planets give up some quality to stay below so many bytes."""
_TINY_PIXELS, _SMALL_PIXELS = 50_000, 200_000
"""Below these a picture is shown on a card, and while somebody chooses."""
_FULL_TURN = 6.283185307179586


def main() -> None:
    """Paint until nobody asks any more."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not end up between two pictures.
    sys.stdout = sys.stderr
    while line := source.readline():
        _answer(sink, json.loads(line))


def _answer(sink: BinaryIO, request: dict[str, Any]) -> None:
    try:
        painted, body = b"\1", _made_whatever_is_cached(request, partial(_say_how_far, sink))
    except Exception as reason:  # one recipe that fails must not end the process for the others
        painted, body = b"\0", repr(reason).encode(errors="replace")[:4000]
    sink.write(painted + len(body).to_bytes(4, "big") + body)
    sink.flush()


def _say_how_far(sink: BinaryIO, share: float) -> None:
    sink.write(b"\2" + int(share * 1000).to_bytes(4, "big"))
    sink.flush()


def _made_whatever_is_cached(request: dict[str, Any], tell: Tell) -> bytes:
    try:
        return _made(request, tell)
    except (UnpicklingError, EOFError):
        # A power cut leaves half a kernel, which would be met again for ever: all are compiled anew.
        for file in Path(os.environ["NUMBA_CACHE_DIR"]).rglob("*.nb[ci]"):
            file.unlink(missing_ok=True)
        return _made(request, tell)


def _made(request: dict[str, Any], tell: Tell) -> bytes:
    if request["what"] == "ready":
        warm_up()
        return b""
    recipe = PlanetRecipe.model_validate(request["recipe"])
    if request["what"] == "spin":
        return spin(recipe, request["side"], tell)
    return still(recipe, request["width"], request["height"], sky=request["sky"])


def still(recipe: PlanetRecipe, width: int, height: int, *, sky: bool) -> bytes:
    """One picture as WebP."""
    image = Image.fromarray(paint(recipe, width, height, sky=sky))
    file = BytesIO()
    pixels = width * height
    quality = 73 if pixels < _TINY_PIXELS else 90 if pixels < _SMALL_PIXELS else 94
    method = 1 if pixels < _SMALL_PIXELS else 3
    image.save(file, "WEBP", quality=quality, method=method, alpha_quality=95)
    return file.getvalue()


def spin(recipe: PlanetRecipe, side: int, tell: Tell) -> bytes:
    """One whole turn as animated WebP with a transparent background; the last frame leads into the first.

    Each frame can be read without the others, and the file says where the globe is: see `chart`.
    """
    frames = []
    for number in range(FRAMES):
        painted = paint(recipe, side, side, sky=False, turn=_FULL_TURN * number / FRAMES)
        frames.append(Image.fromarray(painted))
        tell(len(frames) / (FRAMES + _ENCODING))
    film = b""
    for quality in _FILM_QUALITIES:
        film = _film(frames, quality, packet_of(recipe, side))
        if len(film) <= _LARGEST_FILM:
            break
    return film


def _film(frames: list[Image.Image], quality: int, about: bytes) -> bytes:
    file = BytesIO()
    frames[0].save(
        file,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=_FRAME_MILLISECONDS,
        loop=0,
        quality=quality,
        alpha_quality=80,
        method=2,
        kmin=0,
        kmax=1,
        xmp=about,
    )
    return file.getvalue()


def warm_up() -> None:
    """Meet every kernel once, so that all are compiled or loaded."""
    rings, airs = list(RingStyle), list(AtmosphereStyle)
    for number, surface in enumerate(SurfaceType):
        recipe = PlanetRecipe(
            surface_type=surface,
            ring_style=rings[number % len(rings)],
            atmosphere_style=airs[(number + 1) % len(airs)],
            has_moons=number == 1,
            seed=number,
        )
        still(recipe, 48, 32, sky=number % 2 == 0)


if __name__ == "__main__":
    main()
