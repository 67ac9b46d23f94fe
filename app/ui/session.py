"""Who is signed in, as a page sees it: asked afresh on every load, never believed from the browser."""

from collections.abc import Callable

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from app.kernel import ports
from app.kernel.errors import NotSignedIn
from app.kernel.identity import Actor
from app.kernel.ports.people import People, Person
from app.ui import comfort, routes
from app.ui.call import read, sign_in_address


def _person(session: Session, actor: Actor) -> Person:
    return ports.get(People).person(session, actor)


_on_arrival: list[Callable[[], EventSpec]] = []


def do_on_arrival(event: Callable[[], EventSpec]) -> None:
    """Let a feature do something in the browser whenever a page has learnt that somebody is signed in."""
    if event not in _on_arrival:
        _on_arrival.append(event)


class SessionState(rx.State):
    """The person whose cookie this tab carries. For greeting them; services decide what they may do."""

    resolved: bool = False
    """Whether the server has been asked yet; until then a page shows places kept for what will come."""
    signed_in: bool = False
    display_name: str = ""
    email: str = ""
    account_name: str = ""
    role: str = ""
    platform_role: str = ""

    async def _resolve(self) -> Person | None:
        try:
            person = await read(self, _person)
        except NotSignedIn:
            self.reset()  # type: ignore[no-untyped-call]  # Reflex's own
            self.resolved = True
            return None
        self.display_name, self.email = person.display_name, person.email
        self.account_name, self.role = person.account_name, person.role.value
        self.platform_role = person.platform_role.value if person.platform_role else ""
        self.resolved = self.signed_in = True
        return person

    @rx.event
    async def greet(self) -> list[EventSpec]:
        """For pages that are open to everybody: learn who is there, and let the page know."""
        person = await self._resolve()
        return _welcomed(person) if person else [comfort.forget_sign_in()]

    @rx.event
    async def require(self) -> list[EventSpec]:
        """For pages of signed-in people, first in their `on_load`: anybody else goes to the sign-in page."""
        person = await self._resolve()
        return _welcomed(person) if person else [rx.redirect(sign_in_address(self))]

    @rx.event
    async def welcome(self) -> EventSpec | None:
        """For the sign-in pages: somebody who is signed in already goes home."""
        return rx.redirect(routes.HOME) if await self._resolve() else None


def _welcomed(person: Person) -> list[EventSpec]:
    return [comfort.remember(person.preferences), *[event() for event in _on_arrival]]
