"""Where a run stands: its party's row, and how it came there as far as it was played on our own pages.

Whatever another client saves counts. Then the run is taken over from its save: a new origin, from which
play goes on. That follows from the saved state alone, so looking at a run writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlmodel import Session

from app.features.scenes import queries, rules
from app.features.scenes.errors import RunNotFound
from app.features.scenes.models import Party, Playthrough
from app.features.scenes.rules import Hero, PlayState, Step, Story
from app.features.scenes.rules.frozen import LAST_SCENE
from app.features.scenes.rules.typed_ids import SESSION_ID
from app.features.scenes.service.stories import default_story, find_story, get_story
from app.kernel import clock
from app.kernel.identity import Actor

MAX_SEED = 2**53
"""What every client's numbers hold exactly."""
MAX_IDS = 200
"""How many ids may be asked for at once; a browser remembers fewer."""
STORY = "story"
"""The key of a saved state under which our own pages keep what they need besides the named fields."""
_STEPS = TypeAdapter(list[Step])
_UNDONE = TypeAdapter(list[list[Step]])


@dataclass
class Standing:
    """A run in memory."""

    party: Party
    row: Playthrough | None
    """None until it is first played or read on our own pages."""
    story: Story
    seed: int
    origin: PlayState
    steps: list[Step] = field(default_factory=list)
    undone: list[list[Step]] = field(default_factory=list)
    """What rewinds took back since the last choice, the latest last."""

    @property
    def state(self) -> PlayState:
        return self.steps[-1].after if self.steps else self.origin

    def place_of(self, scene: int) -> int | None:
        """Where in `steps` the one of `scene` is, if it was played here."""
        return next((place for place, step in enumerate(self.steps) if step.before.scene == scene), None)


def reachable_party(session: Session, actor: Actor | None, session_id: str, *, lock: bool = False) -> Party:
    """The party under this id if it is the actor's or nobody's. Raises `RunNotFound`."""
    return _opened(actor, queries.find_party(session, _checked(session_id), lock=lock))


def reachable_revision(session: Session, actor: Actor | None, session_id: str) -> int:
    """The revision of the party under this id, under the same condition. Raises `RunNotFound`."""
    owner_id, revision = queries.find_revision(session, _checked(session_id)) or (None, 0)
    if not revision or not _opens_for(actor, owner_id):
        raise RunNotFound
    return revision


def possible_ids(session_ids: Sequence[str]) -> list[str]:
    """Those of them that may name a run."""
    return [one for one in session_ids if SESSION_ID.fullmatch(one)][:MAX_IDS]


def read_standing(session: Session, actor: Actor | None, session_id: str) -> Standing:
    """Where a run stands. Raises `RunNotFound`, `StoryMissing`."""
    party, row = queries.find_run(session, _checked(session_id)) or (None, None)
    return stand(_opened(actor, party), row)


def hold_standing(session: Session, actor: Actor | None, session_id: str) -> Standing:
    """The same, and it stays so until the transaction ends."""
    party = reachable_party(session, actor, session_id, lock=True)
    return stand(party, queries.find_playthrough(session, party.id))


def begun(party: Party, story: Story, seed: int) -> Standing:
    """A run at its very beginning, not yet written."""
    return Standing(party=party, row=None, story=story, seed=seed, origin=rules.begin(story))


def stand(party: Party, row: Playthrough | None) -> Standing:
    """The run that these rows tell of. Raises `StoryMissing`."""
    if row is None:
        return _adopted(party, row)
    kept = Standing(
        party=party,
        row=row,
        story=get_story(row.story),
        seed=row.seed,
        origin=PlayState.model_validate(row.origin, strict=False),
        steps=_STEPS.validate_python(row.steps, strict=False),
        undone=_UNDONE.validate_python(row.undone, strict=False),
    )
    # A client that loads and saves the same again has taken nobody off their way.
    untouched = row.party_revision == party.revision or _says(party, kept)
    return kept if untouched else _adopted(party, row)


def keep(session: Session, standing: Standing, device: str) -> None:
    """Write where the run stands now, as one more revision of its party."""
    party, state = standing.party, standing.state
    party.name = state.party_name
    party.heroes = saved_heroes(party.heroes, state)
    party.symbol_choice = state.symbol
    party.scene_index = state.scene
    party.choices = dict(state.choices)
    party.more = {**party.more, STORY: _told(standing)}
    party.revision += 1
    party.updated_at = clock.now()
    session.add(party)
    row = remember(session, standing)
    row.device = device[:20]
    row.finished_at = None if state.scene < LAST_SCENE else row.finished_at or party.updated_at
    session.flush()


