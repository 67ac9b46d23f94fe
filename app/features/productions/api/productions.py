"""REST of productions."""

from uuid import UUID

from fastapi import APIRouter, Request

from app.features.productions.schemas.drafts import SeededDraft
from app.features.productions.schemas.productions import (
    AgainInput,
    ProduceInput,
    ProductionBody,
    ProductionList,
)
from app.features.productions.service import again
from app.features.productions.service import productions as service
from app.kernel.devices import device_of
from app.rest.deps import SignedIn, Transaction
from app.rest.limits import body_limit

router = APIRouter(prefix="/api/productions", tags=["Productions"], route_class=body_limit(16 * 1024))


@router.post("", status_code=201)
def produce(session: Transaction, actor: SignedIn, what: ProduceInput) -> ProductionBody:
    """Make the film of a draft. 400 names the choices in the way, 409 says that it is being made already."""
    return ProductionBody(production=service.produce(session, actor, what.draft_id, what.upload_id))


@router.get("")
def list_productions(session: Transaction, actor: SignedIn) -> ProductionList:
    """The signed-in person's productions, newest first."""
    return ProductionList(productions=service.list_productions(session, actor))


@router.get("/{production_id}")
def read_production(session: Transaction, actor: SignedIn, production_id: UUID) -> ProductionBody:
    """One production with the settings that it was made with."""
    return ProductionBody(production=service.get_production(session, actor, production_id))


@router.post("/{production_id}/retry")
def retry_production(session: Transaction, actor: SignedIn, production_id: UUID) -> ProductionBody:
    """Render a failed or cancelled one again, from the same snapshot."""
    return ProductionBody(production=service.retry_production(session, actor, production_id))


@router.post("/{production_id}/cancel")
def cancel_production(session: Transaction, actor: SignedIn, production_id: UUID) -> ProductionBody:
    """Stop it. What is rendering stops within two seconds; the answer may still say so."""
    return ProductionBody(production=service.cancel_production(session, actor, production_id))


@router.post("/{production_id}/drafts", status_code=201)
def start_again(
    session: Transaction, actor: SignedIn, production_id: UUID, wanted: AgainInput, request: Request
) -> SeededDraft:
    """A new draft with these settings, for the same film or another one; the note says what has gone.

    409 carries the draft that this film has already.
    """
    device = device_of(request.headers.get("user-agent", ""))
    return again.start_again(session, actor, production_id, wanted, device=device)


@router.delete("/{production_id}", status_code=204)
def delete_production(session: Transaction, actor: SignedIn, production_id: UUID) -> None:
    """Remove the film and its files, stopping it first if need be."""
    service.delete_production(session, actor, production_id)
