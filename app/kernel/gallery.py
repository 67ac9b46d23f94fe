"""Finished pictures in a folder. Nothing in it is missed: whatever is gone or broken is painted again."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import structlog
from filelock import FileLock, Timeout

from app.kernel import ports
from app.kernel.config import settings
from app.kernel.disk import DiskFull, writing
from app.kernel.errors import Unavailable
from app.kernel.ports.painter import Backdrop, Painter
from app.kernel.ports.planet import PlanetRecipe

BACKDROP_SIZES = {1600: (1600, 900), 800: (800, 450), 720: (720, 1280)}
"""Pixels of each picture by the width one asks for: a wide screen, a card, a phone held upright."""
SAMPLE_SIZES = {240: (240, 135)}
LONGEST_WAIT_SECONDS = 30.0

_HEADER_BYTES = 12

log = structlog.get_logger(__name__)


class EaselTaken(Unavailable):
    """Another process has been painting for very long."""

    code = "easel_taken"

    def __init__(self) -> None:
        super().__init__("This picture is not painted yet. Ask for it again in a moment.")


class Recipe(Protocol):
    """What a picture is painted from."""

    def fingerprint(self) -> str:
        """Text that no other recipe has, fit for a file's name."""


Painted = TypeVar("Painted", bound=Recipe)


class Gallery(Generic[Painted]):
    """The pictures under `folder`, at most one being painted at a time by all processes that share it."""

    def __init__(
        self,
        folder: Path,
        paint: Callable[[Painted, int, int], bytes],
        sizes: Mapping[int, tuple[int, int]],
        version: str,
    ) -> None:
        """`paint` makes a WebP of a recipe, a width and a height; `version` changes with how it paints."""
        self.sizes = sizes
        self._folder = folder
        self._paint = paint
        self._version = version
        self._part = folder / "easel.part"

    def edition(self, recipe: Painted) -> str:
        """12 hexadecimal digits that change whenever this recipe's picture would look different."""
        return sha256(f"{self._version} {recipe.fingerprint()}".encode()).hexdigest()[:12]

    def find(self, recipe: Painted, width: int) -> bytes | None:
        """The finished WebP, or None when it has to be painted first. `width` is a key of `sizes`."""
        try:
            picture = self._path(recipe, width).read_bytes()
        except OSError:
            return None
        return picture if _is_whole(picture) else None

    def paint(self, recipe: Painted, width: int) -> bytes:
        """The WebP, painted now unless it is there; kept where there is room. Blocks for seconds.

        Raises `EaselTaken`, and `Unavailable` when the painter fails.
        """
        with self._easel():
            picture = self.find(recipe, width)
            if picture is None:
                picture = self._paint(recipe, *self.sizes[width])
                self._keep(self._path(recipe, width), picture)
            return picture

    def prune(self, recipes: Iterable[Painted]) -> int:
        """Remove the pictures of every other recipe or painter; returns how many."""
        wanted = {self._path(recipe, width) for recipe in recipes for width in self.sizes}
        unwanted = [path for path in self._folder.glob("*.webp") if path not in wanted]
        for path in unwanted:
            path.unlink(missing_ok=True)
        return len(unwanted)

    def _path(self, recipe: Painted, width: int) -> Path:
        return self._folder / f"{recipe.fingerprint()}-{self.edition(recipe)}-{width}.webp"

    def _easel(self) -> AbstractContextManager[object]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return FileLock(self._folder / "easel.lock").acquire(timeout=LONGEST_WAIT_SECONDS)
        except Timeout:
            raise EaselTaken from None
        except OSError as reason:
            raise Unavailable("Pictures can't be painted: their folder can't be written.") from reason

    def _keep(self, path: Path, picture: bytes) -> None:
        """Write it whole under its name, or leave no trace: a full disk must not hide the picture."""
        try:
            with writing(), self._part.open("wb") as part:
                part.write(picture)
                part.flush()
                os.fsync(part.fileno())
            self._part.replace(path)
        except (DiskFull, OSError) as reason:
            log.warning("a painted picture could not be kept", picture=path.name, reason=str(reason))
            with suppress(OSError):
                self._part.unlink(missing_ok=True)


def _is_whole(picture: bytes) -> bool:
    """Whether the file is a WebP as long as its own header says."""
    header = picture[:_HEADER_BYTES]
    size = int.from_bytes(header[4:8], "little") + 8
    return header[:4] == b"RIFF" and header[8:] == b"WEBP" and len(picture) == size


def backdrop_gallery(folder: Path | None = None, painter: Painter | None = None) -> Gallery[Backdrop]:
    """The pictures behind scenes; those of this installation unless told otherwise."""
    painter = painter or ports.get(Painter)
    return Gallery(
        folder or settings().data_dir / "backdrops", painter.backdrop, BACKDROP_SIZES, painter.version
    )


def sample_gallery() -> Gallery[PlanetRecipe]:
    """Small planets that show what a choice looks like; a recipe's generation says how it is painted."""
    painter = ports.get(Painter)
    return Gallery(settings().data_dir / "samples", painter.planet, SAMPLE_SIZES, "planets")
