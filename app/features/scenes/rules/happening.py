"""What a choice sets going: the party as it changes, and all that is told and thrown meanwhile."""

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from app.features.scenes.rules.effects import Dice, Paragraph, Trait
from app.features.scenes.rules.holding import of_class, told
from app.features.scenes.rules.playthrough import Change, Hero, PlayState, Roll
from app.features.scenes.rules.story import Story
from app.features.scenes.rules.wording import filled, strongest, weakest

Sign = Literal["check", "strike"]


@dataclass
class Happening:
    """One step in the making. `state` is replaced, never altered."""

    story: Story
    state: PlayState
    chance: Random
    echo: list[str] = field(default_factory=list)
    told_after: list[int] = field(default_factory=list)
    rolls: list[Roll] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def tell(self, paragraphs: tuple[Paragraph, ...], roller: int | None = None) -> None:
        """Tell those whose condition holds now, with the names of now."""
        shown = told(paragraphs, self.story, self.state)
        self.echo += [filled(paragraph, self.story, self.state, roller) for paragraph in shown]
        self.told_after += [len(self.rolls)] * len(shown)

    def reached(self, who: str) -> list[int]:
        """The places of those who stand and are meant by `who`."""
        standing = self.state.standing
        if not standing or who == "all":
            return list(standing)
        if who.startswith("class:"):
            return of_class(who.removeprefix("class:"), standing, self.story, self.state)
        if who == "random":
            return [self.chance.choice(standing)]
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

    def change_hp(self, place: int, amount: int) -> None:
        """Harm or heal a hero who stands. The last one standing is left at 1 hit point."""
        hero = self.state.heroes[place]
        hp = max(0, min(hero.max_hp, hero.hp + amount))
        last = self.state.standing == (place,)
        if hp == 0 and last:
            hp = 1
        if hp != hero.hp or (last and amount < 0):
            self._set_hp(place, hp, spared=last and hero.hp + amount <= 0)

    def raise_up(self, place: int, hp: int) -> None:
        """A hero who has fallen stands again."""
        self._set_hp(place, min(hp, self.state.heroes[place].max_hp))

    def _set_hp(self, place: int, hp: int, *, spared: bool = False) -> None:
        before = self.state.heroes[place]
        after = before.model_copy(update={"hp": hp})
        heroes = (*self.state.heroes[:place], after, *self.state.heroes[place + 1 :])
        self.state = self.state.model_copy(update={"heroes": heroes})
        self.changes.append(_of_hero(place, before, after, spared, len(self.rolls)))

    def carry(self, symbol: str) -> None:
        """Take up a symbol."""
        self.state = self.state.model_copy(update={"symbol": symbol})
        name = self.story.symbols.by_id[symbol].name if symbol in self.story.symbols.by_id else symbol
        text = f"You carry {name} from now on."
        self.changes.append(Change(kind="symbol", who=symbol, after_rolls=len(self.rolls), text=text))

    def remember(self, flag: str, up: bool) -> None:
        """Raise a flag or lower it."""
        flags = {*self.state.flags, flag} if up else {*self.state.flags} - {flag}
        self.state = self.state.model_copy(update={"flags": tuple(sorted(flags))})

    def throw(
        self,
        sign: Sign,
        place: int | None,
        name: str,
        bonus: int,
        against: int,
        label: str,
        in_round: int | None = None,
    ) -> Roll:
        """Roll 1d20 and a bonus against a number: a 20 always succeeds, a 1 never does."""
        value = self.chance.randint(1, 20)
        total = value + bonus
        success = value == 20 or (value != 1 and total >= against)
        verdict = {("check", True): "made it", ("check", False): "missed"}.get(
            (sign, success), "hit" if success else "missed"
        )
        text = f"{label}. {name}: {_sum(value, bonus)} against {against}, {verdict}."
        roll = Roll(
            kind=sign,
            who=name,
            hero=place,
            label=label,
            die="d20",
            value=value,
            bonus=bonus,
            total=total,
            against=against,
            success=success,
            round=in_round,
            text=text,
        )
        self.rolls.append(roll)
        return roll

    def throw_harm(self, dice: Dice, die: str, name: str, label: str, in_round: int) -> int:
        """Roll how hard a blow of a foe is; in hit points."""
        value = dice.roll(self.chance)
        total = value + dice.bonus
        text = f"{label}. {name}: {_sum(value, dice.bonus)} harm."
        self.rolls.append(
            Roll(
                kind="harm",
                who=name,
                label=label,
                die=die,
                value=value,
                bonus=dice.bonus,
                total=total,
                round=in_round,
                text=text,
            )
        )
        return total


def _sum(value: int, bonus: int) -> str:
    return f"{value} {'+' if bonus > 0 else '−'} {abs(bonus)} = {value + bonus}" if bonus else str(value)


def _of_hero(place: int, before: Hero, after: Hero, spared: bool, rolls: int) -> Change:
    amount = after.hp - before.hp
    name = before.name
    if spared:
        kind, text = "spared", f"{name} is left with 1 HP: the last who stands."
    elif before.hp == 0:
        kind, text = "raised", f"{name} stands again with {after.hp} HP."
    elif after.hp == 0:
        kind, text = "fell", f"{name} loses {-amount} HP and falls."
    elif amount < 0:
        kind, text = "harmed", f"{name} loses {-amount} HP."
    else:
        kind, text = "healed", f"{name} gains {amount} HP."
    return Change.model_validate(
        {
            "kind": kind, "who": name, "hero": place, "amount": amount,
            "hp": after.hp, "max_hp": after.max_hp, "after_rolls": rolls, "text": text,
        }
    )  # fmt: skip
