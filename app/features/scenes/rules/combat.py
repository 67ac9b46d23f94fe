"""A short fight with dice on the table.

Each round everybody who stands strikes once, in the party's order: 1d20 and might against 10 and the
foe's might. A strike that hits takes 5 hit points and 1 more for each point above what was needed.
Then the foe strikes one of them: 1d20 and its might against 10 and the hero's wits, for its harm.
The party wins when the foe has no hit points left; it loses when the rounds are over, or when only
mercy leaves the last of them standing.
"""

from app.features.scenes.rules.effects import Foe
from app.features.scenes.rules.happening import Attempt, Happening
from app.features.scenes.rules.playthrough import Change

BLOW = 5
PARTY_OF = 4
"""How many heroes a foe's hit points are meant for."""


def fight(happening: Happening, foe: Foe) -> bool:
    """Fight it out; whether the party won."""
    most = left = max(1, round(foe.hp * len(happening.state.standing) / PARTY_OF))
    for in_round in range(1, foe.rounds + 1):
        left = _party_strikes(happening, foe, in_round, left, most)
        if left == 0:
            return True
        if not happening.state.standing or _foe_strikes(happening, foe, in_round):
            return False
    return False


def _party_strikes(happening: Happening, foe: Foe, in_round: int, left: int, most: int) -> int:
    """The foe's hit points after everybody has struck."""
    needed = 10 + foe.might
    for place in happening.state.standing:
        might = happening.bonus(place, "might")
        attempt = Attempt("strike", foe.label, place, happening.name(place), might, needed, in_round)
        roll = happening.throw(attempt)
        if roll.success:
            lost = min(left, BLOW + max(0, roll.total - needed))
            left -= lost
            happening.changes.append(_foe_loses(foe, lost, left, most, len(happening.rolls)))
        if left == 0:
            break
    return left


def _foe_strikes(happening: Happening, foe: Foe, in_round: int) -> bool:
    """Whether that beat down the last who stood."""
    place = happening.any_of(happening.state.standing)
    label = f"{foe.foe} strikes at {happening.name(place)}"
    needed = 10 + happening.bonus(place, "wits")
    strike = Attempt("strike", label, None, foe.foe, foe.might, needed, in_round)
    if not happening.throw(strike).success:
        return False
    return happening.change_hp(place, -happening.throw_harm(foe.harm, strike))


def _foe_loses(foe: Foe, lost: int, left: int, most: int, rolls: int) -> Change:
    words = f"loses {lost} HP and falls." if left == 0 else f"loses {lost} HP, {left} left."
    return Change(
        kind="foe",
        who=foe.foe,
        amount=-lost,
        hp=left,
        max_hp=most,
        after_rolls=rolls,
        text=f"{foe.foe} {words}",
    )
