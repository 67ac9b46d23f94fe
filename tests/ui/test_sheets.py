"""A part's class names are its own: a page shows several parts, and so wears several sheets at once."""

import re
from collections import defaultdict
from pathlib import Path

SHEETS = Path(__file__).resolve().parents[2] / "assets"
_STYLED = re.compile(r"^\.([\w-]+) \{", re.MULTILINE)


def test_no_two_sheets_style_the_same_class() -> None:
    sheets = defaultdict(set)
    for sheet in SHEETS.glob("*.css"):
        for name in _STYLED.findall(sheet.read_text()):
            sheets[name].add(sheet.name)
    assert {name: found for name, found in sheets.items() if len(found) > 1} == {}
