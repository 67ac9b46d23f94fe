"""REST of a planet's paintings."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Path, Request, Response

from app.features.planets.api.builder import Device
from app.features.planets.api.planets import PlanetId
from app.features.planets.schemas.planets import ArtOrder, ArtOrdered, ArtVersionList, PlanetView
from app.features.planets.service import art, launching
from app.features.planets.service.art import Part
from app.rest.deps import MaybeSignedIn, SignedIn, Transaction
from app.rest.failures import failures
from app.rest.files import FILE_ANSWERS, AskedFor, file_response

router = APIRouter(prefix="/api/planets/{planet_id}/art", tags=["Planets"])

Number = Annotated[int, Path(description="Which painting: 1, 2, 3, …")]

_PICTURE: dict[int | str, dict[str, Any]] = {**FILE_ANSWERS, **failures(400, 401, 403, 404)}


@router.get("", responses=failures(400, 401, 403, 404))
def list_versions(session: Transaction, actor: SignedIn, planet_id: PlanetId) -> ArtVersionList:
    """Every painting with what it was made from, the newest first."""
    return ArtVersionList(versions=art.list_versions(session, actor, planet_id))


@router.post("", status_code=202, responses=failures(400, 401, 403, 404, 409))
def regenerate(
    session: Transaction, actor: SignedIn, planet_id: PlanetId, wanted: Annotated[ArtOrder, Body()]
) -> ArtOrdered:
    """Paint the planet anew from its answers; the older paintings stay."""
    job_id: UUID = launching.regenerate(session, actor, planet_id, seed=wanted.seed)
    return ArtOrdered(job_id=job_id)


@router.post("/stop", status_code=204, responses=failures(400, 401, 403, 404, 409))
def stop_painting(session: Transaction, actor: SignedIn, planet_id: PlanetId) -> None:
    """Stop the painting that is under way; the planet stays as it was before."""
    launching.stop_painting(session, actor, planet_id)


@router.post("/{number}/restore", responses=failures(400, 401, 403, 404, 409))
def restore_version(
    session: Transaction, actor: SignedIn, device: Device, planet_id: PlanetId, number: Number
) -> PlanetView:
    """Show an older painting again, with the answers that it was made from."""
    return art.restore_version(session, actor, planet_id, number, device=device)


@router.head("/{number}/{part}", include_in_schema=False)
@router.get("/{number}/{part}", response_class=Response, responses=_PICTURE)
def read_picture(
    request: Request,
    session: Transaction,
    actor: MaybeSignedIn,
    planet_id: PlanetId,
    number: Number,
    part: Part,
    asked: AskedFor,
) -> Response:
    """The hero, its small card, the icon or the spin; `?download=1` saves it under the planet's name."""
    return file_response(request, art.get_picture(session, actor, planet_id, number, part), asked)
