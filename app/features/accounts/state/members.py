"""The people of the account, and invitations to it."""

from datetime import datetime, timedelta
from typing import Any, TypedDict

import reflex as rx

from app.features.accounts import service
from app.features.accounts.errors import NoSuchInvitation, NoSuchMember
from app.features.accounts.schemas import InvitationView, MemberView, NewInvitation, RoleChange
from app.features.accounts.state.rows import row_id
from app.kernel import clock
from app.kernel.errors import AppError
from app.kernel.identity import Role
from app.ui import words
from app.ui.call import door, own, read

ROLE_NAMES = {"owner": "Owner", "admin": "Admin", "editor": "Editor", "viewer": "Viewer"}


class MemberRow(TypedDict):
    id: str
    name: str
    email: str
    role: str
    role_name: str


class InvitationRow(TypedDict):
    id: str
    role_name: str
    facts: str
    exact: str


class MembersState(rx.State):
    """Members and open invitations."""

    members: list[MemberRow] = []
    invitations: list[InvitationRow] = []
    is_owner: bool = False
    role: str = "editor"
    removing: str = ""
    """The member that a dialog asks about."""
    removing_name: str = ""
    link: str = ""
    """The path of the invitation that was just made; shown this once."""

    @rx.event
    @door
    async def load(self) -> None:
        """Fill the lists from the database."""
        me = await read(self, service.get_me)
        self.is_owner = me.role is Role.OWNER
        self.members = [_member(row) for row in await read(self, service.list_members)]
        found = await read(self, service.list_invitations) if self.is_owner else []
        self.invitations = [_invitation(row, clock.now()) for row in found]

    @rx.event
    def choose_role(self, role: str) -> None:
        """The role of the next invitation."""
        self.role = role if role in ROLE_NAMES else "editor"

    @rx.event
    @door
    async def invite(self) -> Any:
        """Make a link that lets one person join."""
        self.link = (await own(self, service.invite, NewInvitation(role=Role(self.role)))).link
        return MembersState.load

    @rx.event
    def forget_link(self) -> None:
        """Put the link away."""
        self.link = ""

    @rx.event
    @door
    async def withdraw(self, invitation_id: str) -> Any:
        """Let a link be good no more."""
        await own(self, service.withdraw_invitation, row_id(invitation_id, NoSuchInvitation()))
        self.link = ""
        return MembersState.load

    @rx.event
    @door
    async def change_role(self, user_id: str, role: str) -> Any:
        """Give a member another role."""
        if role not in ROLE_NAMES:
            return None
        try:
            await own(self, service.change_role, row_id(user_id, NoSuchMember()), RoleChange(role=Role(role)))
        except AppError as refused:
            return [rx.toast.error(refused.message), MembersState.load]
        return MembersState.load

    @rx.event
    def ask_to_remove(self, user_id: str, name: str) -> None:
        """Ask before a member is deleted; an empty id closes the dialog."""
        self.removing, self.removing_name = str(user_id), str(name)

    @rx.event
    def keep(self, is_open: bool) -> None:
        """The dialog was closed."""
        if not is_open:
            self.removing, self.removing_name = "", ""

    @rx.event
    @door
    async def remove(self) -> Any:
        """Delete the member that was asked about, with everything of theirs."""
        user_id, self.removing = self.removing, ""
        if not user_id:
            return None
        await own(self, service.remove_member, row_id(user_id, NoSuchMember()))
        return MembersState.load


def _member(row: MemberView) -> MemberRow:
    role = row.role.value
    return {
        "id": str(row.id),
        "name": row.display_name,
        "email": row.email,
        "role": role,
        "role_name": ROLE_NAMES[role],
    }


def _invitation(row: InvitationView, now: datetime) -> InvitationRow:
    days = -(-(row.expires_at - now) // timedelta(days=1))
    made = words.ago(row.created_at, now)
    return {
        "id": str(row.id),
        "role_name": ROLE_NAMES[row.role.value],
        "facts": f"made {made}, good for {days} more day{'s' * (days != 1)}",
        "exact": words.exact(row.created_at),
    }
