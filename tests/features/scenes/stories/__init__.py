"""A story as short as a story may be, for tests."""

from pathlib import Path

from app.features.scenes.rules.loading import read_story
from app.features.scenes.rules.story import Story

SHORT_CROSSING = Path(__file__).parent / "short-crossing.yaml"


def short_crossing() -> Story:
    """The shortest story, read anew."""
    return read_story(SHORT_CROSSING)
