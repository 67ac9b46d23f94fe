"""One painting of a planet, looked at large beside the page."""

from typing import Any

import reflex as rx

from app.features.planets.service import art
from app.features.planets.state.addresses import planet_id_of
from app.features.planets.state.planet import PlanetState
from app.features.planets.state.planet_rows import VersionSheet, version_sheet
from app.kernel import clock
from app.kernel.devices import device_of
from app.ui.call import call, door, read


class PaintingsState(rx.State):
    """The painting that is looked at."""

    sheet: VersionSheet = {}
    restoring: bool = False

    @rx.event
    @door
    async def open(self, number: int) -> None:
        """Look at a painting."""
        wanted = number if type(number) is int else 0
        version = await read(self, art.get_version, planet_id_of(self), wanted)
        self.sheet = version_sheet(version, clock.now())

    @rx.event
    def close(self, is_open: bool = False) -> None:
        """Put it away."""
        if not is_open:
            self.sheet = {}

    @rx.event
    @door
    async def restore(self) -> Any:
        """Let the planet show this painting again, with the answers that it was made from."""
        if not self.sheet:
            return
        self.restoring = True
        yield
        device = device_of(self.router.headers.user_agent)
        try:
            await call(self, art.restore_version, planet_id_of(self), self.sheet["number"], device=device)
        finally:
            self.restoring = False
        name, self.sheet = self.sheet["name"], {}
        yield [PlanetState.look, rx.toast.success(f"{name} is shown again. The others are kept.")]
