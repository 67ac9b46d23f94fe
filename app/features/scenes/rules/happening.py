"""What a choice sets going: the party as it changes, and all that is told and thrown meanwhile."""

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from app.features.scenes.rules.effects import Dice, Outcome, Paragraph, Trait
from app.features.scenes.rules.holding import of_class, told
from app.features.scenes.rules.playthrough import Change, Hero, PlayState, Roll
from app.features.scenes.rules.story import Story
from app.features.scenes.rules.wording import filled, strongest, weakest


@dataclass(frozen=True)
class Attempt:
    """A throw of 1d20 and a bonus against a number."""

    kind: Literal["check", "strike"]
    label: str
    hero: int | None
    """The place of the hero who tries; None for a foe, or where nobody stands."""
    name: str
    bonus: int
    against: int
    in_round: int | None = None


@dataclass
class Happening:
    """One step in the making. `state` is replaced, never altered."""

    story: Story
    state: PlayState
    chance: Random
    echo: list[str] = field(default_factory=list)
    told_after: list[int] = field(default_factory=list)
    """For each paragraph of `echo`, how many dice had been thrown before it."""
    rolls: list[Roll] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    """What was told, as it is written."""
    outcomes: list[Outcome] = field(default_factory=list)
    """What the dice and conditions led to, as it is written."""

    # The three places where chance comes in.

    def d20(self, attempt: Attempt) -> int:
        """What the die of `attempt` shows."""
        return self.chance.randint(1, 20)

    def harm(self, dice: Dice) -> int:
        """What a foe's dice show."""
        return dice.roll(self.chance)

    def any_of(self, places: tuple[int, ...]) -> int:
        """One of several heroes."""
        return self.chance.choice(places)

    def tell(self, paragraphs: tuple[Paragraph, ...], roller: int | None = None) -> None:
        """Tell those whose condition holds now, with the names of now."""
        shown = told(paragraphs, self.story, self.state)
        self.paragraphs += shown
        self.echo += [filled(each, self.story, self.state, roller) for each in shown]
        self.told_after += [len(self.rolls)] * len(shown)

    def reached(self, who: str) -> list[int]:
        """The places of those who stand and are meant by `who`."""
        standing = self.state.standing
        if not standing or who == "all":
            return list(standing)
        if who.startswith("class:"):
            return of_class(who.removeprefix("class:"), standing, self.story, self.state)
        if who == "random":
            return [self.any_of(standing)]
        return [{"weakest": weakest, "strongest": strongest}.get(who, lambda _: standing[0])(self.state)]

    def best(self, trait: Trait) -> int:
        """Who stands with the highest bonus for `trait`; of several, the first."""
        return max(self.state.standing, key=lambda place: self.bonus(place, trait))

    def bonus(self, place: int, trait: Trait) -> int:
        """What the hero at `place` adds to rolls of `trait`: nothing for a class that the story lacks."""
        known = self.story.class_id(self.state.heroes[place].hero_class)
        return self.story.classes[known].bonus(trait) if known else 0

    def name(self, place: int) -> str:
        """The name of the hero at `place`."""
        return self.state.heroes[place].name

    def change_hp(self, place: int, amount: int) -> bool:
        """Harm or heal a hero who stands. Whether it took mercy: the last who stands keeps 1 hit point."""
        hero = self.state.heroes[place]
        hp = max(0, min(hero.max_hp, hero.hp + amount))
        spared = hp == 0 and self.state.standing == (place,)
        if spared:
            hp = 1
        if spared or hp != hero.hp:
            self._set_hp(place, hp, spared)
        return spared

    def raise_up(self, place: int, hp: int) -> None:
        """A hero who has fallen stands again."""
        self._set_hp(place, min(hp, self.state.heroes[place].max_hp))

    def _set_hp(self, place: int, hp: int, spared: bool = False) -> None:
        before = self.state.heroes[place]
        after = before.model_copy(update={"hp": hp})
        heroes = (*self.state.heroes[:place], after, *self.state.heroes[place + 1 :])
        self.state = self.state.model_copy(update={"heroes": heroes})
        self.changes.append(_change(place, before, after, spared, len(self.rolls)))

    def carry(self, symbol: str) -> None:
        """Take up a symbol of the story."""
        self.state = self.state.model_copy(update={"symbol": symbol})
        text = f"You carry {self.story.symbols.by_id[symbol].name} from now on."
        self.changes.append(Change(kind="symbol", who=symbol, after_rolls=len(self.rolls), text=text))

    def remember(self, flag: str, up: bool) -> None:
        """Raise a flag or lower it."""
        flags = {*self.state.flags, flag} if up else {*self.state.flags} - {flag}
        self.state = self.state.model_copy(update={"flags": tuple(sorted(flags))})

    def throw(self, attempt: Attempt) -> Roll:
        """Roll for an attempt: a 20 always succeeds, a 1 never does."""
        value = self.d20(attempt)
        total = value + attempt.bonus
        success = value == 20 or (value != 1 and total >= attempt.against)
        verdict = _VERDICTS[attempt.kind][success]
        words = f"{attempt.name}: {_sum(value, attempt.bonus)} against {attempt.against}, {verdict}."
        roll = Roll(
            kind=attempt.kind,
            who=attempt.name,
            hero=attempt.hero,
            label=attempt.label,
            die="d20",
            value=value,
            bonus=attempt.bonus,
            total=total,
            against=attempt.against,
            success=success,
            round=attempt.in_round,
            text=f"{attempt.label}. {words}",
        )
        self.rolls.append(roll)
        return roll

    def throw_harm(self, written: str, strike: Attempt) -> int:
        """Roll how hard a foe's strike is; in hit points."""
        dice = Dice.read(written)
        value = self.harm(dice)
        total = value + dice.bonus
        self.rolls.append(
            Roll(
                kind="harm",
                who=strike.name,
                label=strike.label,
                die=written,
                value=value,
                bonus=dice.bonus,
                total=total,
                round=strike.in_round,
                text=f"{strike.label}. {strike.name}: {_sum(value, dice.bonus)} harm.",
            )
        )
        return total


_VERDICTS = {"check": ("missed", "made it"), "strike": ("missed", "hit")}


def _sum(value: int, bonus: int) -> str:
    return f"{value} {'+' if bonus > 0 else '−'} {abs(bonus)} = {value + bonus}" if bonus else str(value)


def _change(place: int, before: Hero, after: Hero, spared: bool, rolls: int) -> Change:
    kind, words = _in_words(before.hp, after.hp, spared)
    return Change(
        kind=kind,
        who=before.name,
        hero=place,
        amount=after.hp - before.hp,
        hp=after.hp,
        max_hp=after.max_hp,
        after_rolls=rolls,
        text=f"{before.name} {words}",
    )


def _in_words(
    before: int, after: int, spared: bool
) -> tuple[Literal["harmed", "healed", "fell", "spared", "raised"], str]:
    if spared:
        return "spared", "is left with 1 HP: the last who stands."
    if before == 0:
        return "raised", f"stands again with {after} HP."
    if after == 0:
        return "fell", f"loses {before} HP and falls."
    if after < before:
        return "harmed", f"loses {before - after} HP."
    return "healed", f"gains {after - before} HP."
