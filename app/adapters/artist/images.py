"""Has an images service make the pictures, and makes them here when it doesn't."""

from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from time import monotonic

import structlog

from app.adapters.artist.failures import KeepsBackground, LeftAlone, PictureNotMade
from app.adapters.artist.pictures import fitted
from app.adapters.artist.service import ImagesService
from app.kernel.errors import Unavailable
from app.kernel.ports.artist import Artist, Artwork, Commission

REST_SECONDS = 30.0
"""After a failure that every request would meet: the second picture of a job must not wait for it again."""
WIDE, SQUARE = "1536x1024", "1024x1024"
"""Sizes that every model of today takes; the middle is cut out of them."""

log = structlog.get_logger(__name__)


class ServiceAway(Unavailable):
    """The operator's check failed; `reason` says why."""

    code = "images_service_away"

    def __init__(self, reason: str) -> None:
        super().__init__(f"Planets are painted by Everkeep itself for now: {reason}.")


class ImagesArtist(Artist):
    """Asks `service` first; `own` steps in, and the artwork says why."""

    def __init__(
        self,
        service: ImagesService,
        own: Artist,
        wide: str = WIDE,
        rest_seconds: float = REST_SECONDS,
    ) -> None:
        self._service = service
        self._own = own
        self._wide = wide
        self._rest_seconds = rest_seconds
        self._lock = Lock()
        self._rests_until = 0.0

    def make(self, commission: Commission, keep_going: Callable[[], None]) -> Artwork:
        try:
            made = self._asked(commission, keep_going)
        except PictureNotMade as failed:
            self._rest_after(failed)
            log.warning("the images service made no picture", reason=failed.reason, **failed.facts)
            made = self._own.make(commission, keep_going)
            return replace(made, told=f"painted by Everkeep, because {failed.reason}")
        return replace(made, told=f"from {self._service.where.model}")

    def check(self) -> str:
        try:
            self._service.check()
        except PictureNotMade as failed:
            raise ServiceAway(failed.reason) from None
        where = self._service.where
        return f"{where.model} at {where.url}, {'with' if where.key else 'without'} a key"

    def _asked(self, commission: Commission, keep_going: Callable[[], None]) -> Artwork:
        if not commission.sky and not self._service.leaves_out_backgrounds:
            raise KeepsBackground
        with self._lock:
            if monotonic() < self._rests_until:
                raise LeftAlone
        size = SQUARE if commission.width == commission.height else self._wide
        sent = self._service.picture(commission.words, size, sky=commission.sky, keep_going=keep_going)
        card = fitted(sent, *commission.card, sky=commission.sky) if commission.card else b""
        return Artwork(fitted(sent, commission.width, commission.height, sky=commission.sky), card=card)

    def _rest_after(self, failed: PictureNotMade) -> None:
        if failed.is_general:
            with self._lock:
                self._rests_until = monotonic() + self._rest_seconds
