"""A run as a story to read, in Markdown: every scene as it was shown, what was chosen, what the dice said."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from app.features.scenes.rules.frozen import FIRST_SCENE, LAST_SCENE
from app.features.scenes.rules.play import page
from app.features.scenes.rules.playthrough import Hero, PlayState, ScenePage, Step
from app.features.scenes.rules.story import Story

_SIGNS = re.compile(r"[\\`*_\[\]<>|~&]")
_AT_THE_START = re.compile(r"^(\d+(?=[.)])|(?=[#+=-]))")
"""Where a `1.`, a `-` or a `#` would begin a list, a line or a heading."""


def retold(story: Story, origin: PlayState, steps: Sequence[Step]) -> str:
    """The run from `origin` to where it stands. Names that people gave are text, whatever signs they hold."""
    state = steps[-1].after if steps else origin
    blocks = [f"# {_plain(state.party_name)}", f"*{_plain(story.title)}. {_plain(story.tagline)}*"]
    if origin.scene > FIRST_SCENE:
        blocks.append(f"*The story before scene {origin.scene} was played elsewhere.*")
    for step in steps:
        blocks += _scene(page(story, step.before))
        blocks += _chosen(story, step)
        blocks += _what_came_of_it(step)
    blocks += _scene(page(story, state))
    blocks += _end(story, state)
    return "\n\n".join(blocks) + "\n"


def _scene(shown: ScenePage) -> Iterator[str]:
    yield f"## {shown.scene}. {_plain(shown.title)}"
    yield from map(_plain, shown.paragraphs)
    if shown.ending is not None:
        yield f"### {_plain(shown.ending.title)}"
        yield from map(_plain, shown.ending.paragraphs)


def _chosen(story: Story, step: Step) -> Iterator[str]:
    if step.move.party is None:
        yield f"**You chose:** {_plain(step.label)}"
    else:
        yield f"**Who set out:** {_plain(step.label)}"
        yield "\n".join(f"- {_who(story, hero)}" for hero in step.after.heroes)


def _what_came_of_it(step: Step) -> Iterator[str]:
    """Paragraphs, and lists of what the dice and wounds between them say."""
    for listed, told in groupby(_in_order(step), key=lambda one: one[0]):
        texts = [_plain(text) for _, text in told]
        yield from ["\n".join(f"- {text}" for text in texts)] if listed else texts


def _in_order(step: Step) -> Iterator[tuple[bool, str]]:
    """Every text with whether it belongs in a list."""
    for thrown in range(len(step.rolls) + 1):
        for text, after in zip_longest(step.echo, step.told_after, fillvalue=0):
            if after == thrown:
                yield False, str(text)
        yield from ((True, change.text) for change in step.changes if change.after_rolls == thrown)
        yield from ((True, roll.text) for roll in step.rolls[thrown : thrown + 1])


def _end(story: Story, state: PlayState) -> Iterator[str]:
    yield "---"
    if state.scene < LAST_SCENE:
        yield f"*Here the story stands, at scene {state.scene} of {LAST_SCENE}.*"
    if state.heroes:
        yield "**The party:**"
        yield "\n".join(f"- {_who(story, hero)}, {_how(hero)}" for hero in state.heroes)


def _who(story: Story, hero: Hero) -> str:
    known = story.class_id(hero.hero_class)
    kind = story.classes[known].name if known else hero.hero_class
    return f"{_plain(hero.name)}, {_plain(kind)}"


def _how(hero: Hero) -> str:
    return f"{hero.hp} of {hero.max_hp} HP" if hero.stands else "fallen"


def _plain(text: str) -> str:
    """`text` on one line, with every sign that Markdown or HTML would take for its own escaped."""
    escaped = _SIGNS.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))
    return _AT_THE_START.sub(r"\1\\", escaped)
