"""Takes a picture of every page: `python -m tests.journeys.shots [folder]`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys import server
from tests.journeys.conftest import DESKTOP, PHONE, chromium
from tests.journeys.people import open_page
from tests.journeys.places import PLACES, Inhabited, inhabit
from tests.media import Media

THEMES = ("dark", "light")


def main(folder: Path) -> None:
    """Start a server with sample data, and write `<page>-<theme>-<width>.png` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as installation, sync_playwright() as playwright:
        running = server.start(Path(installation))
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            media = Media(Path(installation))
            filled = inhabit(browser.new_context(), running.url, media.film(), media.silent_film())
            _take_all(browser, running.url, filled, folder)
        finally:
            browser.close()
            server.end(running)


def _take_all(browser: Browser, url: str, filled: Inhabited, folder: Path) -> None:
    for theme in THEMES:
        for size in (DESKTOP, PHONE):
            for place in PLACES:
                context = browser.new_context(
                    color_scheme=theme, viewport=size, base_url=url, storage_state=filled.kept(place)
                )
                page = open_page(context.new_page(), filled.address(place))
                target = folder / f"{place.name}-{theme}-{size['width']}.png"
                page.screenshot(path=target, full_page=size is PHONE)
                context.close()
                print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "shots"))
