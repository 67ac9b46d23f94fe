"""The sample world, as far as it is planets: one that is finished, and whose picture stands for the whole."""

from uuid import NAMESPACE_URL, UUID, uuid5

from sqlmodel import Session

from app.features.planets.models import PlanetAppearance, PlanetBuilderSession
from app.features.planets.rules import sample
from app.features.planets.rules.steps import load_steps
from app.features.planets.schemas.planets import NewPlanet
from app.features.planets.service import access
from app.features.planets.service.appearances import mirror
from app.features.planets.service.launching import launch
from app.features.planets.service.planet_views import art_view
from app.features.planets.service.planets import create_planet, delete_planet
from app.features.planets.service.previews import preview_url
from app.kernel.identity import Actor
from app.kernel.ports.sample import SampleSource, SampleStatus


class SamplePlanet(SampleSource):
    """Answers every question and orders the painting, which a job does like any other."""

    def status(self, session: Session, actor: Actor) -> SampleStatus:
        return SampleStatus.LOADED if _find(session, actor) else SampleStatus.ABSENT

    def load(self, session: Session, actor: Actor) -> None:
        if _find(session, actor) is not None:
            return
        wanted = NewPlanet(name=sample.NAME, tagline=sample.ANSWERS["tagline"], accent_color=sample.ACCENT)
        planet_id = create_planet(session, actor, wanted).id
        reached = access.held(session, actor, planet_id)
        reached.appearance.seed = sample.SEED
        row = PlanetBuilderSession(
            id=_session_id(actor),
            planet_id=planet_id,
            user_id=actor.user_id,
            steps_version=load_steps().version,
            step_index=len(load_steps()) - 1,
            attributes=dict(sample.ANSWERS),
        )
        session.add(row)
        mirror(session, reached, row.attributes)
        launch(session, actor, planet_id)

    def remove(self, session: Session, actor: Actor) -> None:
        row = _find(session, actor)
        if row is not None:
            delete_planet(session, actor, row.planet_id)

    def picture_url(self, session: Session, actor: Actor) -> str | None:
        """What it was painted like; until then, what it will be like."""
        row = _find(session, actor)
        appearance = session.get(PlanetAppearance, row.planet_id) if row else None
        if row is None or appearance is None:
            return None
        if appearance.art_version is None:
            return f"{preview_url(appearance, row.attributes)}&width=640"
        return art_view(row.planet_id, appearance, appearance.art_version).card_url


def _find(session: Session, actor: Actor) -> PlanetBuilderSession | None:
    """The session in which it was answered: that stays as long as the planet, whatever is changed on it."""
    return session.get(PlanetBuilderSession, _session_id(actor))


def _session_id(actor: Actor) -> UUID:
    """One for each person."""
    return uuid5(NAMESPACE_URL, f"everkeep:sample-planet:{actor.user_id}")
