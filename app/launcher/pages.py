"""Builds the pages when their sources have changed since the last build."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import structlog
from filelock import FileLock

from app.kernel.config import settings
from app.launcher.sidecars import squeeze

log = structlog.get_logger()

ROOT = Path(__file__).parents[2]
_WEB = ROOT / ".web"
_BUILT = _WEB / "build" / "client"
_STAMP = _WEB / "everkeep-build"
_SOURCES = (".py", ".jsx", ".js", ".css", ".json", ".yaml", ".yml")


class BuildFailed(RuntimeError):
    """The pages could not be built; the message holds the end of the builder's output."""


def build_if_changed() -> bool:
    """Build the pages unless the last build was of the same sources. Raises `BuildFailed`."""
    with FileLock(ROOT / ".pages.lock"):
        wanted = fingerprint()
        if _BUILT.is_dir() and _STAMP.is_file() and _STAMP.read_text() == wanted:
            return False
        log.info("building the pages; this takes about half a minute")
        _build()
        squeeze(_BUILT)
        _STAMP.write_text(wanted)
        return True


def fingerprint() -> str:
    """A hash of everything that the built pages depend on."""
    found = hashlib.sha256()
    for path in _sources():
        found.update(path.relative_to(ROOT).as_posix().encode())
        found.update(path.read_bytes())
    found.update(f"styleguide {settings().styleguide}".encode())
    for name, version in sorted(_reflex_packages()):
        found.update(f"{name} {version}".encode())
    return found.hexdigest()


def _sources() -> Iterator[Path]:
    yield ROOT / "rxconfig.py"
    # Not the package.json beside it, which Reflex writes while it builds and mends after a build that broke.
    yield ROOT / "reflex.lock" / "package-lock.json"
    for folder in ("app", "assets"):
        for path in sorted((ROOT / folder).rglob("*")):
            ours = folder != "app" or path.suffix in _SOURCES
            # Reflex links the app's own assets here while it builds.
            if path.is_file() and ours and "external" not in path.relative_to(ROOT).parts[:2]:
                yield path


def _reflex_packages() -> Iterator[tuple[str, str]]:
    for found in distributions():
        if found.name.startswith("reflex"):
            yield found.name, found.version


def _build() -> None:
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    built = subprocess.run(  # noqa: S603  (a fixed command)
        command, cwd=ROOT, env=os.environ | {"NO_COLOR": "1"}, capture_output=True, text=True, check=False
    )
    if built.returncode != 0:
        raise BuildFailed((built.stdout + built.stderr)[-4000:])
