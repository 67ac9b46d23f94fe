"""Times what a person waits for, in a real browser: `python -m bench.saves`.

Save acknowledgements through the browser's socket and through REST, the way from a click on Resume to a
usable page, the bytes of each page's first load, and the memory of the whole app while nothing happens.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys import people, server
from tests.journeys.conftest import chromium
from tests.journeys.places import PLACES, Inhabited, Place, inhabit
from tests.media import Media

SAVE_P95_MS = 300
RESUME_MS = 1000
FIRST_LOAD_KB = 200

# Clicks back and forth between two choices; each click is timed until its acknowledgement is shown.
_CLICKS = """async (count) => {
  const state = document.querySelector("[data-save-state]");
  const opening = [...document.querySelectorAll("details.section")].find((section) =>
    section.querySelector("summary").textContent.includes("Opening"));
  const chips = opening.querySelectorAll(".section-body button");
  const acknowledged = () => new Promise((resolve) => {
    let began = false;
    new MutationObserver((_, observer) => {
      if (state.dataset.saveState !== "saved") { began = true; return; }
      if (began) { observer.disconnect(); resolve(performance.now()); }
    }).observe(state, { attributes: true });
  });
  const times = [];
  for (let n = 0; n < count; n += 1) {
    const start = performance.now();
    const end = acknowledged();
    chips[n % 2 ? 0 : 1].click();
    times.push(await end - start);
  }
  return times;
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=200)
    parser.add_argument("--resumes", type=int, default=10)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        running = server.start(Path(name) / "server")
        try:
            idle = _idle_mb(running.pid)
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            return _measure(browser, running.url, Media(Path(name)), idle, chosen.saves, chosen.resumes)
        finally:
            server.end(running)


def _measure(browser: Browser, url: str, media: Media, idle: float, saves: int, resumes: int) -> int:
    context = browser.new_context(base_url=url, reduced_motion="reduce")
    inhabited = inhabit(context, url, media.tiny_film(), media.made("quiet", sound=False))
    upload_id = inhabited.ids["upload"]
    socket = _by_socket(context, upload_id, saves)
    rest = _by_rest(context, url, upload_id, saves)
    resumed = _resumes(context, resumes)
    sizes = _first_loads(browser, url, inhabited)
    print(f"{'':34}{'p50':>9}{'p95':>9}{'p99':>9}")
    _row("save, browser socket (ms)", socket, f"p95 at most {SAVE_P95_MS}")
    _row("save, REST (ms)", rest, f"p95 at most {SAVE_P95_MS}")
    _row("Resume to usable page (ms)", resumed, f"p95 at most {RESUME_MS}")
    print(f"\nidle memory of the whole app {idle:.0f} MB\n\n{'first load (KB)':34}{'page':>9}{'pictures':>9}")
    for name, (page, pictures) in sizes.items():
        print(f"  {name:32}{page:9.1f}{pictures:9.1f}   page at most {FIRST_LOAD_KB}")
    slow = max(_share(socket, 95), _share(rest, 95)) > SAVE_P95_MS or _share(resumed, 95) > RESUME_MS
    return 1 if slow or max(page for page, _ in sizes.values()) > FIRST_LOAD_KB else 0


def _by_socket(context: BrowserContext, upload_id: int, count: int) -> list[float]:
    page = people.open_page(context.new_page(), f"/produce?upload={upload_id}")
    opening = page.locator("details.section", has=page.locator("summary", has_text="Opening"))
    opening.locator("summary").click()
    opening.locator(".section-body button").first.wait_for()
    times: list[float] = page.evaluate(_CLICKS, count)
    page.close()
    return times


def _by_rest(context: BrowserContext, url: str, upload_id: int, count: int) -> list[float]:
    found = people.accepted(context.request.get(f"/api/production-drafts?uploadId={upload_id}"))
    address = f"/api/production-drafts/{found['draft']['id']}"
    times = []
    for number in range(count):
        start = time.perf_counter()
        saved = {"config": {"name": f"Harbour {number}"}}
        people.accepted(context.request.patch(address, data=saved, headers={"Origin": url}))
        times.append((time.perf_counter() - start) * 1000)
    return times


def _resumes(context: BrowserContext, count: int) -> list[float]:
    return [_resume(context.new_page()) for _ in range(count)]


def _resume(page: Page) -> float:
    """From a click on Resume in the list of uploads until the field that was left stands open."""
    people.open_page(page, "/uploads")
    resume = page.get_by_text("Resume Production").first
    resume.wait_for()
    start = time.perf_counter()
    resume.click()
    page.get_by_label("Name", exact=True).wait_for()
    spent = (time.perf_counter() - start) * 1000
    page.close()
    return spent


def _first_loads(browser: Browser, url: str, inhabited: Inhabited) -> dict[str, tuple[float, float]]:
    """KB over the wire of each page for a browser that has nothing yet, and of the pictures on it.

    The page is document, scripts, styles and fonts; a person's own files count as neither.
    """
    return {place.name: _first_load(browser, url, inhabited, place) for place in PLACES}


def _first_load(browser: Browser, url: str, inhabited: Inhabited, place: Place) -> tuple[float, float]:
    context = browser.new_context(base_url=url, storage_state=inhabited.cookies if place.signed_in else None)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}

    def requested(event: dict) -> None:
        own = "/api/" in event["request"]["url"]
        kinds[event["requestId"]] = "Own" if own else event["type"]

    wire.on("Network.requestWillBeSent", requested)
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"] / 1000}),
    )
    people.open_page(page, inhabited.address(place))
    context.close()
    pictures = sum(size for request, size in sizes.items() if kinds.get(request) == "Image")
    return sum(
        size for request, size in sizes.items() if kinds.get(request) not in ("Own", "Image")
    ), pictures


def _idle_mb(pid: int) -> float:
    """Memory of the launcher, the server and the worker; what they share is counted once."""
    processes = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in processes) / 1e6


def _row(name: str, times: Sequence[float], promise: str) -> None:
    shares = "".join(f"{_share(times, percent):9.1f}" for percent in (50, 95, 99))
    print(f"{name:34}{shares}   {promise}")


def _share(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    sys.exit(main())
