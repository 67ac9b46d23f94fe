"""Finished pictures of planets: what is ordered, and who makes them."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from app.kernel.ports.planet import PlanetRecipe


@dataclass(frozen=True)
class Commission:
    """One picture to make: what it shows in a recipe and in words, and how large it is in pixels."""

    recipe: PlanetRecipe
    words: str
    width: int
    height: int
    sky: bool = True
    """Without it, everything around the planet is transparent."""
    card: tuple[int, int] | None = None
    """Width and height of a small picture to go with it, of the same."""


@dataclass(frozen=True)
class Artwork:
    """A picture, and what a person should know of its making."""

    picture: bytes
    """WebP of exactly the size that was ordered."""
    told: str = ""
    """Completes "This picture is …": empty when there is nothing to tell."""
    card: bytes = b""
    """The small one, where it was ordered."""


class Artist(ABC):
    """Makes pictures to keep; the live preview and the spin are a `Painter`'s. May take minutes."""

    @abstractmethod
    def make(self, commission: Commission, keep_going: Callable[[], None]) -> Artwork:
        """The picture. Raises `Unavailable` when nobody can make it.

        `keep_going` is called several times a second; what it raises ends the work and is passed on.
        """

    @abstractmethod
    def check(self) -> str:
        """Who makes the pictures, for the operator. Raises `Unavailable` when they can't be reached."""
