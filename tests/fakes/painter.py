"""Paints nothing, at once: the shape of the real painter."""

from collections.abc import Callable

from app.kernel.ports.painter import Backdrop, Painter, Side
from app.kernel.ports.planet import PlanetRecipe


class FakePainter(Painter):
    """Answers a WebP's header around the recipe. `painted` holds what was asked; `failure` is raised next."""

    version = "fake"

    def __init__(self) -> None:
        self.painted: list[tuple[Backdrop | PlanetRecipe, int, int]] = []
        self.failure: Exception | None = None

    def backdrop(self, recipe: Backdrop, width: int, height: int) -> bytes:
        return self._painted(recipe, width, height)

    def planet(self, recipe: PlanetRecipe, width: int, height: int, *, sky: bool = True) -> bytes:
        return self._painted(recipe, width, height, "sky" if sky else "clear")

    def spin(self, recipe: PlanetRecipe, side: int, tell: Callable[[float], None]) -> bytes:
        tell(0.5)
        return self._painted(recipe, side, side, "spin")

    def lit_from(self, recipe: PlanetRecipe) -> Side:
        return "right"

    def get_ready(self) -> None:
        """It always is."""

    def _painted(self, recipe: Backdrop | PlanetRecipe, width: int, height: int, how: str = "") -> bytes:
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure
        self.painted.append((recipe, width, height))
        body = b"WEBP" + f"{recipe.fingerprint()} {width}x{height}{how}".encode()
        return b"RIFF" + len(body).to_bytes(4, "little") + body
