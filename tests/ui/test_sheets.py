"""A part's class names are its own: a page shows several parts, and so wears several sheets at once."""

import re
from collections import defaultdict
from pathlib import Path

SHEETS = Path(__file__).resolve().parents[2] / "assets"
STUDIO = ("choices", "conflicts", "editor", "film", "player", "studio", "timeline", "track", "uploads")
_STYLED = re.compile(r"^\.([\w-]+) \{", re.MULTILINE)


def test_no_two_sheets_of_the_studio_style_the_same_class() -> None:
    sheets = defaultdict(set)
    for sheet in STUDIO:
        for name in _STYLED.findall((SHEETS / f"{sheet}.css").read_text()):
            sheets[name].add(sheet)
    assert {name: found for name, found in sheets.items() if len(found) > 1} == {}
