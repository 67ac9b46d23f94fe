"""Paints nothing, at once: the shape of the real painter."""

from app.kernel.ports.painter import Backdrop, Painter


class FakePainter(Painter):
    """Answers a WebP's header around the recipe. `painted` holds what was asked; `failure` is raised next."""

    version = "fake"

    def __init__(self) -> None:
        self.painted: list[tuple[Backdrop, int, int]] = []
        self.failure: Exception | None = None

    def backdrop(self, recipe: Backdrop, width: int, height: int) -> bytes:
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure
        self.painted.append((recipe, width, height))
        body = b"WEBP" + f"{recipe.fingerprint()} {width}x{height}".encode()
        return b"RIFF" + len(body).to_bytes(4, "little") + body
