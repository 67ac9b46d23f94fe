"""Times how two people build one planet together, in real browsers: `python -m bench.stewards`.

From one steward's click until the other's page shows it; and what asking for news costs the server, beside
what it would cost to ask by an event of the page instead.
"""

import argparse
import itertools
import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.load.generator import Load, Question, drive
from tests.journeys import builders, people, server
from tests.journeys.conftest import chromium

ARRIVES_MS = 1000
AT_ONCE = 8
PAGES = 50
ASKED_A_SECOND = 2.5
"""How often a page asks for news while somebody else is there."""
CHOICES = ("gas", "ice")

# Notes the moment at which each choice is shown, by a clock that all pages share.
_WATCH = """() => {
  window.shown = [];
  const now = () => performance.timeOrigin + performance.now();
  new MutationObserver(() => {
    const on = document.querySelector(".card-choice[data-on] input")?.value;
    if (on && on !== window.shown.at(-1)?.value) window.shown.push({ value: on, at: now() });
  }).observe(document.body, { attributes: true, subtree: true, attributeFilter: ["data-on"] });
}"""
_CLICK = """(value) => {
  const at = performance.timeOrigin + performance.now();
  document.querySelector(`.card-radio[value=${value}]`).click();
  return at;
}"""
_SHOWN = "([count]) => window.shown.length > count"
# Coming back to a page makes it look again at once: an event over the socket, and a question for news.
_LOOKS = """async (count) => {
  for (let n = 0; n < count; n += 1) {
    dispatchEvent(new Event("online"));
    await new Promise((done) => setTimeout(done, 40));
  }
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=100)
    parser.add_argument("--looks", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        running = server.start(Path(name))
        try:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            return _measure(browser, running, chosen)
        finally:
            server.end(running)


def _measure(browser: Browser, running: server.Server, chosen: argparse.Namespace) -> int:
    url = running.url
    ours, theirs = (browser.new_context(base_url=url, reduced_motion="reduce") for _ in range(2))
    people.sign_up(ours, url)
    people.sign_up(theirs, url)
    planet_id = builders.begun(ours.request, url, "surface", name="Ember Hollow")
    builders.let_in(ours.request, theirs.request, url, planet_id)
    one, other = (builders.build(context.new_page(), url, planet_id) for context in (ours, theirs))
    one.locator(".people-here").wait_for()
    arrived = _arrivals(one, other, chosen.answers)
    other.close()
    looked = _cpu_ms(running.pid, lambda: one.evaluate(_LOOKS, chosen.looks)) / chosen.looks
    one.close()
    asked: list[Load] = []
    spent = _cpu_ms(running.pid, lambda: asked.append(_news(ours, url, planet_id, chosen.seconds)))
    [news] = asked
    each = spent / (news.rate * chosen.seconds)
    p50, p95, p99 = (statistics.quantiles(arrived, n=100, method="inclusive")[at - 1] for at in (50, 95, 99))
    at_once = f"{news.rate:.0f} a second, {news.share(95) * 1000:.1f} ms p95 with {AT_ONCE} at once"
    print(f"an answer on the other's page  {p50:.0f} ms p50, {p95:.0f} p95, {p99:.0f} p99")
    print(f"                               p95 at most {ARRIVES_MS} ms")
    print(f"a question for news            {each:.2f} ms of a core; {at_once}")
    print(f"with an event of the page      {looked:.2f} ms of a core")
    print(f"{PAGES} pages in sight               {each * PAGES * ASKED_A_SECOND / 10:.0f} % of a core")
    return 1 if p95 > ARRIVES_MS else 0


def _arrivals(one: Page, other: Page, count: int) -> list[float]:
    other.evaluate(_WATCH)
    chance = random.Random(7)
    times = []
    for number, value in zip(range(count), itertools.cycle(CHOICES)):
        one.wait_for_timeout(chance.uniform(0, 500))  # whenever it falls between two questions
        clicked = one.evaluate(_CLICK, value)
        other.wait_for_function(_SHOWN, arg=[number])
        times.append(other.evaluate("window.shown.at(-1).at") - clicked)
    return times


def _news(context: BrowserContext, url: str, planet_id: int, seconds: float) -> Load:
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
    head = (
        f"GET /api/planets/{planet_id}/builder/news HTTP/1.1\r\nHost: everkeep\r\nCookie: {cookies}\r\n\r\n"
    )
    question = Question(head.encode(), lambda status, body: status == 200 and b"edition" in body)
    port = int(url.rpartition(":")[2])
    return drive(port, itertools.repeat(question), connections=AT_ONCE, seconds=seconds)


def _cpu_ms(pid: int, work: Callable[[], object]) -> float:
    """Of all processes of the server together."""
    before = _busy(pid)
    work()
    return (_busy(pid) - before) * 1000


def _busy(pid: int) -> float:
    launcher = psutil.Process(pid)
    spent = [process.cpu_times() for process in (launcher, *launcher.children(recursive=True))]
    return sum(one.user + one.system for one in spent)


if __name__ == "__main__":
    sys.exit(main())
