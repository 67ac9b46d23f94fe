"""REST of the builder: every answer is its whole state."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from app.features.planets.api.planets import PlanetId
from app.features.planets.errors import TooManyBuilderCalls
from app.features.planets.schemas.builder import (
    Approval,
    BuilderFailureBody,
    BuilderView,
    ConfirmView,
    StepAnswer,
    Surprise,
    Target,
)
from app.features.planets.service import answers, builder, half_typed, launching
from app.kernel import ports
from app.kernel.changes import Answer, Batch
from app.kernel.devices import device_of
from app.kernel.identity import Actor
from app.kernel.ports.pace import Pace
from app.rest.deps import SignedIn, Transaction, signed_in
from app.rest.failures import failures
from app.rest.limits import body_limit

MAX_BODY = 64 * 1024
CALLS_A_MINUTE = 60

router = APIRouter(
    prefix="/api/planets/{planet_id}/builder", tags=["Planet builder"], route_class=body_limit(MAX_BODY)
)

_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": BuilderFailureBody, "description": "An answer breaks a rule; `fields` says which"},
    **failures(401, 403, 404, 409, 429),
}


def _paced(request: Request, session: Transaction) -> Actor:
    actor = signed_in(request, session)
    wait = ports.get(Pace).wait(f"planet-builder:{actor.user_id}", CALLS_A_MINUTE)
    if wait:
        raise TooManyBuilderCalls(wait)
    return actor


async def _device(request: Request) -> str:
    """What kind of machine asks."""
    return device_of(request.headers.get("user-agent", ""))


Builder = Annotated[Actor, Depends(_paced)]
"""Whoever is signed in, at most sixty times a minute."""
Device = Annotated[str, Depends(_device)]


@router.post("/start", responses=_REFUSED)
def start(session: Transaction, actor: Builder, device: Device, planet_id: PlanetId) -> BuilderView:
    """Begin to build, or go on where you or another steward left."""
    return builder.start(session, actor, planet_id, device=device)


@router.get("/state", responses=_REFUSED)
def read_state(session: Transaction, actor: Builder, planet_id: PlanetId) -> BuilderView:
    """Where the builder stands."""
    return builder.get_state(session, actor, planet_id)


@router.post("/step", responses=_REFUSED)
def answer_step(
    session: Transaction, actor: Builder, device: Device, planet_id: PlanetId, given: StepAnswer
) -> BuilderView:
    """Answer the current step. Fields of other steps are dropped.

    409 with both answers when another steward changed the same field since the `revision` you name.
    """
    return builder.answer_step(session, actor, planet_id, given, device=device)


@router.post("/next", responses=_REFUSED)
def next_step(session: Transaction, actor: Builder, device: Device, planet_id: PlanetId) -> BuilderView:
    """On to the next step with the answers that are there; at the last one it stays."""
    return builder.next_step(session, actor, planet_id, device=device)


@router.post("/skip", responses=_REFUSED)
def skip(session: Transaction, actor: Builder, device: Device, planet_id: PlanetId) -> BuilderView:
    """Leave the current step open and go on; 400 when it is required."""
    return builder.skip(session, actor, planet_id, device=device)


@router.post("/back", responses=_REFUSED)
def back(session: Transaction, actor: Builder, device: Device, planet_id: PlanetId) -> BuilderView:
    """To the step before; at the first one it stays."""
    return builder.back(session, actor, planet_id, device=device)


@router.post("/goto", responses=_REFUSED)
def goto(
    session: Transaction, actor: Builder, device: Device, planet_id: PlanetId, to: Target
) -> BuilderView:
    """To any step, to look at it or to change it."""
    return builder.goto(session, actor, planet_id, to.target_step, device=device)


@router.post("/randomize", responses=_REFUSED)
def randomize(
    session: Transaction,
    actor: Builder,
    device: Device,
    planet_id: PlanetId,
    wanted: Surprise = Surprise(),  # noqa: B008  (frozen)
) -> BuilderView:
    """Let chance answer; `undo` takes it back."""
    return builder.randomize(session, actor, planet_id, wanted, device=device)


@router.post("/restart", responses=_REFUSED)
def restart(session: Transaction, actor: Builder, device: Device, planet_id: PlanetId) -> BuilderView:
    """Begin again without an answer; `undo` brings them back."""
    return builder.restart(session, actor, planet_id, device=device)


@router.post("/undo", responses=_REFUSED)
def undo(session: Transaction, actor: Builder, device: Device, planet_id: PlanetId) -> BuilderView:
    """Take back what chance or a restart did last."""
    return builder.undo(session, actor, planet_id, device=device)


@router.post("/confirm", status_code=202, responses=_REFUSED)
def confirm(
    session: Transaction, actor: Builder, device: Device, planet_id: PlanetId, wanted: Approval
) -> ConfirmView:
    """Have the planet painted, once; without approval nothing changes."""
    return launching.confirm(session, actor, planet_id, approve=wanted.approve, device=device)


# A browser sends what is being typed every half second, which is no haste of the person's.
@router.patch("/answers", responses=failures(400, 401, 403, 404, 409))
def keep_answers(
    session: Transaction, actor: SignedIn, device: Device, planet_id: PlanetId, batch: Batch
) -> Answer:
    """Keep answers field by field, of any step; one that can't be kept never holds up the others.

    `bases` says for each field what it may have been, `revision` the one that fields without bases are
    based on. The answer names what is kept, what another steward was faster with, and what breaks a rule.
    """
    return answers.keep_answers(session, actor, planet_id, batch, device=device)


@router.patch("/typed", responses=failures(400, 401, 403, 404, 409))
def keep_typed(
    session: Transaction, actor: SignedIn, device: Device, planet_id: PlanetId, batch: Batch
) -> Answer:
    """Keep what you have half typed, by field; the answer names what another device of yours changed."""
    return half_typed.keep_typed(session, actor, planet_id, batch, device=device)
