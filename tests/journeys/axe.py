"""axe-core, from npm, on whatever page is open."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from filelock import FileLock
from playwright.sync_api import Page

_FOLDER = Path(__file__).parent
_SCRIPT = _FOLDER / "node_modules" / "axe-core" / "axe.min.js"
_GRAVE = ("serious", "critical")


def grave_findings(page: Page) -> list[str]:
    """Each serious or critical finding on the page, with the first elements that it is about."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [_told(finding) for finding in found["violations"] if finding["impact"] in _GRAVE]


def _script() -> str:
    with FileLock(_FOLDER / ".npm.lock"):
        if not _SCRIPT.exists():
            npm = Path(sys.executable).parent / "npm"
            subprocess.run([npm, "ci", "--prefix", _FOLDER], check=True, capture_output=True)
    return _SCRIPT.read_text()


def _told(finding: dict[str, Any]) -> str:
    places = "; ".join(f"{node['html'][:200]} ({node['failureSummary']})" for node in finding["nodes"][:3])
    return f"{finding['id']} ({finding['impact']}): {places}"
