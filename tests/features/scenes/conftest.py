"""The story of these tests: the short crossing, as if it were the one that comes with the app."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.features.scenes.rules import loading
from tests.fakes import Fakes


@pytest.fixture
def short_story(monkeypatch: pytest.MonkeyPatch, fakes: Fakes) -> Iterator[None]:
    """The only story that is installed."""
    monkeypatch.setattr(loading, "BUNDLED", Path(__file__).parent / "stories")
    loading.load_stories.cache_clear()
    yield
    loading.load_stories.cache_clear()
