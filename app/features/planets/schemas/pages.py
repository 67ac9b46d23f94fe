"""What the page of a planet is given: one reading of everything that it shows."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from app.features.planets.models import MemberRole
from app.features.planets.rules.facts import Colour, Fact
from app.features.planets.schemas.planets import ArtVersionView, MemberList, PlanetView
from app.kernel.jobs import JobView


class _View(BaseModel):
    model_config = ConfigDict(frozen=True)


class PictureFile(_View):
    """A picture of the painting that is shown, to take along."""

    part: str
    """`hero`, `icon` or `spin`."""
    url: str
    bytes: int


class May(_View):
    """What the person who asks may do here, so that nothing is offered that would be refused."""

    change: bool = False
    """Its words, its answers, its art."""
    own: bool = False
    """Who sees it, other people's roles, its archiving and its end."""
    invite: bool = False
    leave: bool = False


class PlanetPage(_View):
    """A planet as its page shows it to the person who asks."""

    planet: PlanetView
    may: May
    motto: str
    facts: list[Fact]
    colours: list[Colour]
    files: list[PictureFile]
    preview_url: str | None
    """The planet as far as it is answered, for those who may change it; append `&width=`."""
    painting: JobView | None
    """The job that is at it, for those who may change it."""
    paintable: bool
    """Whether everything that is required has been answered."""
    same_again: bool
    """Whether painting the same answers in the same shape would give another picture."""
    versions: list[ArtVersionView]
    people: MemberList


class InvitationPreview(_View):
    """What an invitation says before it is taken."""

    planet_id: int
    planet_name: str
    accent_color: str
    role: MemberRole
    invited_by: str
    expires_at: datetime
    already: MemberRole | None
    """What the person who asks is to the planet already."""
