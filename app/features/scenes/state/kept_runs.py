"""What this browser knows of runs that belong to nobody: their session ids, in its own storage."""

import json
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from app.ui.local_assets import local_asset

_SCRIPT = json.dumps(str(local_asset(__name__, "kept_runs.js")))


def _of_the_browser(call: str, **kwargs: Any) -> EventSpec:
    return rx.call_script(f"import({_SCRIPT}).then((kept) => kept.{call})", **kwargs)


def remember(session_id: str) -> EventSpec:
    """Let this browser keep the id of a run that was begun in it."""
    return _of_the_browser(f"add({json.dumps(session_id)})")


def forget(session_id: str) -> EventSpec:
    """Let this browser drop the id of a run."""
    return _of_the_browser(f"drop({json.dumps(session_id)})")


def recall(callback: Any) -> EventSpec:
    """Send `callback` the ids that this browser keeps, newest first."""
    return _of_the_browser("list()", callback=callback)


def claim() -> EventSpec:
    """Somebody is signed in: make what this browser keeps theirs, and tell them. Does nothing otherwise."""
    # Nothing is fetched where nothing is kept; `refs` is where toasts are raised.
    return rx.call_script(
        'localStorage.getItem("everkeep:runs") && '
        f'import({_SCRIPT}).then((kept) => kept.claim(refs["__toast"]))'
    )
