"""The page that dresses a film: every event is one service call as whoever the cookie says."""

import asyncio
from copy import deepcopy
from typing import Any

import reflex as rx
from pydantic import ValidationError

from app.features.productions.models import UploadStatus
from app.features.productions.service import dressing, keeping, places, uses
from app.features.productions.state.addresses import strip_query
from app.features.productions.state.dressed import MISSING, OPENING, REFUSED, DressedDraft
from app.features.productions.state.shown import with_file
from app.kernel.changes import Answer, Batch
from app.kernel.devices import device_of
from app.kernel.errors import AppError, Conflict, InvalidInput, NotFound
from app.ui import routes
from app.ui.call import call, door, read

WATCH_SECONDS = 1.0
EDITS = ("editRanges", "overlayItems")
"""Set elsewhere; here they are told, removed and put back."""
_BEING_PREPARED = (UploadStatus.UPLOADING, UploadStatus.PROCESSING)


class DraftState(DressedDraft, rx.State):
    """One draft on one tab; rebuilt from the database whenever the page loads or returns."""

    @rx.event
    @door
    async def open_page(self) -> Any:
        """Get or create the draft of `?upload=` and show it; legacy choices in the address seed it once."""
        self.producing, self.unusable, self.local = False, {}, ""
        query = dict(self.router.url.query_parameters)
        upload = query.get("upload", "")
        if self.draft_id and upload != str(self.source["id"]):
            self.phase, self.scope = OPENING, ""  # or the film before would stand here meanwhile
            yield
        try:
            if not (upload.isascii() and upload.isdigit()):
                raise NotFound("This address names no video.")
            opened = await call(self, dressing.open_dressing, int(upload), query)
        except (NotFound, Conflict, InvalidInput) as refused:
            self.phase = MISSING if isinstance(refused, NotFound) else REFUSED
            self.trouble = refused.message
            return
        self._show(opened)
        if opened.notes or query != self._asked:  # one arrival may open the page twice
            self.notes = opened.notes
        self._asked = query
        self.place = opened.place
        self.visit += 1
        yield [DraftState.watch, *strip_query(query)]

    @rx.event
    @door
    async def refresh(self) -> None:
        """Read it afresh: the tab is back in view, or another one saved."""
        if not self.draft_id:
            return
        try:
            self._show(await read(self, dressing.read_dressing, self.draft_id))
        except NotFound as gone:  # its upload was cancelled, and nothing had been chosen
            self.phase, self.trouble, self.draft_id = MISSING, gone.message, 0

    @rx.event
    @door
    async def save(self, batch: dict[str, Any]) -> Any:
        """Keep a batch of the outbox; acknowledge it once it is committed."""
        try:
            changes = Batch.model_validate(batch)
            draft_id = int(changes.scope.removeprefix("draft:"))
        except (ValidationError, ValueError):
            raise InvalidInput("That change could not be read. What was saved before is kept.") from None
        answer = await self._keep(draft_id, changes)
        self.answer = answer.model_dump(mode="json")
        self.unusable = {key: text for key, text in self.unusable.items() if key not in changes.changes}
        self._show(await read(self, dressing.read_dressing, draft_id))

    @rx.event
    @door
    async def keep_place(self, place: dict[str, Any]) -> None:
        """Remember where on the page the person is; what can't be kept is no reason to disturb them."""
        if not self.draft_id:
            return
        try:
            await call(self, places.keep_place, self.draft_id, deepcopy(place))
        except (NotFound, InvalidInput):
            return
        self.place = place

    @rx.event
    @door
    async def choose(self, key: str, value: Any) -> None:
        """Set one key from the server's side: settings that have just been made."""
        await self._set(key, value)

    @rx.event
    @door
    async def remove(self, key: str) -> None:
        """Take the cuts or the overlay pictures away, and remember them for `put_back`."""
        if key not in EDITS or key not in self.config:
            return
        taken = self.config[key]
        await self._set(key, None)
        self.removed[key] = taken

    @rx.event
    @door
    async def put_back(self, key: str) -> None:
        """Undo `remove`."""
        if key in self.removed:
            await self._set(key, self.removed[key])
            del self.removed[key]

    @rx.event
    @door
    async def give_use(self, key: str, upload_id: int) -> None:
        """Choose a picture that has no use yet: it is for `key` from now on."""
        self.unusable.pop(key, None)
        choice = self._batch(with_file(key, upload_id, self.config))
        try:
            await call(self, uses.give_use, self.draft_id, upload_id, choice, device=self._device())
        except (Conflict, InvalidInput) as refused:
            self.unusable[key] = refused.message
        self._show(await read(self, dressing.read_dressing, self.draft_id))

    def _batch(self, values: dict[str, Any]) -> Batch:
        # What a state gives away is wrapped, and no row can keep that.
        wanted, known = deepcopy((values, {key: [self.config.get(key)] for key in values}))
        return Batch(scope=self.scope, changes=wanted, bases=known)

    async def _keep(self, draft_id: int, changes: Batch) -> Answer:
        # What the page then shows is read apart: other writers need not wait for it.
        _, answer = await call(self, keeping.keep_draft_changes, draft_id, changes, device=self._device())
        return answer

    async def _set(self, key: str, value: Any) -> None:
        answer = await self._keep(self.draft_id, self._batch({key: value}))
        self._show(await read(self, dressing.read_dressing, self.draft_id))
        if refused := answer.errors.get(key):
            raise InvalidInput(refused)
        if key in answer.conflicts:
            raise Conflict("This was changed on another device a moment ago. Nothing was changed here.")

    @rx.event
    def arrived(self, key: str, upload_id: int) -> Any:
        """A file was brought for `key`: choose it once it has been looked into."""
        self.awaited[key] = upload_id
        self.unusable.pop(key, None)
        return DraftState.watch

    @rx.event(background=True)
    async def watch(self) -> None:
        """Read again each second while the video or a file for it is being prepared."""
        while True:
            async with self:
                if not self.awaited and self.source["status"] not in _BEING_PREPARED:
                    return
            await asyncio.sleep(WATCH_SECONDS)
            async with self:
                try:
                    await self._look_again()
                except AppError:
                    return

    async def _look_again(self) -> None:
        shown = await read(self, dressing.read_dressing, self.draft_id)
        files = {upload.id: upload for upload in (*shown.pictures, *shown.music)}
        for key, upload_id in dict(self.awaited).items():
            file = files.get(upload_id)
            if file is None or file.status not in _BEING_PREPARED:
                del self.awaited[key]
            if file is None or file.status is UploadStatus.FAILED:
                self.unusable[key] = (file and file.error) or "This file was deleted meanwhile."
            elif file.status is UploadStatus.READY:
                await self._keep(self.draft_id, self._batch(with_file(key, upload_id, self.config)))
                shown = await read(self, dressing.read_dressing, self.draft_id)
        self._show(shown)

    def _device(self) -> str:
        return device_of(self.router.headers.user_agent)

    @rx.event
    def ask_start_over(self, asked: bool) -> None:
        """Open or close the question before starting over."""
        self.starting_over = asked

    @rx.event
    @door
    async def start_over(self) -> None:
        """Put this draft away and open a fresh one."""
        self.starting_over = False
        self._show(await call(self, dressing.start_over, self.source["id"]))

    @rx.event
    @door
    async def produce(self, pending: dict[str, Any] | None) -> Any:
        """Save what is pending and make the film, in one transaction; then show it being made."""
        self.producing = True
        yield
        try:
            changes = Batch.model_validate(pending) if pending else None
            made = await call(
                self,
                keeping.produce_with_changes,
                self.draft_id,
                changes,
                device=self._device(),
            )
        except AppError as refused:
            self.producing = False
            if "productionId" in refused.facts:  # the second click of two
                yield rx.redirect(f"{routes.PRODUCTIONS}/{refused.facts['productionId']}")
                return
            raise
        yield rx.redirect(f"{routes.PRODUCTIONS}/{made.id}")
