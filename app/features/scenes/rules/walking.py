"""Walks a story on every way there is, and tells what nobody ever gets to see.

Dice are not rolled but decided: each check goes both ways, a combat is won unharmed, won with harm and
lost, a random blow hits each hero. States that no later page can tell apart are walked once: the same
scene, symbol, flags and choices that are still asked for, who stands, and whether somebody is wounded.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from random import Random
from typing import Any

from app.features.scenes.rules import conditions as asked
from app.features.scenes.rules.effects import Dice, Outcome, Paragraph, Told
from app.features.scenes.rules.frozen import LAST_SCENE
from app.features.scenes.rules.happening import Attempt, Happening
from app.features.scenes.rules.holding import told
from app.features.scenes.rules.parts import parts_of
from app.features.scenes.rules.play import begin, ending, let_happen, offered
from app.features.scenes.rules.playthrough import HeroForm, Move, PartyForm, PlayState, Step
from app.features.scenes.rules.reading import Place
from app.features.scenes.rules.story import Choice, Ending, Story


@dataclass
class Fate:
    """Decisions in place of dice: those of `tape`, then the first of each that comes up."""

    tape: list[int]
    options: list[int] = field(default_factory=list)
    """How many ways each decision could have gone."""

    def decide(self, options: int) -> int:
        """One of `options` ways, counted from 0."""
        at = len(self.options)
        self.options.append(options)
        if at == len(self.tape):
            self.tape.append(0)
        return self.tape[at]

    def next_tape(self) -> list[int] | None:
        """The decisions to try after these; None when every way has been tried."""
        tape = list(self.tape)
        while tape and tape[-1] + 1 == self.options[len(tape) - 1]:
            tape.pop()
        return [*tape[:-1], tape[-1] + 1] if tape else None


FEWEST_PARTIES = 4
NO_CHANCE = Random(0)
WON_UNHARMED, WON_WITH_HARM, LOST = range(3)


@dataclass
class Foretold(Happening):
    """A step whose dice are decided."""

    fate: Fate = field(default_factory=lambda: Fate([]))
    battle: int | None = None

    def d20(self, attempt: Attempt) -> int:
        """A 20 or a 1: either decides, whatever is needed."""
        if attempt.kind == "check":
            return (20, 1)[self.fate.decide(2)]
        if self.battle is None:
            self.battle = self.fate.decide(3)
        succeeds = self.battle != (LOST if attempt.hero is not None else WON_UNHARMED)
        return 20 if succeeds else 1

    def harm(self, dice: Dice) -> int:
        """As bad as it can be."""
        return dice.count * dice.sides

    def any_of(self, places: tuple[int, ...]) -> int:
        """Each of them in turn; in a combat, the first who stands, or there would be no end of ways."""
        return places[0] if self.battle is not None else places[self.fate.decide(len(places))]


@dataclass
class Walk:
    """What was met on the way, by the identity of the pieces of the story."""

    story: Story
    parties: int = 0
    states: int = 0
    steps: int = 0
    words: dict[int, tuple[int, int]] = field(default_factory=dict)
    """For each scene, how many words its shortest and its longest page had."""
    met: set[int] = field(default_factory=set)
    dead_ends: list[PlayState] = field(default_factory=list)
    silent: list[Step] = field(default_factory=list)
    """Steps after which nothing is told, thrown or different."""

    def meet(self, pieces: Iterable[Any]) -> None:
        """Note that these were told, offered, led to or ended with."""
        self.met.update(map(id, pieces))

    def read(self, scene: int, text: Sequence[Paragraph]) -> None:
        """Note that this is what the page of `scene` said."""
        self.meet(text)
        length = sum(_words(each.say if isinstance(each, Told) else each) for each in text)
        least, most = self.words.get(scene, (length, length))
        self.words[scene] = (min(least, length), max(most, length))

    def unmet(self) -> Iterator[Place]:
        """The places of all that can be met and never was."""
        for part in parts_of(self.story):
            if isinstance(part.piece, Told | Outcome | Choice) and id(part.piece) not in self.met:
                yield part.place
        for number, each in enumerate(self.story.endings):
            if id(each) not in self.met:
                yield ("endings", number)


@lru_cache(maxsize=1000)
def _words(text: str) -> int:
    return len(text.split())


def walk(story: Story, parties: Sequence[PartyForm] | None = None) -> Walk:
    """Every way from scene 1 to the end, for each of `parties`.

    By default the usual ones: the first four of them, and as many more as it takes to meet everything.
    """
    walked = Walk(story)
    memory = _Memory(story)
    for number, party in enumerate(usual_parties(story) if parties is None else parties):
        if parties is None and number >= FEWEST_PARTIES and not any(walked.unmet()):
            break
        _walk_with(party, walked, memory)
    return walked


def _walk_with(party: PartyForm, walked: Walk, memory: "_Memory") -> None:
    walked.parties += 1
    ahead = deque([begin(walked.story)])
    seen = set()
    while ahead:
        state = ahead.popleft()
        walked.states += 1
        for after in _onward(walked, state, party):
            key = memory.key(after)
            if key not in seen:
                seen.add(key)
                ahead.append(after)


def _onward(walked: Walk, state: PlayState, party: PartyForm) -> Iterator[PlayState]:
    """The states right after `state`."""
    scene = walked.story.scene(state.scene)
    text = told(scene.text, walked.story, state)
    if scene.ask == "ending":
        last, its_text = _ending(walked.story, state)
        walked.meet([last])
        text += its_text
    walked.read(scene.index, text)
    if scene.ask == "ending":
        return
    choices = offered(scene, walked.story, state)
    walked.meet(choices)
    moves = [Move(scene=scene.index, choice=choice.id) for choice in choices]
    if scene.ask == "party":
        moves = [Move(scene=scene.index, party=party)]
    if not moves:
        walked.dead_ends.append(state)
    for move in moves:
        yield from _outcomes(walked, state, move)


def _ending(story: Story, state: PlayState) -> tuple[Ending, list[Paragraph]]:
    shown = ending(story, state)
    written = next(each for each in story.endings if each.id == shown.id)
    return written, told(written.text, story, state)


def _outcomes(walked: Walk, state: PlayState, move: Move) -> Iterator[PlayState]:
    """The states after `move`, for every way in which the dice can fall."""
    tape: list[int] | None = []
    while tape is not None:
        happening = Foretold(walked.story, state, NO_CHANCE, fate=Fate(tape))
        step = let_happen(happening, move)
        walked.steps += 1
        walked.meet(happening.paragraphs)
        walked.meet(happening.outcomes)
        if not (step.echo or step.rolls or step.changes or _differs(step)):
            walked.silent.append(step)
        yield step.after
        tape = happening.fate.next_tape()


def _differs(step: Step) -> bool:
    """Whether the story remembers anything besides the choice itself."""
    return (step.before.flags, step.before.heroes, step.before.symbol) != (
        step.after.flags,
        step.after.heroes,
        step.after.symbol,
    )


class _Memory:
    """Which flags and choices are still asked for, scene by scene."""

    def __init__(self, story: Story) -> None:
        self._flags: list[set[str]] = [set() for _ in range(LAST_SCENE + 1)]
        self._answers: list[set[str]] = [set() for _ in range(LAST_SCENE + 1)]
        for part in parts_of(story):
            until = part.answered + 1 if part.place[0] == "endings" else int(part.place[1]) + 1
            for scene in range(until + 1):
                match part.piece:
                    case asked.FlagIs(flag=flag):
                        self._flags[scene].add(flag)
                    case asked.ChoiceWas(choice=answers):
                        self._answers[scene].update(answers)
                    case _:
                        pass

    def key(self, state: PlayState) -> tuple[object, ...]:
        """The same for states that no page from here on can tell apart."""
        return (
            state.scene,
            state.symbol,
            tuple(flag for flag in state.flags if flag in self._flags[state.scene]),
            tuple((key, state.choices.get(key)) for key in sorted(self._answers[state.scene])),
            state.standing,
            any(hero.stands and 2 * hero.hp < hero.max_hp for hero in state.heroes),
        )


def usual_parties(story: Story) -> list[PartyForm]:
    """The first and the last four classes, pairs of neighbours, then every other pair."""
    classes = list(story.classes)
    neighbours = list(zip(classes[::2], classes[1::2], strict=False))
    pairs = [*neighbours, *combinations(classes, 2)]
    fours = (tuple(classes[:4]), tuple(classes[-4:]))
    return [_party(each) for each in dict.fromkeys([*fours, *pairs]) if len(each) > 1]


def _party(classes: Sequence[str]) -> PartyForm:
    heroes = tuple(HeroForm(name=each.capitalize(), hero_class=each) for each in classes)
    return PartyForm(name="The walkers", heroes=heroes)
