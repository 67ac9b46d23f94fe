"""The builder as clients ask it and see it."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.features.planets.models import ArtStatus
from app.features.planets.rules.steps import Choice, InputType
from app.kernel.jobs import JobStatus

StepId = Annotated[str, Field(max_length=40)]


class _Input(BaseModel):
    model_config = ConfigDict(frozen=True)


class _View(BaseModel):
    model_config = ConfigDict(frozen=True)


class StepAnswer(_Input):
    """Answers for the current step, or for the `step` that is named.

    With the `revision` that they are based on, an answer that somebody else changed since is not
    overwritten: 409 shows both. `advance` goes on to the next step.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"attributes": {"name": "Ember Hollow"}, "advance": True}]}
    )

    attributes: dict[str, Any] = Field(default_factory=dict)
    advance: bool = True
    step: StepId | None = None
    revision: int | None = None


class Target(_Input):
    model_config = ConfigDict(json_schema_extra={"examples": [{"target_step": "palette"}]})

    target_step: StepId


class Surprise(_Input):
    """Which step chance is to answer: the current one, the one that is named, or all that is still open."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}, {"all": True}]})

    step: StepId | None = None
    all: bool = False


class Intent(_Input):
    """A move as the builder's page sends it, again and again until it is answered.

    With the `revision` that the page showed, by which one that comes again is known.
    """

    kind: Literal["next", "back", "skip", "goto", "randomize", "restart", "undo"]
    step: StepId | None = None
    """Where to go, or the one step that chance is to answer."""
    all: bool = False
    revision: int

    @property
    def mark(self) -> str:
        """What this move is known by."""
        return f"{self.kind}/{self.step or ''}/{self.all}/{self.revision}"


class Approval(_Input):
    model_config = ConfigDict(json_schema_extra={"examples": [{"approve": True}]})

    approve: bool


class QuestionView(_View):
    """One field of a step."""

    id: str
    label: str
    input_type: InputType
    required: bool
    many: int
    max_length: int
    most: int
    choices: tuple[Choice, ...]
    suggestions: tuple[str, ...]
    asked: bool
    """Whether the other answers leave it open."""


class CurrentStep(_View):
    id: str
    title: str
    prompt: str
    input_type: InputType
    suggestions: list[str]
    optional: bool
    fields: list[QuestionView]


class StepMark(_View):
    id: str
    title: str
    state: Literal["current", "done", "skipped", "todo"]
    optional: bool


class PlanetRef(_View):
    id: int
    name: str
    slug: str


class Mark(_View):
    """Who answered a field last, and at which revision."""

    by: str
    revision: int


class BuilderView(_View):
    """The whole state of a planet's builder."""

    planet_id: int
    planet: PlanetRef
    step_index: int
    attributes: dict[str, Any]
    skipped_steps: list[str]
    confirmations: dict[str, Any]
    current_step: CurrentStep
    steps: list[StepMark]
    revision: int
    is_active: bool
    """Whether it is being built; a session that was confirmed is only to be read."""
    appearance_status: ArtStatus
    missing_steps: list[str]
    """The required steps that have no answer yet."""
    borrowed: list[str]
    """The fields whose answers came from chance, and that nobody has confirmed."""
    can_undo: bool
    changed_by: dict[str, Mark]
    typed: dict[str, Any]
    """What the person who asks has half typed, by field."""
    typed_over: dict[str, Any]
    """For each text in `typed` the answer that it began from: a base for the answer that it becomes."""
    description: str
    """What its picture shows so far, in words that may be taken for `accessibility_notes`."""
    preview_url: str
    """The planet as it would be painted from these answers; append `&width=320`, `640` or `1280`."""
    device: str
    updated_at: datetime


class PersonHere(_View):
    """Somebody else who has the builder in sight right now."""

    name: str
    step: str
    """The title of the step that they are at."""


class ArtJobView(_View):
    """The painting that is under way."""

    id: UUID
    status: JobStatus
    progress: float
    stage: str


class DeskView(BuilderView):
    """The builder as one person has it before them: at their own step, with whoever else is there."""

    people: list[PersonHere]
    art_job: ArtJobView | None
    edition: str
    """Another one whenever somebody else would see something new here; see `service.news`."""


class SummaryLine(_View):
    step: str
    label: str
    words: str


class ConfirmView(BuilderView):
    """The answer to a confirmation: what is accepted, or without approval only how it stands."""

    accepted: bool
    summary: list[SummaryLine]
    job_id: UUID | None


class BuilderFailure(_View):
    code: str
    message: str
    fields: dict[str, list[str] | dict[str, str]]
    """For refused answers `{"attributes": {field: message}}`."""


class BuilderFailureBody(BaseModel):
    """The envelope of a refused request."""

    model_config = ConfigDict(extra="allow")

    error: BuilderFailure
    request_id: str
