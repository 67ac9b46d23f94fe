"""Which planets a person may go on building, and which were painted: read by Home."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.models import Planet, PlanetAppearance, PlanetBuilderSession
from app.features.planets.rules.steps import load_steps
from app.features.planets.rules.wording import place_words
from app.features.planets.service.previews import preview_url
from app.features.planets.service.sessions import changed_last_by, place_of
from app.kernel.identity import Actor
from app.kernel.ports.resumables import Finished, Resumable, ResumableSource


class PlanetResumables(ResumableSource):
    """Planets that a person owns or stewards."""

    def list_resumables(self, session: Session, actor: Actor, limit: int) -> Sequence[Resumable]:
        found = queries.unfinished_planets(session, actor.user_id, limit)
        return [_resumable(actor, planet, appearance, row) for planet, appearance, row in found]

    def list_finished(
        self, session: Session, actor: Actor, since: datetime, limit: int
    ) -> Sequence[Finished]:
        return [
            Finished(
                kind="planet",
                title=planet.name,
                href=f"/planets/{planet.id}",
                picture_url=f"/api/planets/{planet.id}/art/{version.number}/card",
                finished_at=version.created_at,
            )
            for planet, version in queries.art_finished_since(session, actor.user_id, since, limit)
        ]


def _resumable(
    actor: Actor, planet: Planet, appearance: PlanetAppearance, row: PlanetBuilderSession
) -> Resumable:
    steps = load_steps()
    # As it is answered now, even where an older painting exists: that is where the person left.
    picture = preview_url(appearance, row.attributes)
    at = place_of(row, actor.user_id)
    return Resumable(
        kind="planet",
        title=appearance.name or planet.name,
        place=place_words(steps, steps.at(at), row.typed.get(str(actor.user_id), {})),
        progress=at / (len(steps) - 1),
        href=f"/planets/{planet.id}/build",
        picture_url=f"{picture}&width=640",
        wide_picture_url=f"{picture}&width=1280",
        updated_at=row.updated_at,
        device=row.device if row.device and changed_last_by(row, actor) else None,
    )
