"""REST of presets."""

from fastapi import APIRouter, Request, Response

from app.features.productions.api.drawings import DrawnWidth, drawn
from app.features.productions.models import PresetKind
from app.features.productions.schemas.presets import PresetBody, PresetChange, PresetInput, PresetList
from app.features.productions.service import preset_samples
from app.features.productions.service import presets as service
from app.rest.deps import SignedIn, Transaction, Transactions, read
from app.rest.limits import body_limit

router = APIRouter(prefix="/api/presets", tags=["Presets"], route_class=body_limit(64 * 1024))


@router.get("")
def list_presets(transactions: Transactions, actor: SignedIn, kind: PresetKind | None = None) -> PresetList:
    """The signed-in person's presets of a kind, or of all kinds; archived ones are left out."""
    with transactions() as session:  # the first look brings the defaults
        return PresetList(presets=service.list_presets(session, actor, kind))


@router.post("", status_code=201)
def create_preset(session: Transaction, actor: SignedIn, preset: PresetInput) -> PresetBody:
    """A new preset; 400 names the settings that break a rule."""
    return PresetBody(preset=service.create_preset(session, actor, preset))


@router.patch("/{preset_id}")
def update_preset(session: Transaction, actor: SignedIn, preset_id: int, change: PresetChange) -> PresetBody:
    """Rename it or change some of its settings."""
    return PresetBody(preset=service.update_preset(session, actor, preset_id, change))


@router.post("/{preset_id}/archive")
def archive_preset(session: Transaction, actor: SignedIn, preset_id: int) -> PresetBody:
    """Put it away; it is offered no more."""
    return PresetBody(preset=service.archive_preset(session, actor, preset_id))


@router.post("/{preset_id}/restore")
def restore_preset(session: Transaction, actor: SignedIn, preset_id: int) -> PresetBody:
    """Offer one again that was put away."""
    return PresetBody(preset=service.restore_preset(session, actor, preset_id))


@router.get(
    "/{preset_id}/sample.png",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}, "description": "The whole frame, transparent"}},
)
def read_sample(request: Request, preset_id: int, width: DrawnWidth = 960, v: str = "") -> Response:
    """What it looks like, drawn as a render would. 404 for one of sound."""
    return drawn(request, read(request, preset_samples.get_sample, preset_id), width, v)


@router.post("/{preset_id}/duplicate", status_code=201)
def duplicate_preset(session: Transaction, actor: SignedIn, preset_id: int) -> PresetBody:
    """Another one with the same settings."""
    return PresetBody(preset=service.duplicate_preset(session, actor, preset_id))
