"""The job `planets.generate`: from answers to a hero, an icon and a spin."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from app.features.planets.service import painting
from app.features.planets.service.launching import GENERATE
from app.features.planets.service.painting import Order, Picture
from app.kernel import db, ports
from app.kernel.assets import publish_file
from app.kernel.jobs import JobContext, JobKind
from app.kernel.ports.painter import Painter
from app.kernel.ports.planet import PlanetRecipe
from app.kernel.ports.storage import Storage

HERO_SIZE = (1600, 900)
ICON_SIDE = 512
SPIN_SIDE = 512


def run(context: JobContext) -> dict[str, Any]:
    """Paint and record one version, however often this runs."""
    order = _order(context.payload)
    with db.unit_of_work() as session:
        awaited = painting.start_generation(session, order.planet_id, context.job_id)
    if awaited:
        _paint(context, order)
    return {"planet_id": order.planet_id}


def _paint(context: JobContext, order: Order) -> None:
    """Paint the parts one by one; files that nothing points at don't stay."""
    published: list[Picture] = []
    recorded = False
    try:
        for part, share, stage, paint in _parts(order.recipe):
            context.report(share, stage)
            published.append(_published(context, part, paint()))
        context.report(0.98, "Storing the pictures")
        with db.unit_of_work() as session:
            recorded = painting.finish_generation(session, order, context.job_id, published)
    finally:
        if not recorded:
            for picture in published:
                ports.get(Storage).delete(picture.key)


def _parts(recipe: PlanetRecipe) -> list[tuple[str, float, str, Callable[[], bytes]]]:
    """Each part with where the bar stands when it begins: the spin is forty-eight pictures."""
    painter = ports.get(Painter)
    return [
        ("hero", 0.0, "Painting the planet", lambda: painter.planet(recipe, *HERO_SIZE)),
        ("icon", 0.1, "Painting the icon", lambda: painter.planet(recipe, ICON_SIDE, ICON_SIDE, sky=False)),
        ("spin", 0.15, "Turning it around", lambda: painter.spin(recipe, SPIN_SIDE)),
    ]


def _published(context: JobContext, part: str, picture: bytes) -> Picture:
    file = context.folder / f"{part}.webp"
    file.write_bytes(picture)
    return Picture(part, *publish_file(file, ".webp"))


def _order(payload: dict[str, Any]) -> Order:
    return Order(
        planet_id=payload["planet_id"],
        attributes=payload["attributes"],
        recipe=PlanetRecipe.model_validate(payload["recipe"]),
        hero_prompt=payload["hero_prompt"],
        icon_prompt=payload["icon_prompt"],
    )


def _failed(session: Session, payload: dict[str, Any], message: str) -> None:
    painting.fail_generation(session, payload["planet_id"], message)


def _cancelled(session: Session, payload: dict[str, Any]) -> None:
    painting.fail_generation(session, payload["planet_id"], None)


def _requeued(session: Session, payload: dict[str, Any]) -> None:
    painting.requeue_generation(session, payload["planet_id"])


def _pictures(session: Session, payloads: Sequence[dict[str, Any]]) -> list[str | None]:
    return painting.icon_urls(session, [payload["planet_id"] for payload in payloads])


KINDS: list[JobKind] = [
    JobKind(GENERATE, run, failed=_failed, cancelled=_cancelled, requeued=_requeued, pictures=_pictures),
]
