"""The share sheet: the key to a run, as an id, a link and a QR code."""

from typing import Any, TypedDict

import reflex as rx
import segno

from app.features.scenes.service import runs
from app.features.scenes.state.shelf_rows import address_of
from app.kernel.errors import AppError
from app.ui.call import call_as_anyone, door, read_as_anyone

_QUIET_MODULES = 4


class Sheet(TypedDict, total=False):
    """What the sheet shows; empty while it is closed."""

    session_id: str
    link: str
    qr: str
    """The link as a QR code: the address of an SVG picture that holds it whole."""
    is_yours: bool
    """Whether only its owner can open the run."""
    is_copy: bool
    """Whether this is the copy that was made for a friend."""
    copying: bool


class ShareState(rx.State):
    """One sheet for the tab: of the run that it was opened for, or of the copy that was made of it."""

    sheet: Sheet = {}

    @rx.event
    @door
    async def show(self, session_id: str) -> None:
        """Open the sheet of a run."""
        run = await read_as_anyone(self, runs.open_run, str(session_id))
        self.sheet = self._about(run.session_id, is_yours=run.owner == "you", is_copy=False)

    @rx.event
    def close(self, is_open: bool = False) -> None:
        """Close the sheet; the page keeps its place below."""
        if not is_open:
            self.sheet = {}

    @rx.event
    @door
    async def copy_for_friend(self, session_id: str = "") -> Any:
        """Make a free copy of the run, with an id of its own, and show how to hand it over."""
        wanted = str(session_id) or self.sheet.get("session_id", "")
        if self.sheet:
            self.sheet = {**self.sheet, "copying": True}
            yield
        try:
            copy = await call_as_anyone(self, runs.copy_run, wanted)
        except AppError:
            if self.sheet:
                self.sheet = {**self.sheet, "copying": False}
            raise
        self.sheet = self._about(copy.session_id, is_yours=False, is_copy=True)

    def _about(self, session_id: str, *, is_yours: bool, is_copy: bool) -> Sheet:
        link = self.router.url.origin + address_of(session_id)
        return {
            "session_id": session_id,
            "link": link,
            "qr": qr_picture(link),
            "is_yours": is_yours,
            "is_copy": is_copy,
            "copying": False,
        }


def qr_picture(text: str) -> str:
    """`text` as a QR code, in a `data:` address of an SVG: dark on white, which every camera reads."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(border=_QUIET_MODULES, dark="#0b0d14", light="#ffffff", scale=8))
