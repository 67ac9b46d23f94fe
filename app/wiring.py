"""Binds real adapters to ports, from the settings. The only place that knows both sides."""

from collections.abc import Callable
from functools import lru_cache

from app.adapters.artist import OwnArtist
from app.adapters.mail import LogMail
from app.adapters.pace import OwnPace, SharedPace
from app.adapters.painter import ProceduralPainter
from app.adapters.presence import OwnPresence, SharedPresence
from app.adapters.queue import CeleryQueue, make_celery
from app.adapters.renderer import FfmpegRenderer
from app.adapters.storage import LocalStorage
from app.features.accounts.service import AccountAuthenticator, AccountPeople
from app.features.planets import tasks as planets
from app.features.planets.service.resumables import PlanetResumables
from app.features.planets.service.sample import SamplePlanet
from app.features.productions import tasks as productions
from app.features.productions.service.resumables import ProductionResumables, UploadResumables
from app.features.productions.service.sample import SampleFilm
from app.features.productions.tasks import housekeeping as productions_housekeeping
from app.features.scenes.service.resumables import RunResumables
from app.features.scenes.service.sample import SampleRun
from app.kernel import db, ports
from app.kernel.config import Settings, settings
from app.kernel.jobs import JobKind, JobKinds
from app.kernel.ports.artist import Artist
from app.kernel.ports.authenticator import Authenticator
from app.kernel.ports.mail import Mail
from app.kernel.ports.pace import Pace
from app.kernel.ports.painter import Painter
from app.kernel.ports.people import People
from app.kernel.ports.presence import Presence
from app.kernel.ports.queue import Queue
from app.kernel.ports.renderer import Renderer
from app.kernel.ports.resumables import FixedSources, ResumableSources
from app.kernel.ports.sample import SampleSource, SampleWorld
from app.kernel.ports.storage import Storage


@lru_cache
def wire() -> None:
    """Bind every port once in this process."""
    ports.bind(JobKinds, JobKinds(job_kinds()))
    ports.bind(Queue, CeleryQueue(make_celery(settings())))
    ports.bind(Authenticator, AccountAuthenticator(db.write_beside))
    ports.bind(People, AccountPeople())
    ports.bind(Mail, LogMail())
    shared = settings().redis_url
    ports.bind(Pace, SharedPace(shared) if shared else OwnPace())
    ports.bind(Presence, SharedPresence(shared) if shared else OwnPresence())
    painter = ProceduralPainter(settings().data_dir / "kernels")
    ports.bind(Painter, painter)
    ports.bind(Artist, artist(settings(), OwnArtist(painter)))
    ports.bind(Renderer, FfmpegRenderer())
    ports.bind(
        ResumableSources,
        FixedSources(ProductionResumables(), UploadResumables(), RunResumables(), PlanetResumables()),
    )
    ports.bind(SampleSource, SampleWorld(SamplePlanet(), SampleRun(), SampleFilm()))
    ports.bind(Storage, LocalStorage(settings().files_dir))


def artist(chosen: Settings, own: Artist) -> Artist:
    """Who makes the pictures of planets: the images service where one is set, with `own` to step in."""
    if chosen.images_url is None or chosen.images_model is None:
        return own
    # Only who needs a client loads one: with its TLS it is as large as all of our kernel.
    from app.adapters.artist.images import ImagesArtist
    from app.adapters.artist.service import ImagesService, ServiceAddress

    where = ServiceAddress(
        chosen.images_url,
        chosen.images_model,
        chosen.images_api_key,
        chosen.images_timeout_seconds,
        chosen.images_deadline_seconds,
    )
    return ImagesArtist(ImagesService(where), own, chosen.images_size)


def job_kinds() -> dict[str, JobKind]:
    """Every kind of job by its name."""
    kinds: list[JobKind] = [*planets.KINDS, *productions.KINDS]
    return {kind.name: kind for kind in kinds}


def housekeeping() -> list[Callable[[], None]]:
    """What the worker tidies every few minutes; each opens its own transactions and may run twice."""
    return [*productions_housekeeping.HOUSEKEEPING]
