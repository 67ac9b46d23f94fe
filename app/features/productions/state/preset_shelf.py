"""The page of presets: what there is, and each click as one service call."""

from typing import Any, TypedDict

import reflex as rx

from app.features.productions.models import PresetKind
from app.features.productions.schemas.presets import MAX_NAME, PresetChange, PresetInput, PresetSample
from app.features.productions.service import preset_samples, presets
from app.features.productions.state.presets import PresetState
from app.kernel.errors import AppError, InvalidInput, NotFound
from app.ui import routes
from app.ui.call import call, door

BACKDROP = "/landing/street.webp"


class PresetCard(TypedDict):
    """A preset as the page shows it."""

    id: int
    kind: str
    name: str
    words: str
    sample: str
    href: str


NO_PRESET = PresetCard(id=0, kind="", name="", words="", sample="", href="")


class PresetShelfState(rx.State):
    """Every preset of the person's, and the one that is open."""

    loaded: bool = False
    cards: dict[str, list[PresetCard]] = {}
    """By kind."""
    archived: list[PresetCard] = []
    backdrop: str = BACKDROP
    opened: PresetCard = NO_PRESET
    asked: PresetCard = NO_PRESET
    """The one whose new name is asked for."""
    form_error: str = ""

    @rx.event
    @door
    async def open_page(self) -> None:
        """Show them all, or open the one of `?preset=`."""
        self.asked = NO_PRESET
        await self._open(self.router.url.query_parameters.get("preset", ""))
        await self._load()
        self.loaded = True

    @rx.event
    @door
    async def refresh(self) -> None:
        """Read it afresh: the tab is back in view."""
        await self._load()

    @rx.event
    @door
    async def save(self, batch: dict[str, Any]) -> None:
        """Keep a batch of the outbox, then paint the sample anew."""
        await (await self.get_state(PresetState))._keep(batch)
        await self._load()

    @rx.event
    @door
    async def create(self, kind: str) -> Any:
        """Make one with the defaults of its kind, and open it."""
        if kind not in set(PresetKind):
            raise InvalidInput("There are no such settings.")
        made = await call(self, presets.create_preset, PresetInput(kind=PresetKind(kind), name="My own"))
        return rx.redirect(_address(made.id))

    @rx.event
    @door
    async def duplicate(self, preset_id: int) -> Any:
        """Make another one with the same settings, and open it."""
        made = await call(self, presets.duplicate_preset, preset_id)
        return rx.redirect(_address(made.id))

    @rx.event
    def ask_rename(self, preset_id: int) -> None:
        """Open the question for a new name."""
        every = [card for cards in self.cards.values() for card in cards]
        self.asked = next((card for card in every if card["id"] == preset_id), NO_PRESET)
        self.form_error = ""

    @rx.event
    def close(self, is_open: bool = False) -> None:
        """Keep the name."""
        if not is_open:
            self.asked = NO_PRESET

    @rx.event
    @door
    async def rename(self, form: dict[str, Any]) -> None:
        """Give the asked one its new name; what is wrong with it is said in the dialog."""
        try:
            change = PresetChange(name=str(form.get("name", "")))
            await call(self, presets.update_preset, self.asked["id"], change)
        except ValueError:
            self.form_error = f"Give it a name of at most {MAX_NAME} characters."
            return
        except AppError as refused:
            self.form_error = next((text for texts in refused.fields.values() for text in texts), "")
            self.form_error = self.form_error or refused.message
            return
        self.asked = NO_PRESET
        await self._load()

    @rx.event
    @door
    async def put_away(self, preset_id: int) -> Any:
        """Offer it no more; it stays below, to be brought back."""
        await call(self, presets.archive_preset, preset_id)
        await self._load()
        return rx.redirect(routes.PRESETS) if self.opened["id"] == preset_id else None

    @rx.event
    @door
    async def bring_back(self, preset_id: int) -> None:
        """Offer it again."""
        await call(self, presets.restore_preset, preset_id)
        await self._load()

    async def _open(self, asked: str) -> None:
        editing = await self.get_state(PresetState)
        editing.kind, editing.preset_id = "", 0
        self.opened = NO_PRESET
        if not (asked.isascii() and asked.isdigit()):
            return
        try:
            preset = await call(self, presets.get_preset, int(asked))
        except NotFound:
            return  # the page then shows all of them
        if preset.archived_at is None:
            editing._show(preset)
            self.opened = NO_PRESET | {"id": preset.id, "kind": preset.kind.value}

    async def _load(self) -> None:
        # The first look brings the defaults, so it writes.
        shelf = await call(self, preset_samples.list_shelf)
        self.cards = {kind.value: [] for kind in PresetKind}
        for found in shelf.presets:
            self.cards[found.preset.kind.value].append(_card(found))
        self.archived = [_card(found) for found in shelf.archived]
        self.backdrop = shelf.backdrop_url or BACKDROP
        every = [card for cards in self.cards.values() for card in cards]
        self.opened = next((card for card in every if card["id"] == self.opened["id"]), NO_PRESET)


def _card(found: PresetSample) -> PresetCard:
    preset = found.preset
    return PresetCard(
        id=preset.id,
        kind=preset.kind.value,
        name=preset.name,
        words=found.words[:1].upper() + found.words[1:],
        sample=found.sample_url or "",
        href=_address(preset.id),
    )


def _address(preset_id: int) -> str:
    return f"{routes.PRESETS}?preset={preset_id}"
