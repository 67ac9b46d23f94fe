"""Walks a story on every way there is, and tells what nobody ever gets to see.

Dice are not rolled but decided: each check goes both ways, a combat is won unharmed, won with harm and
lost, a random blow hits each hero. States that no later page can tell apart are walked once: the same
scene, symbol, flags and choices that are still asked for, who stands, and whether somebody is wounded.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
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
from app.features.scenes.rules.story import Choice, Ending, Story
from app.kernel.data_files import Place


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
    parties: set[PartyForm] = field(default_factory=set)
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


def walk(story: Story) -> Walk:
    """Every way from scene 1 to the end for one party, and enough ways for others to meet the rest.

    The others are walked as far as any two things come together that a later page can tell apart. Only
    if something was still not met then are all their ways walked, too.
    """
    walked = Walk(story)
    first, *others = usual_parties(story)
    _walk_with(first, walked, EveryWay(story))
    for number, party in enumerate(others, start=2):
        if number > FEWEST_PARTIES and not any(walked.unmet()):
            return walked
        _walk_with(party, walked, EveryPair(story))
    for party in others:
        if any(walked.unmet()):
            _walk_with(party, walked, EveryWay(story))
    return walked


def _walk_with(party: PartyForm, walked: Walk, been: "EveryWay") -> None:
    walked.parties.add(party)
    ahead = deque([begin(walked.story)])
    while ahead:
        state = ahead.popleft()
        walked.states += 1
        ahead += [after for after in _onward(walked, state, party) if been.adds(after)]


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


class EveryWay:
    """Which states were walked, in the eyes of the pages that are still ahead."""

    def __init__(self, story: Story) -> None:
        self._seen: set[Hashable] = set()
        self._flags: list[set[str]] = [set() for _ in range(LAST_SCENE + 1)]
        self._answers: list[set[str]] = [set() for _ in range(LAST_SCENE + 1)]
        for part in parts_of(story):
            last = LAST_SCENE if part.place[0] == "endings" else int(part.place[1]) + 1
            if isinstance(part.piece, asked.FlagIs):
                _note(self._flags[: last + 1], [part.piece.flag])
            elif isinstance(part.piece, asked.ChoiceWas):
                _note(self._answers[: last + 1], part.piece.choice)

    def adds(self, state: PlayState) -> bool:
        """Whether no state before was the same to every page from here on."""
        return self._new([self._seen_from_here(state)])

    def _new(self, marks: Iterable[Hashable]) -> bool:
        known = len(self._seen)
        self._seen.update(marks)
        return len(self._seen) > known

    def _seen_from_here(self, state: PlayState) -> tuple[Hashable, ...]:
        return (
            state.scene,
            state.symbol,
            state.standing,
            any(hero.stands and 2 * hero.hp < hero.max_hp for hero in state.heroes),
            *(flag in state.flags for flag in sorted(self._flags[state.scene])),
            *(state.choices.get(key) for key in sorted(self._answers[state.scene])),
        )


class EveryPair(EveryWay):
    """Which two things were met together, of all that the pages ahead can tell apart."""

    def adds(self, state: PlayState) -> bool:
        """Whether two things come together that have not before."""
        return self._new(combinations(enumerate(self._seen_from_here(state), start=100 * state.scene), 2))


def _note(scenes: Iterable[set[str]], names: Iterable[str]) -> None:
    for scene in scenes:
        scene.update(names)


def usual_parties(story: Story) -> list[PartyForm]:
    """Parties of every size: the first and the last four classes, every second one, and neighbours."""
    classes = list(story.classes)
    chosen = [
        *(classes[:4], classes[-4:]),
        *(classes[::2][:3], classes[1::2][:3]),
        *(list(pair) for pair in zip(classes[::2], classes[1::2], strict=False)),
    ]
    return [_party(each) for each in chosen if len(each) > 1]


def _party(classes: Sequence[str]) -> PartyForm:
    heroes = tuple(HeroForm(name=each.capitalize(), hero_class=each) for each in classes)
    return PartyForm(name="The walkers", heroes=heroes)
