"""People who use the app in a browser, and what they have in it."""

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import APIRequestContext, BrowserContext, Page

from tests.waiting import wait_until

PASSWORD = "an honest lighthouse at dusk"
_numbers = count(1)


@dataclass(frozen=True)
class Person:
    email: str
    display_name: str = "Robin Vale"
    password: str = PASSWORD


def new_person() -> Person:
    return Person(email=f"robin-{uuid4().hex[:12]}@example.com")


def sign_up(context: BrowserContext, url: str, person: Person | None = None) -> Person:
    """Make an account over REST; the context's pages are signed in from then on."""
    made = person or new_person()
    values = {"email": made.email, "password": made.password, "display_name": made.display_name}
    headers = {"Origin": url, "X-Forwarded-For": f"203.0.113.{next(_numbers)}"}
    accepted(context.request.post(f"{url}/api/auth/register", data=values, headers=headers))
    return made


def sign_in(context: BrowserContext, url: str, person: Person) -> None:
    """Sign in over REST."""
    values = {"email": person.email, "password": person.password}
    accepted(context.request.post(f"{url}/api/auth/login", data=values, headers={"Origin": url}))


def bring(context: BrowserContext, url: str, film: Path, **form: str) -> dict[str, Any]:
    """Upload a file over REST and wait until it is ready."""
    rest = context.request
    sent = {"name": film.name, "mimeType": "application/octet-stream", "buffer": film.read_bytes()}
    upload = accepted(
        rest.post(f"{url}/api/uploads", multipart={**form, "file": sent}, headers={"Origin": url})
    )
    upload = upload.get("upload", upload)
    return wait_until(lambda: _ready(rest, url, upload["id"]), seconds=60, what="the upload's derivation")


def _ready(rest: APIRequestContext, url: str, upload_id: int) -> dict[str, Any] | None:
    upload = accepted(rest.get(f"{url}/api/uploads/{upload_id}"))
    upload = upload.get("upload", upload)
    assert upload["status"] != "failed", upload
    return upload if upload["status"] == "ready" else None


def accepted(reply: Any) -> dict[str, Any]:
    """The body of a reply that must be a good one."""
    assert reply.ok, f"{reply.status}: {reply.text()}"
    told: dict[str, Any] = reply.json() if reply.text() else {}
    return told


# Reflex tells in its frames whether all that a page asks for when it opens has been answered.
_LISTENING = """
if (!("stands" in window)) {
  window.stands = false;
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const told = /"is_hydrated_rx_state_":(true|false)/.exec(data);
        if (told) window.stands = told[1] === "true";
      });
    }
  };
}
"""
_STANDS = "window.stands && document.title"
OPEN_MS = 30_000


def open_page(page: Page, address: str) -> Page:
    """Go there, and wait until the page answers to its person: scripts in place, socket open, data shown.

    A quiet network alone may be that of a machine too busy to run the page's scripts.
    """
    page.add_init_script(_LISTENING)
    page.goto(address)
    page.wait_for_function(_STANDS, timeout=OPEN_MS)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(_STANDS, timeout=OPEN_MS)  # a redirect leads to a page that opens anew
    return page
