"""What Home shows."""

from pydantic import BaseModel, ConfigDict

from app.kernel.jobs import JobView
from app.kernel.ports.resumables import Finished, Resumable
from app.kernel.ports.sample import SampleStatus


class HomeView(BaseModel):
    """Everything on Home: what to pick up (newest first), what is running, what finished meanwhile."""

    model_config = ConfigDict(frozen=True)

    display_name: str
    resumables: list[Resumable]
    working: list[JobView]
    finished: list[Finished]
    sample: SampleStatus
    sample_picture_url: str | None
    """The sample world's picture, of those who have loaded it: its planet."""
