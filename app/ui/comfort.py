"""How a person likes the screen: kept with them, and in the browser so that the first paint is right."""

import json
from pathlib import Path

import reflex as rx
from reflex.event import EventSpec

from app.kernel.ports.people import Preferences


def _bare(script: str) -> str:
    """`script` without its comment lines and indentation: every page carries it in its head."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


BEFORE_PAINT = _bare((Path(__file__).parent / "before_paint.js").read_text())
"""A script inside every page's head: it runs before anything is drawn."""


def remember(preferences: Preferences) -> EventSpec:
    """Let this browser look as the signed-in person likes it, now and at the next first paint."""
    # Every value is one of a few words of our own; nothing that somebody typed.
    return rx.run_script(f"window.everkeep?.remember({json.dumps(preferences.model_dump())})")


def forget_sign_in() -> EventSpec:
    """Nobody is signed in after all: let `/` show the landing page from now on."""
    return rx.run_script("window.everkeep?.forgetSignIn()")
