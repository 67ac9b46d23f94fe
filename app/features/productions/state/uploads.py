"""The uploads page: what is shown, what is asked, and each click as one service call."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import reflex as rx
from reflex.event import EventSpec

from app.features.productions.models import ImageRole, UploadKind, UploadStatus
from app.features.productions.schemas.uploads import UploadChange
from app.features.productions.service import drafts, library, uploads
from app.features.productions.state.upload_rows import (
    UnfinishedUpload,
    UploadCard,
    card_of,
    room_words,
    unfinished_of,
)
from app.kernel.errors import AppError
from app.ui import routes
from app.ui.call import call, door, read

PAGE = 48
LOOK_EVERY_SECONDS = 1.0
LOOKS_FOR_LOAD = 20


class UploadsState(rx.State):
    """A view of the person's files; every event reads them afresh."""

    cards: list[UploadCard] = []
    unfinished: list[UnfinishedUpload] = []
    kind: str = ""
    search: str = ""
    loaded: bool = False
    has_more: bool = False
    room: str = ""
    limit: int = PAGE
    asking: str = ""
    """The open dialog: `edit`, `delete`, `start_over`, `discard`, or none."""
    asked_id: int = 0
    asked_title: str = ""
    asked_description: str = ""
    asked_kind: str = ""
    form_error: str = ""
    pending: bool = False

    @rx.var
    def is_filtered(self) -> bool:
        """Whether an empty list only means that nothing matches."""
        return bool(self.kind or self.search.strip())

    @rx.var
    def has_any(self) -> bool:
        """Whether there is anything to look through."""
        return bool(self.cards) or self.is_filtered

    @rx.var
    def refused(self) -> list[int]:
        """Files whose card says why they can't be used."""
        return [card["id"] for card in self.cards if card["status"] == UploadStatus.FAILED]

    @rx.event
    @door
    async def load(self) -> None:
        """The page was opened: everything afresh, nothing asked."""
        self.kind, self.search, self.limit = "", "", PAGE
        self.asking, self.form_error, self.pending = "", "", False
        await self._show()
        self.loaded = True

    @rx.event
    @door
    async def refresh(self) -> None:
        """A transfer began, arrived or was cancelled."""
        await self._show()

    @rx.event
    @door
    async def set_kind(self, kind: str) -> None:
        self.kind = kind if kind in set(UploadKind) else ""
        self.limit = PAGE
        await self._show()

    @rx.event(debounce=300)
    @door
    async def set_search(self, search: str) -> None:
        self.search = str(search)[:200]
        self.limit = PAGE
        await self._show()

    @rx.event
    @door
    async def show_more(self) -> None:
        self.limit += PAGE
        await self._show()

    @rx.event(background=True)
    async def watch(self) -> None:
        """Keep progress live while the page is open; ends when it is left."""
        looks = 0
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            looks += 1
            async with self:
                # This starts beside `load` and may be first; where that never ends, nobody is signed in.
                if not self.loaded and looks >= LOOKS_FOR_LOAD:
                    return
                moving = any(card["status"] == UploadStatus.PROCESSING for card in self.cards)
                if not (moving or any(one["elsewhere"] for one in self.unfinished)):
                    continue
                try:
                    await self._show()
                except AppError:
                    return

    @rx.event
    def ask(self, what: str, upload_id: int) -> None:
        """Open a dialog about one file."""
        card = next((card for card in self.cards if card["id"] == upload_id), None)
        if card is None or what not in ("edit", "delete", "start_over", "discard"):
            return
        self.asking, self.asked_id, self.form_error = what, upload_id, ""
        self.asked_title, self.asked_description = card["title"], card["description"]
        self.asked_kind = card["kind"]

    @rx.event
    def close(self, is_open: bool = False) -> None:
        if not is_open:
            self.asking = ""

    @rx.event
    async def save_words(self, form: dict[str, Any]) -> AsyncIterator[None]:
        """Rename and describe; what is wrong is said in the dialog."""
        self.pending = True
        yield
        try:
            change = UploadChange.model_validate(
                {"display_name": form.get("title", ""), "description": form.get("description", "")}
            )
            await call(self, uploads.change_upload, self.asked_id, change)
            self.asking = ""
            await self._show()
        except ValueError:
            self.form_error = "A name needs 1 to 512 characters on one line; a description at most 2000."
        except AppError as error:
            self.form_error = error.message
        self.pending = False

    @rx.event
    @door
    async def set_role(self, upload_id: int, role: str) -> None:
        try:
            chosen = ImageRole(role) if role else None
            await call(self, uploads.change_upload, upload_id, UploadChange(role=chosen))
        finally:
            await self._show()

    @rx.event
    @door
    async def delete(self) -> None:
        await self._answer(uploads.delete_upload, self.asked_id)

    @rx.event
    @door
    async def remove_failed(self, upload_id: int) -> Any:
        """A file that was refused holds nothing to lose, so nothing is asked, unless a draft waits for it."""
        card = next((card for card in self.cards if card["id"] == upload_id), None)
        if card is None or card["status"] != UploadStatus.FAILED:
            return None
        if card["draft_id"]:
            ask: Any = UploadsState.ask  # an event once Reflex has made its class
            return ask("delete", upload_id)
        await self._answer(uploads.delete_upload, upload_id)
        return None

    @rx.event
    @door
    async def discard(self) -> None:
        card = next((card for card in self.cards if card["id"] == self.asked_id), None)
        if card is not None:
            await self._answer(drafts.archive_draft, card["draft_id"])

    @rx.event
    @door
    async def start_over(self) -> EventSpec:
        upload_id = self.asked_id
        await self._answer(drafts.start_over, upload_id)
        return rx.redirect(f"{routes.PRODUCE}?upload={upload_id}")

    @rx.event
    @door
    async def retry(self, upload_id: int) -> None:
        await call(self, library.retry_preparing, upload_id)
        await self._show()

    async def _answer(self, service: Callable[..., Any], *given: int) -> None:
        self.pending = True
        try:
            await call(self, service, *given)
        finally:
            self.pending, self.asking = False, ""
            await self._show()

    async def _show(self) -> None:
        kind = UploadKind(self.kind) if self.kind else None
        found = await read(self, library.read_library, kind, self.search, self.limit)
        self.cards = [card_of(one, found.drafts.get(one.id)) for one in found.arrived]
        self.unfinished = [unfinished_of(one, one.id in found.arriving) for one in found.unfinished]
        self.has_more = found.has_more
        self.room = room_words(found)
