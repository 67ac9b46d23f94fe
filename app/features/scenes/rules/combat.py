"""A short fight with dice on the table.

Each round everybody who stands strikes once, in the party's order: 1d20 and might against 10 and the
foe's might. A strike that hits takes 5 hit points and 1 more for each point above what was needed.
Then the foe strikes one of them: 1d20 and its might against 10 and the hero's wits, for its harm.
The party wins when the foe has no hit points left; it loses when the rounds are over, or when the
last of them is beaten down to where mercy begins.
"""

from app.features.scenes.rules.effects import Dice, Foe
from app.features.scenes.rules.happening import Happening
from app.features.scenes.rules.playthrough import Change

BLOW = 5
PARTY_OF = 4
"""How many heroes a foe's hit points are meant for."""


def fight(happening: Happening, foe: Foe) -> bool:
    """Fight it out; whether the party won."""
    standing = len(happening.state.standing)
    most = left = max(1, round(foe.hp * standing / PARTY_OF))
    for round_number in range(1, foe.rounds + 1):
        left = _party_strikes(happening, foe, round_number, left, most)
        if left == 0:
            return True
        if not happening.state.standing or _foe_strikes(happening, foe, round_number):
            return False
    return False


def _party_strikes(happening: Happening, foe: Foe, round_number: int, left: int, most: int) -> int:
    """The foe's hit points after everybody has struck."""
    for place in happening.state.standing:
        roll = happening.throw(
            "strike",
            place,
            happening.name(place),
            happening.bonus(place, "might"),
            10 + foe.might,
            foe.label,
            round_number,
        )
        if roll.success:
            lost = min(left, BLOW + max(0, roll.total - 10 - foe.might))
            left -= lost
            happening.changes.append(_foe_loses(foe, lost, left, most, len(happening.rolls)))
        if left == 0:
            break
    return left


def _foe_strikes(happening: Happening, foe: Foe, round_number: int) -> bool:
    """Whether that beat down the last who stood."""
    place = happening.chance.choice(happening.state.standing)
    against = 10 + happening.bonus(place, "wits")
    label = f"{foe.foe} strikes at {happening.name(place)}"
    if not happening.throw("strike", None, foe.foe, foe.might, against, label, round_number).success:
        return False
    harm = happening.throw_harm(Dice.read(foe.harm), foe.harm, foe.foe, label, round_number)
    happening.change_hp(place, -harm)
    return happening.changes[-1].kind == "spared"


def _foe_loses(foe: Foe, lost: int, left: int, most: int, rolls: int) -> Change:
    text = f"{foe.foe} loses {lost} HP" + (" and falls." if left == 0 else f", {left} left.")
    return Change(kind="foe", who=foe.foe, amount=-lost, hp=left, max_hp=most, after_rolls=rolls, text=text)
