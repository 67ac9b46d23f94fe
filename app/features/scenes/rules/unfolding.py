"""Effects, one after another."""

from app.features.scenes.rules import effects as written
from app.features.scenes.rules.combat import fight
from app.features.scenes.rules.happening import Attempt, Happening
from app.features.scenes.rules.holding import holds, of_class
from app.features.scenes.rules.wording import filled


def unfold(happening: Happening, outcome: written.Outcome, roller: int | None = None) -> None:
    """Tell an outcome and let its effects happen in their order."""
    happening.outcomes.append(outcome)
    happening.tell(outcome.echo, roller)
    for effect in outcome.effects:
        _happen(happening, effect)


def _happen(happening: Happening, effect: written.Effect) -> None:
    match effect:
        case written.HitPoints(hp=amount, who=who):
            for place in happening.reached(who):
                happening.change_hp(place, amount)
        case written.RaiseFlag(flag=flag):
            happening.remember(flag, True)
        case written.LowerFlag(unflag=flag):
            happening.remember(flag, False)
        case written.TakeSymbol(symbol=symbol):
            happening.carry(symbol)
        case written.Raise(whom=whom, hp=hp):
            for place in _raised(happening, whom):
                happening.raise_up(place, hp)
        case _:
            _decide(happening, effect)


def _decide(happening: Happening, effect: written.Effect) -> None:
    match effect:
        case written.Check():
            _check(happening, effect)
        case written.Combat(combat=foe, won=won, lost=lost):
            unfold(happening, won if fight(happening, _named(happening, foe)) else lost)
        case written.Either(when=condition, then=then, otherwise=otherwise):
            unfold(happening, then if holds(condition, happening.story, happening.state) else otherwise)


def _named(happening: Happening, foe: written.Foe) -> written.Foe:
    """The foe with the party's names in its own."""
    story, state = happening.story, happening.state
    names = {"foe": filled(foe.foe, story, state), "label": filled(foe.label, story, state)}
    return foe.model_copy(update=names)


def _check(happening: Happening, effect: written.Check) -> None:
    test = effect.check
    roller = _roller(happening, test)
    name = happening.state.party_name if roller is None else happening.name(roller)
    bonus = 0 if roller is None else happening.bonus(roller, test.trait)
    label = filled(test.label, happening.story, happening.state, roller)
    roll = happening.throw(Attempt("check", label, roller, name, bonus, test.against))
    unfold(happening, effect.success if roll.success else effect.failure, roller)


def _roller(happening: Happening, test: written.Test) -> int | None:
    """Who rolls; None when nobody stands."""
    if not happening.state.standing:
        return None
    meant = [] if test.who == "best" else happening.reached(test.who)
    return meant[0] if meant else happening.best(test.trait)


def _raised(happening: Happening, whom: str) -> list[int]:
    fallen = list(happening.state.fallen)
    if whom.startswith("class:"):
        return of_class(whom.removeprefix("class:"), fallen, happening.story, happening.state)
    return fallen[:1] if whom == "first" else fallen
