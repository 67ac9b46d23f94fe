"""Who shares a planet: what its page asks, by link, by mail, or for people of one's own account."""

from typing import Any, Literal
from uuid import UUID

import reflex as rx
from pydantic import ValidationError

from app.features.planets.errors import InvitationNotFound, MemberNotFound, NotTheOwner, OwnerStays
from app.features.planets.models import MemberRole
from app.features.planets.schemas.planets import NewMember, NewPlanetInvitation, RoleChange
from app.features.planets.service import invitations, members
from app.features.planets.state.addresses import planet_id_of
from app.features.planets.state.planet import PlanetState
from app.kernel.errors import NotFound
from app.ui.call import call, door, read

Given = Literal[MemberRole.STEWARD, MemberRole.MEMBER]


class SharingState(rx.State):
    """The sheet that invites, and the list of members beside it."""

    inviting: bool = False
    role: str = MemberRole.MEMBER.value
    """What the next invited person becomes."""
    link: str = ""
    """The invitation that was just made; shown this once."""
    sent_to: str = ""
    """Where it went by mail, if it did."""
    email_error: str = ""
    colleagues: list[list[str]] = []
    """People of one's own account who have no part yet: id and name."""
    removing: str = ""
    """The member that a dialog asks about."""
    removing_name: str = ""

    @rx.event
    @door
    async def begin(self) -> None:
        """Open the sheet, with nothing in it yet."""
        self.role, self.link, self.sent_to, self.email_error = MemberRole.MEMBER.value, "", "", ""
        found = await read(self, members.list_colleagues, planet_id_of(self))
        self.colleagues = [[str(one.id), one.name] for one in found]
        self.inviting = True

    @rx.event
    def close(self, is_open: bool = False) -> None:
        """Close the sheet; a link that was made is not shown again."""
        if not is_open:
            self.inviting, self.link = False, ""

    @rx.event
    def choose_role(self, role: str) -> None:
        """What the next invited person becomes."""
        self.role = _role(role).value

    @rx.event
    @door
    async def invite_by_link(self) -> Any:
        """Make a link that lets one person join."""
        await self._invite("")
        return PlanetState.look

    @rx.event
    @door
    async def invite_by_mail(self, form: dict[str, Any]) -> Any:
        """Send such a link to an address."""
        email = str(form.get("email", "")).strip()
        if not email:
            self.email_error = "Write their e-mail address."
            return None
        try:
            await self._invite(email)
        except ValidationError:
            self.email_error = "This is no e-mail address. Nothing was sent."
            return None
        self.sent_to = email
        return PlanetState.look

    @rx.event
    @door
    async def let_in(self, user_id: str) -> Any:
        """Let somebody of one's own account in at once."""
        wanted = NewMember(user_id=_id(user_id, MemberNotFound()), role=_role(self.role))
        joined = await call(self, members.add_member, planet_id_of(self), wanted)
        self.colleagues = [one for one in self.colleagues if one[0] != str(joined.user_id)]
        return [PlanetState.look, rx.toast.success(f"{joined.name} is in.")]

    @rx.event
    @door
    async def withdraw(self, invitation_id: str) -> Any:
        """Let a link be good no more."""
        invitation = _id(invitation_id, InvitationNotFound())
        await call(self, invitations.withdraw_invitation, planet_id_of(self), invitation)
        self.link, self.sent_to = "", ""
        return PlanetState.look

    @rx.event
    @door
    async def change_role(self, user_id: str, role: str) -> Any:
        """Give a member another role."""
        change = RoleChange(role=_role(role))
        member = _id(user_id, MemberNotFound())
        try:
            await call(self, members.change_role, planet_id_of(self), member, change)
        except (MemberNotFound, NotTheOwner, OwnerStays) as refused:
            return [rx.toast.error(refused.message), PlanetState.look]
        return PlanetState.look

    @rx.event
    def ask_to_remove(self, user_id: str, name: str) -> None:
        """Ask before a member is let go."""
        self.removing, self.removing_name = str(user_id), str(name)

    @rx.event
    def keep(self, is_open: bool = False) -> None:
        """The question was closed."""
        if not is_open:
            self.removing, self.removing_name = "", ""

    @rx.event
    @door
    async def remove(self, user_id: str) -> Any:
        """Let a member go."""
        self.removing = ""
        await call(self, members.remove_member, planet_id_of(self), _id(user_id, MemberNotFound()))
        return PlanetState.look

    async def _invite(self, email: str) -> None:
        self.email_error, self.sent_to = "", ""
        wanted = NewPlanetInvitation(role=_role(self.role), email=email)
        made = await call(self, invitations.invite, planet_id_of(self), wanted)
        self.link = self.router.url.origin + made.link


def _role(text: Any) -> Given:
    return MemberRole.STEWARD if text == MemberRole.STEWARD.value else MemberRole.MEMBER


def _id(text: Any, missing: NotFound) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise missing from None
