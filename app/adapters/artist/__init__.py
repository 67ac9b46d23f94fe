"""Makes the pictures of planets that are kept: by the painter, or by an images service (`artist.images`)."""

from collections.abc import Callable

from app.kernel.ports.artist import Artist, Artwork, Commission
from app.kernel.ports.painter import Painter


class OwnArtist(Artist):
    """Has the painter make them, here and without a network."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter

    def make(self, commission: Commission, keep_going: Callable[[], None]) -> Artwork:
        def painted(width: int, height: int) -> bytes:
            return self._painter.planet(commission.recipe, width, height, sky=commission.sky)

        card = painted(*commission.card) if commission.card else b""
        return Artwork(painted(commission.width, commission.height), card=card)

    def check(self) -> str:
        return "Everkeep's own painter"
