"""The page behind an invitation's link: what it offers, and taking it."""

from typing import Any, TypedDict

import reflex as rx

from app.features.planets.errors import InvitationNotFound
from app.features.planets.models import MemberRole
from app.features.planets.schemas.pages import InvitationPreview
from app.features.planets.service import invitations
from app.features.planets.state.addresses import address_of
from app.kernel import clock
from app.ui import words
from app.ui.call import door, own, read_as_anyone

LOADING, OFFERED, SPENT = "loading", "offered", "spent"

_DOES = {
    MemberRole.STEWARD: "As a steward you build it together: its answers, its words and its art.",
    MemberRole.MEMBER: "As a member you see it, and all that becomes of it.",
}


class Offer(TypedDict, total=False):
    """What an invitation says."""

    name: str
    accent: str
    invites: str
    does: str
    until: str
    exact: str
    address: str
    already: bool
    """Whether the person has as much of a part in it already."""


class JoinPlanetState(rx.State):
    """One invitation on one tab. Its secret stays in the browser and comes with each event."""

    phase: str = LOADING
    offer: Offer = {}
    joining: bool = False

    @rx.event
    @door
    async def look(self, secret: str) -> None:
        """Show what the invitation offers."""
        self.joining = False
        try:
            shown = await read_as_anyone(self, invitations.preview_invitation, str(secret)[:200])
        except InvitationNotFound:
            self.phase, self.offer = SPENT, {}
            return
        self.phase, self.offer = OFFERED, _offer(shown)

    @rx.event
    @door
    async def join(self, secret: str) -> Any:
        """Take the invitation and go to the planet."""
        self.joining = True
        yield
        try:
            # Having a part in a planet is a person's own affair, whatever they may do in their account.
            planet = await own(self, invitations.join, str(secret)[:200])
        except InvitationNotFound:
            self.phase, self.offer = SPENT, {}
            return
        finally:
            self.joining = False
        yield rx.redirect(address_of(planet.id))


def _offer(shown: InvitationPreview) -> Offer:
    now = clock.now()
    enough = shown.already is not None and (shown.already, shown.role) != (
        MemberRole.MEMBER,
        MemberRole.STEWARD,
    )
    return Offer(
        name=shown.planet_name,
        accent=shown.accent_color,
        invites=f"{shown.invited_by} invites you as a {shown.role.value}.",
        does=_DOES[shown.role],
        until=f"The link was made for one person, and is good for {words.days(shown.expires_at - now)} more.",
        exact=words.exact(shown.expires_at),
        address=address_of(shown.planet_id),
        already=enough,
    )
