"""What dice and effects do to a party: checks, a combat, harm, mercy, healing, raising."""

from random import Random

import pytest

from app.features.scenes.rules.effects import Check, Combat, Dice, Foe, HitPoints, Outcome, Raise, Test
from app.features.scenes.rules.happening import Happening
from app.features.scenes.rules.playthrough import Change, Hero, PlayState
from app.features.scenes.rules.unfolding import unfold
from tests.features.scenes.stories import short_crossing

STORY = short_crossing()


class Loaded(Random):
    """Dice that fall as they are told, then always on their highest."""

    def __init__(self, *falls: int) -> None:
        super().__init__(0)
        self.falls = list(falls)

    def randint(self, a: int, b: int) -> int:
        return self.falls.pop(0) if self.falls else b

    def choice(self, seq):
        return seq[0]


def _party(*hp: int, classes: str = "fighter thief cleric fighter") -> PlayState:
    names = ["Bo", "Cy", "Eli", "Fay"]
    heroes = (
        Hero(name=name, hero_class=known, hp=points, max_hp=60)
        for name, known, points in zip(names, classes.split(), hp, strict=False)
    )
    return PlayState(scene=5, party_name="The Oars", heroes=tuple(heroes))


def _after(state: PlayState, *effects, dice: Random | None = None) -> Happening:
    happening = Happening(STORY, state, dice or Random(1))
    unfold(happening, Outcome(effects=effects))
    return happening


def _hp(happening: Happening) -> list[int]:
    return [hero.hp for hero in happening.state.heroes]


@pytest.mark.parametrize(
    ("effect", "before", "after"),
    [
        (HitPoints(hp=-10), (30, 20, 50), [20, 10, 40]),
        (HitPoints(hp=-10, who="weakest"), (30, 20, 50), [30, 10, 50]),
        (HitPoints(hp=-10, who="strongest"), (30, 20, 50), [30, 20, 40]),
        (HitPoints(hp=-10, who="first"), (0, 20, 50), [0, 10, 50]),
        (HitPoints(hp=-10, who="class:thief"), (30, 20, 50), [30, 10, 50]),
        (HitPoints(hp=-10, who="class:thief"), (30, 0, 50), [30, 0, 50]),
        (HitPoints(hp=-99, who="weakest"), (30, 20, 50), [30, 0, 50]),
        (HitPoints(hp=-99), (30, 20, 50), [0, 0, 1]),
        (HitPoints(hp=-99), (0, 1, 0), [0, 1, 0]),
        (HitPoints(hp=99), (30, 0, 60), [60, 0, 60]),
        (Raise(whom="fallen", hp=20), (0, 20, 0), [20, 20, 20]),
        (Raise(whom="first", hp=20), (0, 20, 0), [20, 20, 0]),
        (Raise(whom="class:cleric", hp=99), (0, 20, 0), [0, 20, 60]),
    ],
)
def test_an_effect_reaches_those_whom_it_means(
    effect: object, before: tuple[int, ...], after: list[int]
) -> None:
    assert _hp(_after(_party(*before), effect)) == after


def test_the_last_who_stands_is_left_with_one_hit_point_and_that_is_shown() -> None:
    changes = _after(_party(0, 20), HitPoints(hp=-50)).changes
    assert changes == [
        Change(
            kind="spared",
            who="Cy",
            hero=1,
            amount=-19,
            hp=1,
            max_hp=60,
            text="Cy is left with 1 HP: the last who stands.",
        )
    ]


def test_who_falls_is_shown_to_fall() -> None:
    (change,) = _after(_party(30, 20), HitPoints(hp=-50, who="weakest")).changes
    assert (change.kind, change.text, change.amount) == ("fell", "Cy loses 20 HP and falls.", -20)


def _check(who: str = "best", against: int = 12) -> Check:
    return Check(
        check=Test(trait="wits", against=against, who=who, label="Untie it"),
        success=Outcome(echo=("{hero.roller} has it.",)),
        failure=Outcome(echo=("It slips from {hero.roller}.",)),
    )


