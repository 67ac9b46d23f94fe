"""The party as it sets out from scene 2: checked, tidied, with the hit points of its classes."""

from collections.abc import Iterator

from app.features.scenes.errors.play import PartyNotReady
from app.features.scenes.rules.playthrough import ClassView, Hero, HeroForm, PartyForm, PartyView
from app.features.scenes.rules.story import Story
from app.kernel.texts import one_line

LEAST, MOST = 2, 4
PARTY_NAME_LENGTH, HERO_NAME_LENGTH = 120, 80

Fault = tuple[str, str]
"""A field such as `heroes.0.name`, and what is wrong with it."""


def party_view(story: Story) -> PartyView:
    """The classes and suggestions that scene 2 offers."""
    shown = (ClassView(id=key, **one.model_dump()) for key, one in story.classes.items())
    return PartyView(classes=tuple(shown), names=story.party_names, least=LEAST, most=MOST)


def set_out(story: Story, form: PartyForm | None) -> tuple[str, tuple[Hero, ...]]:
    """The party's name and heroes. Raises `PartyNotReady` with a text for each field at fault."""
    if form is None:
        raise PartyNotReady({"party": ["Name a party and choose its heroes."]})
    faults: dict[str, list[str]] = {}
    for field, text in _faults(story, form):
        faults.setdefault(field, []).append(text)
    if faults:
        raise PartyNotReady(faults)
    return one_line(form.name), tuple(_hero(story, hero) for hero in form.heroes)


def _faults(story: Story, form: PartyForm) -> Iterator[Fault]:
    yield from _name_faults("name", form.name, PARTY_NAME_LENGTH)
    if not LEAST <= len(form.heroes) <= MOST:
        yield "heroes", f"Choose {LEAST} to {MOST} heroes."
    for place, hero in enumerate(form.heroes[:MOST]):
        yield from _name_faults(f"heroes.{place}.name", hero.name, HERO_NAME_LENGTH)
        if hero.hero_class not in story.classes:
            yield f"heroes.{place}.class", f"Choose one of: {', '.join(story.classes)}."


def _name_faults(field: str, name: str, longest: int) -> Iterator[Fault]:
    try:
        tidy = one_line(name)
    except ValueError as reason:
        yield field, str(reason)
        return
    if not tidy:
        yield field, "Write a name here."
    if len(tidy) > longest:
        yield field, f"Use at most {longest} characters."


def _hero(story: Story, form: HeroForm) -> Hero:
    hp = story.classes[form.hero_class].hp
    return Hero(name=one_line(form.name), hero_class=form.hero_class, hp=hp, max_hp=hp)
