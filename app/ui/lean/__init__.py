"""Keeps a first visit small: what the pages' scripts leave out, and how they are cut into files.

React, its router, the socket and Reflex are most of the 200 KB that a first visit may cost. Of some
libraries that Reflex brings the pages use a corner or nothing; the build takes a stand-in of ours instead,
which refuses what it does not know: a missing export ends the build, the rest raises where it is used.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

import structlog
from reflex_base.plugins.base import CommonContext, Plugin, PreCompileContext

_VITE = "vite.config.js"
_IMPORTS = 'import { defineConfig } from "vite";\n'
_PLUGINS = "    reactRouter(),\n"
# The script with the backend's addresses stays a file of its own: `OneOrigin` rewrites it.
_GROUPS = '              name: "reflex-env",\n            },\n'
_FOLDER = Path(__file__).parent

log = structlog.get_logger()


class LeanPages(Plugin):
    """Gives Vite the stand-ins beside this file, and the files that a first visit shares."""

    def get_static_assets(self, **context: Unpack[CommonContext]) -> Sequence[tuple[Path, str | bytes]]:
        return [(Path("lean") / source.name, source.read_text()) for source in sorted(_FOLDER.glob("*.js"))]

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_modify_task"](_VITE, lean)


def lean(vite_config: str) -> str:
    """Vite's configuration with stand-ins and groups.

    A newer Reflex may have no place for them: then pages are built as it ships them, only larger.
    """
    additions = {
        _IMPORTS: 'import { GROUPS, standIns } from "./lean/vite.js";\n',
        _PLUGINS: "    standIns(),\n",
        _GROUPS: "            ...GROUPS,\n",
    }
    if any(vite_config.count(place) != 1 for place in additions):
        log.warning("pages will be larger: this Reflex's build has no place for their stand-ins")
        return vite_config
    for place, addition in additions.items():
        vite_config = vite_config.replace(place, place + addition)
    return vite_config
