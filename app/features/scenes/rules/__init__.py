"""What a story is and how it is played, as pure functions and data; only `loading` reads files."""

from app.features.scenes.rules.adopting import adopt
from app.features.scenes.rules.loading import load_stories
from app.features.scenes.rules.play import begin, dice_for, page, play, replay
from app.features.scenes.rules.playthrough import (
    Change,
    ChoiceView,
    ClassView,
    EndingView,
    Hero,
    HeroForm,
    Move,
    PartyForm,
    PartyView,
    PlayState,
    Roll,
    ScenePage,
    Step,
)
from app.features.scenes.rules.story import Story

__all__ = [
    "Change",
    "ChoiceView",
    "ClassView",
    "EndingView",
    "Hero",
    "HeroForm",
    "Move",
    "PartyForm",
    "PartyView",
    "PlayState",
    "Roll",
    "ScenePage",
    "Step",
    "Story",
    "adopt",
    "begin",
    "dice_for",
    "load_stories",
    "page",
    "play",
    "replay",
]
