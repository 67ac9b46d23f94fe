"""Scripts that stand beside the Python module that shows them."""

import sys
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from reflex.assets import AssetPathStr
from reflex_base import constants
from reflex_base.environment import EnvironmentVariables

_EXTERNAL = constants.Dirs.EXTERNAL_APP_ASSETS


def local_asset(module: str, name: str) -> AssetPathStr:
    """The address of the file `name` beside `module`, which says its `__name__`; links it for the build.

    Its `importable_path` is what a component names as its `library`. The same address that
    `rx.asset(name, shared=True)` gives, without its look at the source of every frame above the caller's:
    with some eighty files that took half of the app's start.
    """
    source = Path(str(sys.modules[module].__file__)).with_name(name)
    digest = sha256(source.read_bytes()).hexdigest()[:8]
    path = f"/{_EXTERNAL}/{module.replace('.', '/')}/{name}"
    if not EnvironmentVariables.REFLEX_BACKEND_ONLY.get():
        _link(Path.cwd() / constants.Dirs.APP_ASSETS / path[1:], source)
    return AssetPathStr(f"{path}?v={digest}", importable_path=path)


def _link(link: Path, source: Path) -> None:
    """Let `link` lead to `source`, in one step: processes that start at the same time do the same."""
    if link.is_symlink() and link.readlink() == source:
        return
    link.parent.mkdir(parents=True, exist_ok=True)
    unfinished = link.with_name(f".{uuid4().hex}.tmp")
    unfinished.symlink_to(source)
    unfinished.replace(link)
