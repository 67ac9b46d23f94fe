"""YAML as a story's author means it, with the line of everything in it."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import yaml

Place = tuple[str | int, ...]
"""Keys and positions from the top of a file: `("scenes", 2, "choices", 0, "label")`."""

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
