"""A usual way through the short crossing."""

from random import Random

from sqlmodel import Session

from app.features.scenes.rules import HeroForm, Move, PartyForm
from app.features.scenes.schemas.runs import RunView
from app.features.scenes.service import runs
from app.kernel.identity import Actor

PARTY = PartyForm(
    name="The Oars",
    heroes=(HeroForm(name="Cy", hero_class="thief"), HeroForm(name="Bo", hero_class="fighter")),
)
WAY = ["look", "", "pick", "rest", "dig", "chaos", "on", "fight", "rest", "ring"]
"""What is chosen in scenes 1 to 10."""


def move(run: RunView, choice: str | None = None) -> Move:
    """The usual move at the scene where `run` stands."""
    if run.scene == 2:
        return Move(scene=2, party=PARTY)
    return Move(scene=run.scene, choice=choice or WAY[run.scene - 1])


def played(
    session: Session, actor: Actor | None, scene: int, run: RunView | None = None, *, seed: int = 7
) -> RunView:
    """A run that stands at `scene`; committed."""
    run = run or runs.start_run(session, actor, chance=Random(seed))
    while run.scene < scene:
        run = runs.choose(session, actor, run.session_id, move(run), run.revision)
    session.commit()
    return run
