"""The outbox's store in a real browser: what is typed survives whatever ends before its acknowledgement."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.services import need

SCRIPTS = Path(__file__).parents[2] / "app" / "ui"
PAGE = """<!doctype html><script type="module">
import * as store from "/outbox_store.js";
window.store = store;
window.sent = [];
window.returns = 0;
window.show = (values, revision) => store.open("draft", "draft:1", {
  url: "/changes", values, revision,
  deliver: (batch) => window.sent.push(batch), returned: () => { window.returns += 1; },
});
window.view = () => store.viewOf("draft");
window.ready = true;
</script>"""


class Server:
    """Answers the store's HTTP requests; `up` is whether it does."""

    def __init__(self) -> None:
        self.up = True
        self.batches: list[dict[str, Any]] = []

    def __call__(self, route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        if name.endswith(".js"):
            route.fulfill(body=(SCRIPTS / name).read_text(), content_type="text/javascript")
        elif name != "changes":
            route.fulfill(body=PAGE, content_type="text/html")
        elif not self.up:
            route.abort()
        else:
            batch = json.loads(route.request.post_data or "{}")
            self.batches.append(batch)
            route.fulfill(json=answer(batch))


def answer(batch: dict[str, Any], **given: Any) -> dict[str, Any]:
    """An acknowledgement that everything in `batch` was saved."""
    values = {
        "saved": batch["changes"],
        "conflicts": {},
        "errors": {},
        "revision": (batch["revision"] or 0) + 1,
    }
    return {"scope": batch["scope"], "seq": batch["seq"], "device": "computer"} | values | given


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    need(chromium, "chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.route("**/*", server)
    yield context
    context.close()


def _tab(context: BrowserContext, values: dict[str, Any] | None = None, revision: int = 1) -> Page:
    page = context.new_page()
    page.goto("http://outbox.test/")
    page.wait_for_function("window.ready")
    page.evaluate("([values, revision]) => void show(values, revision)", [values or {}, revision])
    return page


def _type(page: Page, text: str, key: str = "name", pause: int = 0) -> None:
    page.evaluate("([key, text, pause]) => store.keep('draft', key, text, pause)", [key, text, pause])


def _sent(page: Page, count: int) -> dict[str, Any]:
    page.wait_for_function(f"sent.length >= {count}")
    return page.evaluate("sent.at(-1)")


def _view(page: Page) -> dict[str, Any]:
    return page.evaluate("view()")


def _stored(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('everkeep.outbox/'))")


def test_typing_waits_for_a_pause_and_then_goes_out_once(context: BrowserContext):
    page = _tab(context)

    for text in ("E", "Ep", "Epi"):
        _type(page, text, pause=200)

    assert _sent(page, 1)["changes"] == {"name": "Epi"}
    assert page.evaluate("sent.length") == 1


def test_an_acknowledged_change_leaves_the_storage(context: BrowserContext):
    page = _tab(context)
    _type(page, "Episode 4")
    batch = _sent(page, 1)
    assert _stored(page)

    page.evaluate("(given) => store.answered(given)", answer(batch))

    assert not _stored(page)
    assert _view(page)["status"] == "saved"
    assert _view(page)["values"] == {"name": "Episode 4"}


def test_what_is_typed_while_a_save_is_under_way_is_not_overwritten_by_its_answer(context: BrowserContext):
    page = _tab(context)
    _type(page, "Epis")
    first = _sent(page, 1)
    _type(page, "Episode")

    page.evaluate("(given) => store.answered(given)", answer(first))
    page.evaluate("() => void show({name: 'Epis'}, 2)")

    assert _view(page)["values"]["name"] == "Episode"
    second = _sent(page, 2)
    assert second["changes"] == {"name": "Episode"}
    assert "Epis" in second["bases"]["name"]


def test_a_socket_that_does_not_answer_is_replaced_by_a_request(context: BrowserContext, server: Server):
    page = _tab(context)

    _type(page, "Episode 4")

    page.wait_for_function("view().status === 'saved'")
    assert server.batches[-1]["changes"] == {"name": "Episode 4"}
    assert page.evaluate("returns") == 1


def test_while_the_server_is_down_it_says_so_and_tries_again(context: BrowserContext, server: Server):
    server.up = False
    page = _tab(context)
    _type(page, "Episode 4")
    page.wait_for_function("view().status === 'retrying'")
    _type(page, "Episode 5")
    assert _stored(page)

    server.up = True

    page.wait_for_function("view().status === 'saved'")
    assert server.batches[-1]["changes"] == {"name": "Episode 5"}
    assert "Episode 4" in server.batches[-1]["bases"]["name"]


def test_a_tab_that_crashed_leaves_its_text_to_the_next_one(context: BrowserContext, server: Server):
    server.up = False
    crashed = _tab(context)
    _type(crashed, "Half a sen", pause=60_000)
    crashed.close(run_before_unload=False)

    page = _tab(context)

    page.wait_for_function("view().values.name === 'Half a sen'")
    assert _sent(page, 1)["changes"] == {"name": "Half a sen"}
    assert len(_stored(page)) == 1


def test_leaving_the_page_hands_over_what_is_pending(context: BrowserContext, server: Server):
    page = _tab(context)
    _type(page, "Last words", pause=60_000)

    with page.expect_response("**/changes"):
        page.evaluate("dispatchEvent(new Event('pagehide'))")

    assert server.batches[-1]["changes"] == {"name": "Last words"}


def test_two_open_tabs_do_not_take_each_others_changes(context: BrowserContext):
    first = _tab(context)
    _type(first, "From the first", pause=60_000)

    second = _tab(context)
    second.evaluate("() => new Promise((done) => setTimeout(done, 400))")

    assert _view(second)["values"] == {}
    assert _view(first)["values"] == {"name": "From the first"}


def test_what_one_tab_saved_appears_in_the_other(context: BrowserContext):
    first, second = _tab(context), _tab(context)
    _type(first, "From the first")

    first.evaluate("(given) => store.answered(given)", answer(_sent(first, 1)))

    second.wait_for_function("view().values.name === 'From the first'")
    assert _view(second)["revision"] == 2


def test_a_lost_race_keeps_both_texts_until_the_person_chooses(context: BrowserContext):
    page = _tab(context, {"name": "Old"})
    _type(page, "Mine")
    batch = _sent(page, 1)

    page.evaluate(
        "(given) => store.answered(given)", answer(batch, saved={}, conflicts={"name": "Theirs"}, revision=5)
    )

    assert _view(page)["status"] == "conflict"
    assert _view(page)["conflicts"] == [{"key": "name", "mine": "Mine", "theirs": "Theirs"}]
    assert _view(page)["values"] == {"name": "Theirs"}
    assert _stored(page), "the person's own text stays in the browser until they choose"

    page.evaluate("store.find('draft').resolve('name', 'mine')")

    chosen = _sent(page, 2)
    assert chosen["changes"] == {"name": "Mine"}
    assert chosen["bases"] == {"name": ["Theirs"]}


def test_taking_theirs_sends_nothing(context: BrowserContext):
    page = _tab(context, {"name": "Old"})
    _type(page, "Mine")
    lost = answer(_sent(page, 1), saved={}, conflicts={"name": "Theirs"})
    page.evaluate("(given) => store.answered(given)", lost)

    page.evaluate("store.find('draft').resolve('name', 'theirs')")

    assert not _stored(page)
    assert _view(page)["conflicts"] == []
    assert _view(page)["values"] == {"name": "Theirs"}


def test_a_refused_field_keeps_its_text_and_does_not_hold_up_the_others(context: BrowserContext):
    page = _tab(context)
    _type(page, "x" * 300, pause=60_000)
    _type(page, "Fine", key="story")
    batch = _sent(page, 1)
    refused = answer(batch, saved={"story": "Fine"}, errors={"name": "Use at most 255 characters."})

    page.evaluate("(given) => store.answered(given)", refused)

    assert _view(page)["status"] == "refused"
    assert _view(page)["errors"] == {"name": "Use at most 255 characters."}
    assert _view(page)["values"] == {"name": "x" * 300, "story": "Fine"}

    _type(page, "Short")

    assert _sent(page, 2)["changes"] == {"name": "Short"}
    assert _view(page)["errors"] == {}


def test_typing_over_a_newer_text_is_based_on_what_the_person_saw(context: BrowserContext):
    page = _tab(context, {"name": "Old"})
    page.evaluate("() => void show({name: 'From the phone'}, 2)")

    page.evaluate("store.keep('draft', 'name', 'Old!', 0, 'Old')")

    assert _sent(page, 1)["bases"] == {"name": ["Old"]}


def test_a_browser_without_storage_says_so(context: BrowserContext):
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    page = _tab(context)

    _type(page, "Episode 4", pause=60_000)

    assert _view(page)["stored"] is False
