"""Data that people write as YAML: read as they mean it, and every problem told with its line and place."""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

Place = tuple[str | int, ...]
"""Keys and positions from the top of a file: `("scenes", 2, "choices", 0, "label")`."""
Problem = tuple[Place, str]
"""Where, and what is wrong there."""

# The C parser of the same library is ten times faster; it is part of most of its builds.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SURPRISES = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")


class _Loader(_Parser):  # type: ignore[misc]  # (which of the two it is shows only when running)
    """`no` and `on` are words and a date is a text, as YAML 1.2 has it; a key comes once."""

    yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in resolvers if tag not in _SURPRISES]
        for letter, resolvers in _Parser.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode):
                raise _problem("a name is one word or text here", key)
            if key.value in seen:
                raise _problem(f"{key.value} is written twice", key)
            seen.add(key.value)
        made: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return made

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, KeyError, AttributeError) as error:  # of a `!!int` that is none
            raise _problem(f"this is no {node.tag.rpartition(':')[2]}", node) from error


def _problem(reason: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.constructor.ConstructorError(None, None, reason, node.start_mark)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class Unreadable(ValueError):
    """No YAML. `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class Page:
    """What a file holds, and where."""

    content: Any
    top: yaml.Node

    def line(self, place: Place) -> int:
        """The line, from 1, of what stands at `place`, or of the nearest thing around it."""
        node = self.top
        line = node.start_mark.line
        for step in place:
            inner = _inner(node, step)
            if inner is None:
                continue
            line, node = inner
        return line + 1


def _inner(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            if key.value == str(step):
                return key.start_mark.line, child
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return None


def read_page(text: str) -> Page:
    """What `text` says. Raises `Unreadable`."""
    loader = _Loader(text)
    try:
        top = loader.get_single_node()
        if top is None:
            raise Unreadable(1, "there is nothing in this file")
        return Page(loader.construct_document(top), top)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, error.problem or str(error)) from error
    except yaml.YAMLError as error:
        raise Unreadable(1, str(error)) from error
    finally:
        loader.dispose()


def in_lines(page: Page, found: Iterable[Problem]) -> list[str]:
    """`line 12: scenes.2.title: …` for each problem, in the order of the file."""
    numbered = sorted((page.line(place), spoken(page, place), reason) for place, reason in found)
    return [f"line {line}: {place}: {reason}" for line, place, reason in dict.fromkeys(numbered)]


def shape_problems(error: ValidationError) -> Iterator[Problem]:
    """What pydantic found in a file's content."""
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
