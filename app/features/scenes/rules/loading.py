"""Stories from their files: those that come with the app, and those of the folder `STORIES_DIR`."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from app.features.scenes.errors.play import StoryInvalid
from app.features.scenes.rules.checking import problems
from app.features.scenes.rules.story import Story
from app.kernel.config import settings
from app.kernel.data_files import Page, Unreadable, in_lines, read_page, shape_problems

BUNDLED = Path(__file__).parent / "stories"
DEFAULT_STORY = "a-summons-for-the-river"
"""What is played when nobody names a story."""


@lru_cache
def load_stories() -> Mapping[str, Story]:
    """Every story by its id, read once, the default one first. Raises `StoryInvalid`."""
    stories = stories_in(folders())
    first = {DEFAULT_STORY: stories[DEFAULT_STORY]} if DEFAULT_STORY in stories else {}
    return MappingProxyType(first | stories)


def folders() -> list[Path]:
    """Where stories are looked for."""
    own = settings().stories_dir
    return [BUNDLED] if own is None else [BUNDLED, own]


def stories_in(places: Iterable[Path]) -> dict[str, Story]:
    """The stories of these folders by id. A file of a later folder replaces none of an earlier one."""
    stories: dict[str, Story] = {}
    for file in files_in(places):
        story = read_story(file)
        if story.id in stories:
            raise StoryInvalid(str(file), [f"id: there is a story called {story.id} already"])
        stories[story.id] = story
    return stories


def files_in(places: Iterable[Path]) -> Iterator[Path]:
    """The files of stories in these folders. Raises `StoryInvalid` for a folder that is not there."""
    for folder in places:
        if not folder.is_dir():
            raise StoryInvalid(str(folder), ["STORIES_DIR: there is no such folder"])
        yield from sorted(folder.glob("*.yaml"))


def read_story(file: Path) -> Story:
    """The story in `file`. Raises `StoryInvalid` with every problem, its line and place."""
    page = page_of(file)
    try:
        story = Story.model_validate(page.content)
    except ValidationError as error:
        raise StoryInvalid(str(file), in_lines(page, shape_problems(error))) from error
    wrong = list(problems(story))
    if wrong:
        raise StoryInvalid(str(file), in_lines(page, wrong))
    return story


def page_of(file: Path) -> Page:
    """What `file` holds, and where. Raises `StoryInvalid` when that is no YAML."""
    try:
        return read_page(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StoryInvalid(str(file), ["there is no such file"]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoryInvalid(str(file), [f"can't be read: {error}"]) from error
    except Unreadable as error:
        raise StoryInvalid(str(file), [f"line {error.line}: {error}"]) from error
