"""Makes pages, REST and the event socket one origin, wherever the app is reached.

Reflex compiles the address of its backend into the pages. Served on another port, behind a proxy or
under another name, they would call the address of the build.
"""

import re
from pathlib import Path
from typing import Unpack

from reflex_base.config import get_config
from reflex_base.plugins.base import Plugin, PostBuildContext, PreCompileContext

_VITE = "vite.config.js"
_SERVER = "server: {\n"
_BACKEND_URL = re.compile(r"""(["'`])(ws|http)s?://[^/"'`]+(/[^"'`]*)\1""")


class OneOrigin(Plugin):
    """In production the pages call whatever served them; in development Vite passes REST on."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_modify_task"](_VITE, with_proxy)

    def post_build(self, **context: Unpack[PostBuildContext]) -> None:
        _rewrite(context["static_dir"])


def with_proxy(vite_config: str) -> str:
    """The development server's configuration, passing `/api` to the backend."""
    if _SERVER not in vite_config:
        raise RuntimeError(f"{_VITE} has no server section any more: the proxy for /api has no place")
    proxy = f'    proxy: {{ "/api": {{ target: "http://127.0.0.1:{get_config().backend_port}" }} }},\n'
    return vite_config.replace(_SERVER, _SERVER + proxy, 1)


def relative_to_page(script: str) -> str:
    """The script that holds the backend's addresses, with them taken from the page's own."""
    return _BACKEND_URL.sub(
        lambda url: f'(location.origin{".replace(/^http/,`ws`)" if url[2] == "ws" else ""}+"{url[3]}")',
        script,
    )


def _rewrite(static_dir: Path) -> None:
    holders = list((static_dir / "assets").glob("reflex-env-*.js"))
    if not holders:
        raise RuntimeError("the build has no script with the backend's addresses any more")
    for holder in holders:
        holder.write_text(relative_to_page(holder.read_text()))
