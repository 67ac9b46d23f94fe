"""`/api/home`: where a person left off, for programs."""

from fastapi import APIRouter

from app.features.home import service
from app.features.home.schemas import HomeView
from app.rest.deps import SignedIn, Transaction
from app.rest.failures import failures

router = APIRouter(prefix="/api/home", tags=["Home"])


@router.get("", responses=failures(401))
def read_home(session: Transaction, actor: SignedIn) -> HomeView:
    """What you can pick up, what is running, and what finished since your last visit."""
    return service.get_home(session, actor)


@router.post("/sample", status_code=204, responses=failures(401, 403, 503))
def load_sample(session: Transaction, actor: SignedIn) -> None:
    """Load the sample world; nothing happens when it is there already."""
    service.load_sample(session, actor)


@router.delete("/sample", status_code=204, responses=failures(401, 403))
def remove_sample(session: Transaction, actor: SignedIn) -> None:
    """Delete the sample world and what you made of it."""
    service.remove_sample(session, actor)
