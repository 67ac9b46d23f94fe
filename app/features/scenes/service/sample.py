"""The sample world, as far as it is runs: one that stands at the choice of the symbol."""

from uuid import NAMESPACE_URL, UUID, uuid5

from sqlmodel import Session, col, delete

from app.features.scenes import rules
from app.features.scenes.models import Party
from app.features.scenes.rules import HeroForm, Move, PartyForm, PlayState, Story
from app.features.scenes.rules.frozen import FIRST_SCENE, SYMBOL_SCENE
from app.features.scenes.service.runs import CHANCE, new_id
from app.features.scenes.service.standing import begun, keep
from app.features.scenes.service.stories import default_story
from app.kernel.identity import Actor
from app.kernel.ports.sample import SampleSource, SampleStatus

SEED = 11
HEROES = 3


class SampleRun(SampleSource):
    """Plays the default story to its middle, always taking the first thing that is offered."""

    def status(self, session: Session, actor: Actor) -> SampleStatus:
        known = session.get(Party, _sample_id(actor)) is not None
        return SampleStatus.LOADED if known else SampleStatus.ABSENT

    def load(self, session: Session, actor: Actor) -> None:
        if self.status(session, actor) is SampleStatus.LOADED:
            return
        story = default_story()
        party = Party(
            id=_sample_id(actor),
            session_id=new_id(CHANCE),
            owner_id=actor.user_id,
            revision=0,
            name=story.nameless,
            scene_index=FIRST_SCENE,
        )
        standing = begun(party, story, SEED)
        while standing.state.scene < SYMBOL_SCENE:
            dice = rules.dice_for(SEED, standing.state.scene)
            standing.steps.append(rules.play(story, standing.state, _first_move(story, standing.state), dice))
        keep(session, standing, "")

    def remove(self, session: Session, actor: Actor) -> None:
        own = (col(Party.id) == _sample_id(actor), col(Party.owner_id) == actor.user_id)
        session.execute(delete(Party).where(*own))


def _sample_id(actor: Actor) -> UUID:
    """One for each person; it stays the same row whatever is played or saved on it."""
    return uuid5(NAMESPACE_URL, f"everkeep:sample-run:{actor.user_id}")


def _first_move(story: Story, state: PlayState) -> Move:
    page = rules.page(story, state)
    if page.party is None:
        return Move(scene=state.scene, choice=page.choices[0].id)
    heroes = tuple(HeroForm(name=one.names[0], hero_class=one.id) for one in page.party.classes[:HEROES])
    return Move(scene=state.scene, party=PartyForm(name=page.party.names[0], heroes=heroes))
