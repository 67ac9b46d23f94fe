"""Stories from their files: those that come with the app, and those of the folder `STORIES_DIR`."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.features.scenes.errors.play import StoryInvalid
from app.features.scenes.rules.reading import Page, Place, Unreadable, read_page
from app.features.scenes.rules.story import Story
from app.kernel.config import settings

BUNDLED = Path(__file__).parent / "stories"
DEFAULT_STORY = "a-summons-for-the-river"


@lru_cache
def load_stories() -> Mapping[str, Story]:
    """Every story by its id, read once. Raises `StoryInvalid` for the first bad file."""
    return MappingProxyType(stories_in(folders()))


def folders() -> list[Path]:
    """Where stories are looked for."""
    own = settings().stories_dir
    return [BUNDLED] if own is None else [BUNDLED, own]


def stories_in(places: Iterable[Path]) -> dict[str, Story]:
    """The stories of these folders by id. A file of a later folder replaces none of an earlier one."""
    stories: dict[str, Story] = {}
    for file in _files(places):
        story = read_story(file)
        if story.id in stories:
            raise StoryInvalid(str(file), [f"id: there is a story called {story.id} already"])
        stories[story.id] = story
    return stories


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for folder in places:
        if not folder.is_dir():
            raise StoryInvalid(str(folder), ["STORIES_DIR: there is no such folder"])
        yield from sorted(folder.glob("*.yaml"))


def read_story(file: Path) -> Story:
    """The story in `file`. Raises `StoryInvalid` with every problem, its line and place."""
    try:
        page = read_page(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise StoryInvalid(str(file), [f"can't be read: {error}"]) from error
    except Unreadable as error:
        raise StoryInvalid(str(file), [f"line {error.line}: {error}"]) from error
    try:
        return Story.model_validate(page.content)
    except ValidationError as error:
        raise StoryInvalid(str(file), [_told(page, each) for each in error.errors()]) from error


def _told(page: Page, detail: ErrorDetails) -> str:
    place = located(page, detail["loc"])
    reason = detail["msg"].removeprefix("Value error, ")
    return f"line {page.line(place)}: {spoken(place)}: {reason}"


def located(page: Page, loc: Place) -> Place:
    """`loc` without the names of alternatives, which pydantic puts in and no file has."""
    place: list[str | int] = []
    content = page.content
    for position, step in enumerate(loc):
        try:
            content = content[step]
        except (TypeError, KeyError, IndexError):
            if position < len(loc) - 1:
                continue
        place.append(step)
    return tuple(place)


def spoken(place: Place) -> str:
    """`scenes.2.choices.0.label`, or `top` for the file itself."""
    return ".".join(map(str, place)) or "top"
