"""The share sheet: the key to a run, as an id, a link and a QR code."""

from typing import Any

import reflex as rx
import segno

from app.features.scenes.service import runs
from app.features.scenes.state.shelf_rows import address_of
from app.ui.call import call_as_anyone, door

_QUIET_MODULES = 4


class ShareState(rx.State):
    """One sheet for the tab: of the run that it was opened for, or of the copy that was made of it."""

    is_open: bool = False
    session_id: str = ""
    link: str = ""
    qr: str = ""
    """The link as a QR code: the address of an SVG picture that holds it whole."""
    title: str = ""
    is_yours: bool = False
    """Whether only its owner can open the run."""
    is_copy: bool = False
    """Whether this is the copy that was made for a friend."""
    copying: bool = False

    @rx.event
    @door
    async def show(self, session_id: str) -> None:
        """Open the sheet of a run."""
        run = await call_as_anyone(self, runs.open_run, str(session_id))
        self._about(run.session_id, run.party_name, is_yours=run.owner == "you")
        self.is_copy, self.copying, self.is_open = False, False, True

    @rx.event
    def close(self, is_open: bool = False) -> None:
        """Close the sheet; the page keeps its place below."""
        self.is_open = bool(is_open) and self.session_id != ""

    @rx.event
    @door
    async def copy_for_friend(self, session_id: str = "") -> Any:
        """Make a free copy of the run, with an id of its own, and show how to hand it over."""
        self.copying = True
        yield
        try:
            copy = await call_as_anyone(self, runs.copy_run, str(session_id) or self.session_id)
        finally:
            self.copying = False
        self._about(copy.session_id, copy.party_name, is_yours=False)
        self.is_copy, self.is_open = True, True

    def _about(self, session_id: str, title: str, *, is_yours: bool) -> None:
        self.session_id, self.title, self.is_yours = session_id, title, is_yours
        self.link = self.router.url.origin + address_of(session_id)
        self.qr = qr_picture(self.link)


def qr_picture(text: str) -> str:
    """`text` as a QR code, in a `data:` address of an SVG: dark on white, which every camera reads."""
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_data_uri(border=_QUIET_MODULES, dark="#0b0d14", light="#ffffff", scale=8))
