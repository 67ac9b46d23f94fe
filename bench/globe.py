"""Times how soon the planet follows a change of an answer, in a real browser: `python -m bench.globe`.

On the builder's own page, from the input event until the frame after a picture of that change, or of a newer
one, is decoded and laid on the page: cards that are clicked now and then, and a colour that is dragged, sixty
changes a second. The browser paints on the same cores as the server, so the load of the machine is told too.
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys import builders, people, server
from tests.journeys.conftest import DESKTOP, chromium

FOLLOWS_MS = 200

_WATCH = """() => {
  const box = document.querySelector(".globe-picture");
  window.seen = [];  // [the wish that is shown, since when, how wide]
  new MutationObserver(() => requestAnimationFrame((at) => {
    seen.push([Number(box.dataset.shows), performance.now(), Number(box.dataset.width)]);
  })).observe(box, { attributes: true, attributeFilter: ["data-shows"] });
  window.wished = () => Number(box.dataset.wishes);
  window.pause = (ms) => new Promise((done) => setTimeout(done, ms));
  window.waits = async (changes) => {
    while ((seen.at(-1)?.[0] ?? 0) < changes.at(-1)[0]) await pause(5);
    return changes.map(([wish, at]) => {
      const [, since, width] = seen.find(([shown]) => shown >= wish);
      return [since - at, width];
    });
  };
}"""
_CLICKS = """async ([values, pauses]) => {
  const changes = [];
  for (const [number, value] of values.entries()) {
    const at = performance.now(), before = wished();
    document.querySelector(`.card-radio[value=${value}]`).click();
    while (wished() === before) await pause(1);
    changes.push([wished(), at]);
    await pause(pauses[number]);
  }
  return waits(changes);
}"""
_DRAG = """async (milliseconds) => {
  const slide = document.querySelector(".colour-slide"), changes = [];
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const until = performance.now() + milliseconds;
  for (let number = 0; performance.now() < until; number += 1) {
    const at = performance.now();
    set.call(slide, String(50 + Math.round(49 * Math.sin(number / 20))));
    slide.dispatchEvent(new Event("input", { bubbles: true }));
    await 0;
    if (wished() !== changes.at(-1)?.[0]) changes.push([wished(), at]);
    await pause(1000 / 60 - (performance.now() - at));
  }
  return waits(changes);
}"""
_SURFACES = ("gas", "ice", "oceanic", "rocky", "metallic", "organic", "crystalline", "hybrid")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clicks", type=int, default=80)
    parser.add_argument("--seconds", type=float, default=6, help="how long the colour is dragged")
    parser.add_argument("--url", help="of a running installation, instead of one of its own")
    chosen = parser.parse_args()
    print(f"load of the machine before: {_load()}")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        running = None if chosen.url else server.start(Path(name))
        try:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            kept = _measure(browser, running.url if running else chosen.url, chosen)
        finally:
            if running:
                server.end(running)
    print(f"load of the machine after: {_load()}")
    return 0 if kept else 1


def _measure(browser: Browser, url: str, chosen: argparse.Namespace) -> bool:
    context = browser.new_context(base_url=url, viewport=DESKTOP)
    people.sign_up(context, url)
    answers = {"primary_color": "#2F6FB3", "surface_type": "oceanic", "atmosphere_style": "calm"}
    planet_id = builders.begun(context.request, url, "surface", name="Ember Hollow", **answers)
    page = context.new_page()
    # A picture that the browser has from before would be there at once.
    browser_tools = context.new_cdp_session(page)
    browser_tools.send("Network.enable")
    browser_tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    _ready(builders.build(page, url, planet_id))
    values = [_SURFACES[(7 * number) % len(_SURFACES)] for number in range(1, chosen.clicks + 1)]
    # Some come while the sharp picture of the one before is being painted, some before its quick one.
    pauses = [(80, 300, 700, 1200)[number % 4] for number in range(chosen.clicks)]
    kept = _told("a card is clicked", page.evaluate(_CLICKS, [values, pauses]))
    builders.ask(context.request, url, planet_id, "goto", {"target_step": "palette"})
    _ready(builders.build(page, url, planet_id))
    return _told("a colour is dragged", page.evaluate(_DRAG, 1000 * chosen.seconds)) and kept


def _ready(page: Page) -> None:
    """The planet is shown, sharply."""
    page.wait_for_function("+document.querySelector('.globe-picture')?.dataset.width >= 640", timeout=120_000)
    page.evaluate(_WATCH)


def _told(what: str, waits: list[Any]) -> bool:
    """Print one line of the table; whether it keeps its limit."""
    times = [time for time, _ in waits]
    p50, p95 = (statistics.quantiles(times, n=100, method="inclusive")[at - 1] for at in (50, 95))
    widths = sorted({width for _, width in waits})
    kept = p95 <= FOLLOWS_MS
    print(
        f"{what:24}{len(times):5} changes {p50:7.0f} ms p50 {p95:7.0f} ms p95 ≤ {FOLLOWS_MS} "
        f"{max(times):7.0f} ms at most; {'/'.join(map(str, widths))} pixels wide{'' if kept else '   OVER'}",
        flush=True,
    )
    return kept


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


if __name__ == "__main__":
    sys.exit(main())
