"""The job `planets.generate`: from answers to a hero with its card, an icon and a spin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.features.planets.service import painting
from app.features.planets.service.launching import GENERATE
from app.features.planets.service.painting import Order, Picture
from app.kernel import db, ports
from app.kernel.assets import publish_file
from app.kernel.jobs import JobContext, JobKind
from app.kernel.ports.artist import Artist, Artwork, Commission
from app.kernel.ports.painter import Painter
from app.kernel.ports.planet import PlanetRecipe
from app.kernel.ports.storage import Storage

HERO_SIZE = (1600, 900)
CARD_SIZE = (640, 360)
ICON_SIDE = 512
SPIN_SIDE = 512
SPIN_BEGINS, ALL_PAINTED = 0.15, 0.98
"""Where the bar stands: the spin is forty-eight pictures."""


@dataclass(frozen=True)
class _Part:
    """One order of the three."""

    name: str
    called: str
    """What people call it."""
    share: float
    """Where the bar stands when it begins."""
    stage: str
    make: Callable[[], Artwork]


def run(context: JobContext) -> dict[str, Any]:
    """Paint and record one version, however often this runs; the result holds what is told of its making."""
    order = _order(context.payload)
    with db.unit_of_work() as session:
        awaited = painting.start_generation(session, order.planet_id, context.job_id)
    return {"planet_id": order.planet_id, "note": _paint(context, order) if awaited else ""}


def _paint(context: JobContext, order: Order) -> str:
    """Paint the parts one by one, and note how; files that nothing points at don't stay."""
    published: list[Picture] = []
    told: list[str] = []
    recorded = False
    try:
        for part in _parts(order, context):
            context.report(part.share, part.stage)
            made = part.make()
            published.append(_published(context, part.name, made.picture))
            if made.card:
                published.append(_published(context, "card", made.card))
            if made.told:
                told.append(f"The {part.called} is {made.told}.")
        note = " ".join(told)
        context.report(ALL_PAINTED, "Storing the pictures")
        with db.unit_of_work() as session:
            recorded = painting.finish_generation(session, order, context.job_id, published, note)
        return note
    finally:
        if not recorded:
            for picture in published:
                ports.get(Storage).delete(picture.key)


def _parts(order: Order, context: JobContext) -> list[_Part]:
    artist, painter = ports.get(Artist), ports.get(Painter)
    hero = Commission(order.recipe, order.hero_prompt, *HERO_SIZE, card=CARD_SIZE)
    icon = Commission(order.recipe, order.icon_prompt, ICON_SIDE, ICON_SIDE, sky=False)

    def still(commission: Commission) -> Callable[[], Artwork]:
        return lambda: artist.make(commission, context.check)

    def turning(share: float) -> None:
        context.report(SPIN_BEGINS + (ALL_PAINTED - SPIN_BEGINS) * share)

    def spin() -> Artwork:
        return Artwork(painter.spin(order.recipe, SPIN_SIDE, turning))

    return [
        _Part("hero", "large picture", 0.0, "Painting the planet", still(hero)),
        _Part("icon", "icon", 0.1, "Painting the icon", still(icon)),
        _Part("spin", "turning picture", SPIN_BEGINS, "Turning it around", spin),
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
    painting.requeue_generation(session, payload["planet_id"], payload["recipe"]["seed"])


def _pictures(session: Session, payloads: Sequence[dict[str, Any]]) -> list[str | None]:
    return painting.card_urls(session, [payload["planet_id"] for payload in payloads])


KINDS: list[JobKind] = [
    JobKind(GENERATE, run, failed=_failed, cancelled=_cancelled, requeued=_requeued, pictures=_pictures),
]
