"""What the shape of a story can't say: names that exist, things that are used, ways that lead on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from app.features.scenes.rules import conditions as asked
from app.features.scenes.rules import effects as written
from app.features.scenes.rules.effects import Outcome
from app.features.scenes.rules.frozen import LAST_SCENE, PARTY_SCENE, SYMBOL_SCENE
from app.features.scenes.rules.parts import Part, parts_of
from app.features.scenes.rules.story import SYMBOLS, Choice, Scene, Story
from app.features.scenes.rules.wording import PLACEHOLDER, placeholders
from app.kernel.data_files import Place, Problem

FEWEST_ENDINGS = 6


def problems(story: Story) -> Iterator[Problem]:
    """Everything that keeps `story` from being played, in the order of the file as far as possible."""
    pieces = list(parts_of(story))
    yield from _titles(story)
    for number, scene in enumerate(story.scenes):
        yield from _scene(scene, number)
    for part in pieces:
        for found in CHECKS:
            yield from ((part.place, reason) for reason in found(story, part))
    yield from _endings(story)
    yield from _flags(story, pieces)


def _titles(story: Story) -> Iterator[Problem]:
    """Titles are shown where no party is known."""
    titles: list[tuple[Place, str]] = [
        (("title",), story.title),
        (("tagline",), story.tagline),
        (("about",), story.about),
        (("nameless",), story.nameless),
        *((("scenes", place, "title"), scene.title) for place, scene in enumerate(story.scenes)),
        *((("endings", place, "title"), ending.title) for place, ending in enumerate(story.endings)),
    ]
    for place, title in titles:
        if "{" in title or "}" in title:
            yield place, "no names can be put in here: leave out the braces"


def _scene(scene: Scene, number: int) -> Iterator[Problem]:
    place: Place = ("scenes", number)
    if scene.index != number + 1:
        yield (*place, "index"), f"this is scene {number + 1}"
    should_ask = {PARTY_SCENE: "party", LAST_SCENE: "ending"}.get(number + 1, "choice")
    if scene.ask != should_ask:
        yield (*place, "ask"), f"scene {number + 1} asks for: {should_ask}"
    if scene.echo and number + 1 != PARTY_SCENE:
        yield (*place, "echo"), "an echo belongs to a choice here"
    if should_ask == "choice":
        yield from _choices(scene, place)
    elif scene.choices:
        yield (*place, "choices"), f"scene {number + 1} offers no choices"


def _choices(scene: Scene, place: Place) -> Iterator[Problem]:
    if all(choice.when for choice in scene.choices):
        yield (*place, "choices"), "at least one choice must be offered always, without `when`"
    ids = [choice.id for choice in scene.choices]
    yield from _twice(ids, (*place, "choices"))
    if scene.index != SYMBOL_SCENE:
        return
    if sorted(ids) != sorted(SYMBOLS):
        yield (*place, "choices"), f"scene {SYMBOL_SCENE} offers exactly: {', '.join(SYMBOLS)}"
    for number, choice in enumerate(scene.choices):
        if [each.symbol for each in choice.effects if isinstance(each, written.TakeSymbol)] != [choice.id]:
            yield (*place, "choices", number), f"this choice has the effect {{symbol: {choice.id}}}"


def _twice(ids: list[str], place: Place) -> Iterator[Problem]:
    for number, name in enumerate(ids):
        if name in ids[:number]:
            yield (*place, number, "id"), f"{name} is the id of another one"


def _endings(story: Story) -> Iterator[Problem]:
    last = len(story.endings) - 1
    if len(story.endings) < FEWEST_ENDINGS:
        yield ("endings",), f"there are at least {FEWEST_ENDINGS}"
    yield from _twice([ending.id for ending in story.endings], ("endings",))
    for number, ending in enumerate(story.endings):
        if number < last and ending.when is None:
            yield ("endings", number), "no ending behind one without `when` can be reached"
        if number == last and ending.when is not None:
            yield ("endings", number, "when"), "the last ending has no condition: it is for all the rest"


def _flags(story: Story, pieces: Iterable[Part]) -> Iterator[Problem]:
    raised, read = Counter[str](), Counter[str]()
    for part in pieces:
        match part.piece:
            case written.RaiseFlag(flag=flag):
                raised[flag] += 1
            case asked.FlagIs(flag=flag):
                read[flag] += 1
            case _:
                pass
    for flag in story.flags:
        if not raised[flag]:
            yield ("flags", flag), "no effect raises this flag"
        if not read[flag]:
            yield ("flags", flag), "no condition asks for this flag"


def _condition_problems(story: Story, part: Part) -> Iterator[str]:
    match part.piece:
        case asked.FlagIs(flag=flag):
            yield from _unknown("flag", flag, story.flags)
        case asked.SymbolIs(symbol=symbol):
            yield from _unknown("symbol", symbol, SYMBOLS)
        case asked.ClassLives(lives=wanted):
            yield from _unknown("class", wanted, story.classes)
        case asked.ChoiceWas(choice=answers):
            for key, answer in answers.items():
                yield from _answer_problems(story, part, int(key.removeprefix("scene")), answer)
        case _:
            pass


def _answer_problems(story: Story, part: Part, scene: int, answer: str) -> Iterator[str]:
    if scene > part.answered:
        yield f"scene {scene} has not been answered by then"
    choices = [choice.id for choice in story.scene(scene).choices]
    yield from _unknown(f"choice of scene {scene}", answer, choices)


def _effect_problems(story: Story, part: Part) -> Iterator[str]:
    match part.piece:
        case written.RaiseFlag(flag=flag) | written.LowerFlag(unflag=flag):
            yield from _unknown("flag", flag, story.flags)
        case written.TakeSymbol() if part.answered != SYMBOL_SCENE or len(part.place) != _CHOICE_EFFECT:
            yield f"the symbol is taken by the choices of scene {SYMBOL_SCENE} and nowhere else"
        case written.HitPoints(hp=0):
            yield "0 hit points change nothing"
        case (
            written.HitPoints(who=who) | written.Raise(whom=who) | written.Check(check=written.Test(who=who))
        ):
            if who.startswith("class:"):
                yield from _unknown("class", who.removeprefix("class:"), story.classes)
        case _:
            pass


_CHOICE_EFFECT = len(("scenes", 5, "choices", 0, "effects", 0))


def _silence_problems(story: Story, part: Part) -> Iterator[str]:
    """A choice or an outcome of dice without any consequence; `otherwise` may be left out."""
    piece = part.piece
    if isinstance(piece, Choice) and not piece.echo and not piece.effects:
        yield "this choice has neither an echo nor an effect"
    if isinstance(piece, Outcome) and not piece.echo and not piece.effects and part.place[-1] != "otherwise":
        yield "this outcome has neither an echo nor an effect"


def _text_problems(story: Story, part: Part) -> Iterator[str]:
    if not isinstance(part.piece, str):
        return
    known = placeholders(tuple(story.classes))
    for wanted in PLACEHOLDER.findall(part.piece):
        if wanted not in known:
            yield f"{{{wanted}}} is no name; there are: {', '.join(sorted(known))}"
        elif wanted == "hero.roller" and not part.rolled:
            yield "{hero.roller} is known only in the label and the outcomes of a check"
        elif wanted != "party" and part.answered < PARTY_SCENE:
            yield f"{{{wanted}}} has no name yet: heroes are named in scene {PARTY_SCENE}"
    if set(PLACEHOLDER.sub("", part.piece)) & {"{", "}"}:
        yield "a brace stands alone"


def _unknown(kind: str, name: str, names: Iterable[str]) -> Iterator[str]:
    known = list(names)
    if name not in known:
        yield f"there is no {kind} {name}; there are: {', '.join(known) or 'none'}"


CHECKS: tuple[Callable[[Story, Part], Iterator[str]], ...] = (
    _condition_problems,
    _effect_problems,
    _silence_problems,
    _text_problems,
)
"""What is looked for in each part."""
