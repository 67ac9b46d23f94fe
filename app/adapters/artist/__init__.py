"""Makes the pictures of planets that are kept: by the painter, or by an images service (`artist.images`)."""

from collections.abc import Callable

from app.kernel.ports.artist import Artist, Artwork, Commission
from app.kernel.ports.painter import Painter


class OwnArtist(Artist):
    """Has the painter make them, here and without a network."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter

    def make(self, commission: Commission, keep_going: Callable[[], None]) -> Artwork:
        wanted = commission
        return Artwork(self._painter.planet(wanted.recipe, wanted.width, wanted.height, sky=wanted.sky))

    def check(self) -> str:
        return "Everkeep's own painter"
