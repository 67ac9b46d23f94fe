"""Stories from their files: those that come with the app, and those of the folder `STORIES_DIR`."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.features.scenes.errors.play import StoryInvalid
from app.features.scenes.rules.checking import Problem, problems
from app.features.scenes.rules.reading import Page, Place, Unreadable, read_page
from app.features.scenes.rules.story import Story
from app.kernel.config import settings

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
        raise StoryInvalid(str(file), in_lines(page, _of_shape(error))) from error
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


def in_lines(page: Page, found: Iterable[Problem]) -> list[str]:
    """`line 12: scenes.2.title: …` for each problem, in the order of the file."""
    numbered = sorted((page.line(place), spoken(page, place), reason) for place, reason in found)
    return [f"line {line}: {place}: {reason}" for line, place, reason in dict.fromkeys(numbered)]


def _of_shape(error: ValidationError) -> Iterator[Problem]:
    details = error.errors()
    for detail in details:
        # A list is called too short as well when one of its entries is wrong: that says nothing new.
        within = any(each["loc"][: len(detail["loc"])] == detail["loc"] for each in details if each != detail)
        if not (within and detail["type"] == "too_short"):
            yield _place(detail), _reason(detail)


def _reason(detail: ErrorDetails) -> str:
    """What pydantic found, in an author's words where its own are a programmer's."""
    return _REASONS.get(detail["type"], detail["msg"].removeprefix("Value error, "))


_REASONS = {
    "missing": "this is missing",
    "extra_forbidden": "there is no such field here",
    "string_type": "write a text here; put quotes around a number or a date",
    "tuple_type": "write a list here",
    "dict_type": "write names and values here",
    "mapping_type": "write names and values here",
    "model_type": "write names and values here",
    "model_attributes_type": "write names and values here",
    "int_type": "write a whole number here",
    "bool_type": "write true or false here",
}


def _place(detail: ErrorDetails) -> Place:
    """Where it is in the file, which knows nothing of the tags of alternatives."""
    return tuple(step for step in detail["loc"] if not str(step).startswith("<"))


def spoken(page: Page, place: Place) -> str:
    """`scenes[3].choices[left].label`, or `the file` for its top; without an id, entries count from 1."""
    words = ""
    content = page.content
    for step in place:
        content = _inside(content, step)
        if isinstance(step, int):
            marks = content if isinstance(content, dict) else {}
            words += f"[{marks.get('id', marks.get('index', step + 1))}]"
        else:
            words += f".{step}" if words else step
    return words or "the file"


def _inside(content: Any, step: str | int) -> Any:
    try:
        return content[step]
    except (TypeError, KeyError, IndexError):
        return None
