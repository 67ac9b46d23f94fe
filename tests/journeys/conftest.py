"""Browsers and the server that journeys need."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.server import Server, Shared
from tests.services import need

Theme = Literal["dark", "light"]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 360, "height": 740}

HERE = Path(__file__).parent

# How long a failure takes, not how long a page may: the machine may be busy with a build and a render.
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)

NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a journey that failed one more try, which the summary names as RERUN.

    A browser that shares two cores with a build, a render and another browser now and then misses a
    deadline that a person would not notice; a fault fails twice.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def settings() -> None:
    """Journeys reach the app through its server alone; in their own process nothing is set."""


@pytest.fixture(scope="session")
def server(run_folder: Path) -> Iterator[Server]:
    """The run's server, or the one that EVERKEEP_URL names."""
    need(chromium(), "chromium")
    if url := os.environ.get("EVERKEEP_URL"):
        yield Server(url, 0, "")
        return
    shared = Shared(run_folder / "server")
    yield shared.enter()
    shared.leave()


@pytest.fixture(scope="session")
def url(server: Server) -> str:
    return server.url


def chromium() -> str | None:
    """The path of a Chromium on this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. For one module: Playwright's loop must not be open while asynchronous tests run."""
    path = chromium()
    need(path, "chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def new_context(browser: Browser, server: Server) -> Iterator[NewContext]:
    """Makes browsers that know nothing of each other: `new_context(theme="light", viewport=PHONE)`.

    An error that a page's script does not catch fails the test.
    """
    opened: list[BrowserContext] = []
    uncaught: list[str] = []

    def make(theme: Theme = "dark", viewport: Any = DESKTOP, **options: Any) -> BrowserContext:
        context = browser.new_context(
            color_scheme=theme, viewport=viewport, base_url=server.url, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        context.on("weberror", lambda error: uncaught.append(str(error.error)))
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert not uncaught, uncaught


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """One browser on a computer, in the dark theme."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
