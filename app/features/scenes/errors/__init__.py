"""The named failures of stories, parties and runs."""

from app.features.scenes.errors.runs import (
    InvalidPlace,
    NothingToUndo,
    NoWayBack,
    RunMoved,
    RunNotFound,
    RunTaken,
    SessionIdTaken,
    StoryMissing,
    StoryNotFound,
)

__all__ = [
    "InvalidPlace",
    "NoWayBack",
    "NothingToUndo",
    "RunMoved",
    "RunNotFound",
    "RunTaken",
    "SessionIdTaken",
    "StoryMissing",
    "StoryNotFound",
]
