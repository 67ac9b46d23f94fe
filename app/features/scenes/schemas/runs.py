"""Runs as pages and programs send and see them."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.features.scenes.rules import Change, Move, PartyForm, Roll, ScenePage
from app.features.scenes.rules.frozen import LAST_SCENE

Owner = Literal["you", "nobody"]
"""Whose a run is. `nobody`: its session id is the key, and somebody signed in may make it theirs."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class StoryView(_Frozen):
    """A story as it is offered."""

    id: str
    title: str
    tagline: str
    about: str
    picture_url: str
    """Its first scene's backdrop."""


class HeroView(_Frozen):
    name: str
    class_id: str
    """E.g. `thief`; a game client's own classes may be anything."""
    class_name: str
    """As the page shows it, e.g. "Thief"."""
    hp: int
    max_hp: int
    fallen: bool


class SymbolView(_Frozen):
    """The symbol that was chosen. `palette` holds CSS colours, strongest first; empty for a client's own."""

    id: str
    name: str
    line: str
    palette: tuple[str, ...]


class StepView(_Frozen):
    """The choice that led here and what came of it: shown at the head of the page."""

    scene: int
    title: str
    """Of the scene in which it was chosen."""
    choice_id: str
    label: str
    """What was chosen, as its button said; at scene 2 the party's name."""
    echo: tuple[str, ...]
    told_after: tuple[int, ...] = ()
    """For each paragraph of `echo`, how many of the rolls had been thrown before it is told."""
    rolls: tuple[Roll, ...]
    changes: tuple[Change, ...]


class RailStop(_Frozen):
    """One scene of the chapter rail. A scene that lies ahead has no title yet."""

    scene: int
    title: str
    state: Literal["past", "here", "ahead"]
    choice: str
    """What was chosen there, or the empty text."""
    may_return: bool
    """Whether the run can be taken back to it."""


class UndoView(_Frozen):
    """What undoing the last rewind brings back."""

    scene: int
    title: str


class Place(_Frozen):
    """Where a reader is on a scene's page, whatever the width of their screen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scene: int = Field(ge=1, le=LAST_SCENE)
    paragraph: int = Field(default=0, ge=0, le=999)
    """The first paragraph in view, counted from 0, the echo's first."""
    offset: float = Field(default=0, ge=0, le=1)
    """How much of that paragraph is above the view, as a share of its height."""


class RunView(_Frozen):
    """Everything that the page of a run shows."""

    session_id: str
    owner: Owner
    story: StoryView
    revision: int
    """Goes up with every move, by whomever; name it with the next one."""
    scene: int
    scenes: int = LAST_SCENE
    page: ScenePage
    backdrop_url: str
    """A picture of the scene; append `&width=` in pixels."""
    backdrop_text: str
    """What it shows, for those who don't see it."""
    party_name: str
    """What the story calls the company before scene 2."""
    named: bool
    """Whether the party has its own name already."""
    heroes: list[HeroView]
    symbol: SymbolView | None
    last: StepView | None
    """None at the beginning, and where a game client brought the run."""
    rail: list[RailStop]
    undo: UndoView | None
    """Set after a rewind, until the next choice."""
    place: Place | None
    """Where the reader left this scene; None when they have not been on it."""
    typed: dict[str, Any]
    """Scene 2 half filled in: `party_name`, `picked` (class ids in order), `name_<class>`."""
    finished: bool
    device: str
    """What the last move was made on: "phone", "computer", or unknown."""
    created_at: datetime
    updated_at: datetime


class RunCard(_Frozen):
    """A run in a list."""

    session_id: str
    owner: Owner
    story_title: str
    party_name: str
    heroes: list[HeroView]
    symbol: SymbolView | None
    scene: int
    scenes: int = LAST_SCENE
    scene_title: str
    place: str
    """Scene and title; the story's too where there are several: "Scene 6 of 11: The isle"."""
    progress: float
    """0 to 1."""
    finished: bool
    ending: str
    """The ending's title, or the empty text."""
    picture_url: str
    """The scene's backdrop; append `&width=` in pixels."""
    href: str
    device: str
    created_at: datetime
    updated_at: datetime


class UndoneStep(_Frozen):
    """A choice that a rewind takes back."""

    scene: int
    title: str
    choice: str
    """The label of what was chosen, or the party that was formed."""


class RewindView(_Frozen):
    """What going back to a scene undoes and restores, for the warning."""

    scene: int
    title: str
    undone: list[UndoneStep]
    """First to last."""
    heroes: list[HeroView]
    """As they stood at that scene."""
    symbol_lost: bool
    """Whether the symbol is chosen anew."""
    revision: int


class RevisionView(_Frozen):
    """The cheap answer to "has it moved?"."""

    revision: int


class RunFile(_Frozen):
    """A run as a file to take along."""

    name: str
    text: str


class RunList(_Frozen):
    runs: list[RunCard]


class NewRun(_Frozen):
    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": [{}]})

    story: str | None = Field(default=None, max_length=100)
    """A story's id; the default one when it is left out."""


class RunMove(_Frozen):
    """What to do at the scene where the run stands."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "examples": [
                {"revision": 4, "scene": 3, "choice": "left"},
                {
                    "revision": 2,
                    "scene": 2,
                    "party": {
                        "name": "The Night Watch",
                        "heroes": [{"name": "Mo", "class": "thief"}, {"name": "Ada", "class": "scribe"}],
                    },
                },
            ]
        },
    )

    revision: int
    """The one that the choice was made on."""
    scene: int
    choice: str = ""
    party: PartyForm | None = None
    """Only at scene 2."""

    def move(self) -> Move:
        """As the rules take it."""
        return Move(scene=self.scene, choice=self.choice, party=self.party)


class RunReturn(_Frozen):
    """Which scene to go back to, and the revision that this was decided on."""

    scene: int
    revision: int


class ClaimedIds(_Frozen):
    session_ids: list[str] = Field(max_length=200)


class Claimed(_Frozen):
    """How many of the named runs became yours."""

    claimed: int
