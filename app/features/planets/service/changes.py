"""What a planet says of itself, kept field by field while it is typed."""

from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from app.features.planets.errors import PlanetArchived
from app.features.planets.models import ArtStatus, Planet
from app.features.planets.schemas.planets import PlanetChange
from app.features.planets.service import access, planets
from app.kernel.changes import Answer, Batch, settle
from app.kernel.identity import Actor

FIELDS = ("name", "tagline", "description", "accent_color")


def keep_planet_changes(session: Session, actor: Actor, planet_id: int, batch: Batch) -> Answer:
    """Save what nobody else has changed and no rule forbids; name the rest in the answer.

    An archived planet refuses every field, and says so beside each. Raises `PlanetNotFound`, `NotASteward`.
    """
    reached = access.held(session, actor, planet_id, archived=True)
    settled = settle(planet_values(reached.planet), _as_kept(batch))
    errors = {name: fault for name, value in settled.to_save.items() if (fault := _fault(name, value))}
    if reached.appearance.status is ArtStatus.ARCHIVED:
        errors |= dict.fromkeys(settled.to_save, PlanetArchived().message)
    fit = {name: value for name, value in settled.to_save.items() if name not in errors}
    if fit:
        given = {name: value or "" for name, value in fit.items()}
        planets.change_planet(session, actor, planet_id, PlanetChange.model_validate(given))
    return Answer(
        scope=batch.scope,
        seq=batch.seq,
        revision=reached.planet.revision,
        saved=settled.already | fit,
        conflicts=settled.conflicts,
        errors=errors,
    )


def planet_values(planet: Planet) -> dict[str, Any]:
    """The fields as the browser keeps them: an empty one is null."""
    return {name: getattr(planet, name) or None for name in FIELDS}


def _as_kept(batch: Batch) -> Batch:
    """What was typed as a row would keep it, or a space at its end would pass for another's change."""
    return batch.model_copy(
        update={
            "changes": {name: _trimmed(name, value) for name, value in batch.changes.items()},
            "bases": {name: [_trimmed(name, one) for one in values] for name, values in batch.bases.items()},
        }
    )


def _trimmed(name: str, value: Any) -> Any:
    if name not in FIELDS or not isinstance(value, str):
        return value
    try:
        return getattr(PlanetChange.model_validate({name: value}), name) or None
    except ValidationError:
        return value


def _fault(name: str, value: Any) -> str | None:
    if name not in FIELDS:
        return "There is no such field here."
    try:
        PlanetChange.model_validate({name: "" if value is None else value})
    except ValidationError as refused:
        return _words(refused.errors()[0])
    return None


def _words(fault: Any) -> str:
    """Pydantic's finding as one says it to a person."""
    match fault["type"]:
        case "string_too_long":
            return f"Use at most {fault['ctx']['max_length']:,} characters."
        case "string_pattern_mismatch":
            return "Use a colour such as #8B5CF6."
        case "value_error":
            return str(fault["ctx"]["error"])
        case _:
            return "This can’t be kept. Type it again."
