"""`make gallery`: contact sheets of everything that the painter paints, into gallery/."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from app.adapters.painter import ProceduralPainter
from app.adapters.painter.picture import painted
from app.features.scenes.rules import load_stories
from app.features.scenes.rules.story import SYMBOLS
from app.kernel.ports.painter import Backdrop, Hour, Landscape, Weather
from tests import planet_gallery

FOLDER = Path(__file__).parents[1] / "gallery"
PALETTE = ("#1a1f3a", "#4a5a86", "#8a93b4", "#f0c890")
TILE = (400, 225)


def recipe(**parts: object) -> Backdrop:
    """One with a quiet palette; the seed differs from landscape to landscape."""
    seed = list(Landscape).index(Landscape(str(parts["landscape"]))) * 7 + 3
    plain: dict[str, object] = {"weather": Weather.CLEAR, "palette": PALETTE, "seed": seed}
    return Backdrop.model_validate(plain | parts)


def sheet(rows: Sequence[Sequence[Backdrop]], tile: tuple[int, int] = TILE) -> Image.Image:
    """All pictures in rows, each painted at twice its size there."""
    width, height = tile
    whole = Image.new("RGB", (width * max(map(len, rows)), height * len(rows)))
    for down, row in enumerate(rows):
        for across, one in enumerate(row):
            picture = painted(one, width * 2, height * 2).resize(tile, Image.Resampling.LANCZOS)
            whole.paste(picture, (across * width, down * height))
    return whole


def main() -> None:
    """Paint and save every sheet; takes a few minutes. `make gallery GALLERY=planets` paints planets only."""
    FOLDER.mkdir(exist_ok=True)
    _paint_planets()
    if sys.argv[1:] != ["planets"]:
        _paint_backdrops()


def _paint_planets() -> None:
    painter = ProceduralPainter()
    for name, rows in planet_gallery.rows().items():
        planet_gallery.sheet(painter, rows).save(FOLDER / f"{name}.webp", quality=88)
        print(FOLDER / f"{name}.webp")
    planet_gallery.for_the_readme(painter).save(FOLDER / "planets-readme.webp", quality=91, method=6)
    for name, still in planet_gallery.stills(painter).items():
        still.save(FOLDER / f"{name}.webp", quality=80, method=6)
    painter.close()


def _paint_backdrops() -> None:
    sheets = {
        "hours": [[recipe(landscape=one, hour=hour) for hour in Hour] for one in Landscape],
        "weathers": [
            [recipe(landscape=one, hour=list(Hour)[at % 4], weather=weather) for weather in Weather]
            for at, one in enumerate(Landscape)
        ],
    }
    for story in load_stories().values():
        sheets[story.id] = [
            [scene.backdrop.backdrop(symbol) for symbol in (None, *SYMBOLS)] for scene in story.scenes
        ]
    for name, rows in sheets.items():
        sheet(rows).save(FOLDER / f"{name}.webp", quality=88)
        print(FOLDER / f"{name}.webp")


if __name__ == "__main__":
    main()
