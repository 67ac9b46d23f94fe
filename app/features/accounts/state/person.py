"""The person's own profile, comfort and storage."""

from typing import Any, get_args

import reflex as rx
from pydantic import ValidationError

from app.features.accounts import service
from app.features.accounts.schemas import ProfileChange, UserView
from app.kernel.errors import AppError
from app.kernel.ports.people import Motion, TextSize, Theme
from app.ui import comfort
from app.ui.call import door, own, read
from app.ui.session import SessionState

GIB, MIB = 1024**3, 1024**2


class PersonState(rx.State):
    """Name, theme, comfort, and how full the account is."""

    loaded: bool = False
    email: str = ""
    display_name: str = ""
    name_error: str = ""
    saving: str = "idle"
    theme: str = "system"
    motion: str = "system"
    text_size: str = "normal"
    leaving: bool = False
    """Whether the dialog before deleting everything is open."""
    storage_share: float = 0.0
    storage_words: str = ""

    @rx.event
    @door
    async def load(self) -> None:
        """Fill the page from the database."""
        self._take(await read(self, service.get_me))
        storage = await read(self, service.get_storage)
        self.storage_share = min(1.0, storage.used_bytes / max(1, storage.quota_bytes))
        self.storage_words = f"{_size(storage.used_bytes)} of {_size(storage.quota_bytes)}"
        self.saving, self.name_error, self.loaded = "idle", "", True

    @rx.event
    def open_leaving(self, is_open: bool) -> None:
        """Open or close the dialog before deleting everything."""
        self.leaving = bool(is_open)

    @rx.event
    @door
    async def rename(self, name: str) -> Any:
        """Save the name as it is typed."""
        self.display_name = str(name)
        try:
            change = ProfileChange(display_name=str(name))
        except ValidationError:
            self.name_error, self.saving = "Write a name of at most 80 characters.", "idle"
            return None
        await self._save(change)
        session = await self.get_state(SessionState)
        session.display_name = self.display_name
        return None

    @rx.event
    @door
    async def choose_theme(self, theme: str) -> Any:
        """Keep the theme with the person, for their other devices."""
        return await self._prefer("theme", theme, get_args(Theme))

    @rx.event
    @door
    async def choose_motion(self, motion: str) -> Any:
        """Move less, here and elsewhere."""
        return await self._prefer("motion", motion, get_args(Motion))

    @rx.event
    @door
    async def choose_text_size(self, text_size: str) -> Any:
        """Write larger, here and elsewhere."""
        return await self._prefer("text_size", text_size, get_args(TextSize))

    async def _prefer(self, name: str, value: str, allowed: tuple[str, ...]) -> Any:
        if value not in allowed:
            return None
        view = await self._save(ProfileChange.model_validate({name: value}))
        return comfort.remember(view.preferences)

    async def _save(self, change: ProfileChange) -> UserView:
        self.name_error = ""
        try:
            view = await own(self, service.change_profile, change)
        except AppError:
            self.saving = "idle"
            raise
        self._take(view)
        self.saving = "saved"
        return view

    def _take(self, view: UserView) -> None:
        self.email, self.display_name = view.email, view.display_name
        liked = view.preferences
        self.theme, self.motion, self.text_size = liked.theme, liked.motion, liked.text_size


def _size(size: int) -> str:
    return f"{size / GIB:.1f} GB" if size >= GIB else f"{size / MIB:.1f} MB"