@pytest.mark.parametrize(
    ("die", "against", "made"), [(8, 12, True), (7, 12, False), (20, 40, True), (1, 2, False)]
)
def test_a_check_is_won_by_die_and_trait_and_by_any_twenty(die: int, against: int, made: bool) -> None:
    happening = _after(_party(30, 20), _check(against=against), dice=Loaded(die))
    (roll,) = happening.rolls
    assert (roll.who, roll.value, roll.bonus, roll.total, roll.success) == ("Cy", die, 4, die + 4, made)
    assert happening.echo == ["Cy has it." if made else "It slips from Cy."]


@pytest.mark.parametrize(
    ("who", "roller"),
    [("best", "Cy"), ("weakest", "Cy"), ("strongest", "Bo"), ("first", "Bo"), ("class:cleric", "Cy")],
)
def test_the_one_who_is_meant_rolls_or_the_best_instead(who: str, roller: str) -> None:
    assert _after(_party(30, 20), _check(who)).rolls[0].who == roller


def test_with_nobody_standing_the_party_itself_rolls() -> None:
    happening = _after(PlayState(scene=5, party_name="The Oars"), _check(), dice=Loaded(12))
    assert happening.rolls[0].who == "The Oars"
    assert happening.echo == ["The Oars has it."]


FOE = Foe(foe="The warden", hp=40, might=3, harm="2d8+1", rounds=2, label="Against the warden")


def _fight(state: PlayState, dice: Random) -> Happening:
    won, lost = Outcome(echo=("Won.",)), Outcome(echo=("Lost.",))
    return _after(state, Combat(combat=FOE, won=won, lost=lost), dice=dice)


def test_a_foe_without_hit_points_left_is_beaten() -> None:
    # Two heroes meet half of its 40 hit points; a 20 and 4 might takes 5 + 11 of them.
    happening = _fight(_party(60, 60), Loaded(20, 13))
    assert happening.echo == ["Won."]
    assert [change.text for change in happening.changes] == [
        "The warden loses 16 HP, 4 left.",
        "The warden loses 4 HP and falls.",
    ]


def test_a_fight_is_lost_when_its_rounds_are_over() -> None:
    happening = _fight(_party(60, 60), Loaded(2, 2, 1, 2, 2, 20, 8, 8))
    assert happening.echo == ["Lost."]
    assert _hp(happening) == [60 - 17, 60]
    assert [(roll.kind, roll.round, roll.die) for roll in happening.rolls] == [
        ("strike", 1, "d20"),
        ("strike", 1, "d20"),
        ("strike", 1, "d20"),
        ("strike", 2, "d20"),
        ("strike", 2, "d20"),
        ("strike", 2, "d20"),
        ("harm", 2, "2d8+1"),
    ]


def test_a_fight_is_lost_when_mercy_leaves_the_last_one_standing() -> None:
    happening = _fight(_party(5, 0), Loaded(2, 20, 8, 8))
    assert happening.echo == ["Lost."]
    assert _hp(happening) == [1, 0]


def test_a_party_of_nobody_loses_and_plays_on() -> None:
    assert _fight(PlayState(scene=8, party_name="The Oars"), Random(1)).echo == ["Lost."]


@pytest.mark.parametrize(
    ("written", "least", "most"), [("d8", 1, 8), ("2d6", 2, 12), ("3d4+2", 3, 12), ("10d100", 10, 1000)]
)
def test_dice_fall_between_their_least_and_their_most(written: str, least: int, most: int) -> None:
    dice = Dice.read(written)
    thrown = [dice.roll(Random(seed)) for seed in range(200)]
    assert least <= min(thrown) <= max(thrown) <= most


@pytest.mark.parametrize("written", ["", "8", "d", "d0", "0d6", "2d6-1", "2d6+0", "d8\n", "２d6"])
def test_what_is_no_dice_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="write dice like"):
        Dice.read(written)
