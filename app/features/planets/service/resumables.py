"""Which planets a person may go on building, and which were painted: read by Home."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.models import Planet, PlanetAppearance, PlanetBuilderSession
from app.features.planets.rules.steps import load_steps
from app.features.planets.service.painting import icon_urls
from app.features.planets.service.previews import preview_url
from app.kernel.identity import Actor
from app.kernel.ports.resumables import Finished, Resumable, ResumableSource


class PlanetResumables(ResumableSource):
    """Planets that a person owns or stewards."""

    def list_resumables(self, session: Session, actor: Actor, limit: int) -> Sequence[Resumable]:
        found = queries.unfinished_planets(session, actor.user_id, limit)
        pictures = icon_urls(session, [appearance.planet_id for _, appearance, _ in found])
        return [
            _resumable(planet, appearance, row, picture)
            for (planet, appearance, row), picture in zip(found, pictures, strict=True)
        ]

    def list_finished(
        self, session: Session, actor: Actor, since: datetime, limit: int
    ) -> Sequence[Finished]:
        return [
            Finished(
                kind="planet",
                title=planet.name,
                href=f"/planets/{planet.id}",
                picture_url=f"/api/planets/{planet.id}/art/{version.number}/icon",
                finished_at=version.created_at,
            )
            for planet, version in queries.art_finished_since(session, actor.user_id, since, limit)
        ]


def _resumable(
    planet: Planet, appearance: PlanetAppearance, row: PlanetBuilderSession, picture: str | None
) -> Resumable:
    steps = load_steps()
    step = steps.at(row.step_index)
    at = steps.index(step)
    return Resumable(
        kind="planet",
        title=appearance.name or planet.name,
        place=f"Step {at + 1} of {len(steps)}: {step.title}",
        progress=at / (len(steps) - 1),
        href=f"/planets/{planet.id}/build",
        picture_url=picture or f"{preview_url(appearance, row.attributes)}&width=640",
        updated_at=row.updated_at,
        device=row.device or None,
    )