def remember(session: Session, standing: Standing) -> Playthrough:
    """Write how the run came to where its party stands."""
    party = standing.party
    origin = standing.origin.model_dump(mode="json")
    if standing.row is None:
        standing.row = Playthrough(
            party_id=party.id,
            story=standing.story.id,
            story_version=standing.story.version,
            seed=standing.seed,
            origin=origin,
            party_revision=party.revision,
        )
        session.flush()  # the party first: its row is referred to
    row = standing.row
    row.story, row.story_version, row.seed = standing.story.id, standing.story.version, standing.seed
    row.origin = origin
    row.steps = _STEPS.dump_python(standing.steps, mode="json")
    row.undone = _UNDONE.dump_python(standing.undone, mode="json")
    row.party_revision = party.revision
    row.updated_at = clock.now()
    session.add(row)
    session.flush()
    return row


def saved_heroes(before: list[dict[str, Any]], state: PlayState) -> list[dict[str, Any]]:
    """The heroes as they are saved, each with what another client keeps with them."""
    return [
        {
            **_kept_with(hero, before[place] if place < len(before) else {}),
            "name": hero.name,
            "class": hero.hero_class,
            "hp": hero.hp,
            "max_hp": hero.max_hp,
        }
        for place, hero in enumerate(state.heroes)
    ]


def saved_state(story: Story, party: Party) -> PlayState:
    """Where a run stands by its party's row alone, whoever saved it."""
    flags = _noted(party).get("flags")
    return rules.adopt(
        story,
        scene_index=party.scene_index,
        party_name=party.name,
        heroes=party.heroes,
        symbol_choice=party.symbol_choice,
        choices=party.choices,
        flags=[flag for flag in flags if isinstance(flag, str)] if isinstance(flags, list) else None,
    )


def story_of(party: Party, row: Playthrough | None) -> Story | None:
    """The story that a run plays, or None when it is not installed here.

    A client that never heard of stories plays the default one.
    """
    named = row.story if row else _noted(party).get("id")
    return find_story(named) if isinstance(named, str) else default_story()


def _adopted(party: Party, row: Playthrough | None) -> Standing:
    """The run from what another client saved. Its dice follow from the row itself, if none are noted."""
    noted = _noted(party)
    story = story_of(party, row) or get_story(row.story if row else str(noted["id"]))
    seed = noted.get("seed")
    own = row.seed if row else seed if type(seed) is int and 0 <= seed < MAX_SEED else party.id.int % MAX_SEED
    return Standing(party=party, row=row, story=story, seed=own, origin=saved_state(story, party))


def _says(party: Party, kept: Standing) -> bool:
    """Whether the party's row tells the very state that our own pages left it in."""
    state, flags = kept.state, _noted(party).get("flags")
    heroes = [(hero.get("name"), hero.get("class"), hero.get("hp")) for hero in party.heroes]
    return (
        heroes == [(hero.name, hero.hero_class, hero.hp) for hero in state.heroes]
        and (party.name, party.symbol_choice) == (state.party_name, state.symbol)
        and (party.scene_index, party.choices) == (state.scene, dict(state.choices))
        and flags == list(state.flags)
    )


def _noted(party: Party) -> Mapping[str, Any]:
    noted = party.more.get(STORY)
    return noted if isinstance(noted, dict) else {}


def _told(standing: Standing) -> dict[str, Any]:
    story = standing.story
    return {
        "id": story.id,
        "version": story.version,
        "seed": standing.seed,
        "flags": list(standing.state.flags),
    }


def _kept_with(hero: Hero, before: Mapping[str, Any]) -> dict[str, Any]:
    same = (before.get("name"), before.get("class")) == (hero.name, hero.hero_class)
    return {**hero.more, **(before if same else {})}


def _checked(session_id: str) -> str:
    if SESSION_ID.fullmatch(session_id) is None:
        raise RunNotFound
    return session_id


def _opened(actor: Actor | None, party: Party | None) -> Party:
    if party is None or not _opens_for(actor, party.owner_id):
        raise RunNotFound
    return party


def _opens_for(actor: Actor | None, owner_id: UUID | None) -> bool:
    return owner_id is None or (actor is not None and actor.user_id == owner_id)
