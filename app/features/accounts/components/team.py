"""Settings of the account: its people, and invitations."""

import reflex as rx

from app.features.accounts.state import MembersState
from app.features.accounts.state.members import ROLE_NAMES, InvitationRow, MemberRow
from app.ui.components import badge, button, dialog, field, select
from app.ui.session import SessionState
from app.ui.settings_page import row, rows, section, shown_once

_ORIGIN = rx.Var("(typeof window === 'undefined' ? '' : window.location.origin)").to(str)
_ROLES = list(ROLE_NAMES.items())


def team() -> rx.Component:
    """Members with their roles; an owner may invite, change roles and remove."""
    return section(
        "People",
        "Owners look after the account, editors work in it, viewers only look.",
        rows(rx.foreach(MembersState.members, _member)),
        rx.cond(MembersState.is_owner, _inviting(), rx.fragment()),
        _removing(),
    )


def _member(entry: MemberRow) -> rx.Component:
    mine = entry["email"] == SessionState.email
    role = select(
        options=_ROLES,
        value=entry["role"],
        on_change=lambda chosen: MembersState.change_role(entry["id"], chosen),
        aria_label="Role of " + entry["name"],
        class_name="w-auto",
    )
    remove = button(
        "Remove",
        aria_label="Remove " + entry["name"],
        on_click=MembersState.ask_to_remove(entry["id"], entry["name"]),
    )
    actions = rx.cond(
        MembersState.is_owner & ~mine, rx.fragment(role, remove), badge(entry["role_name"], "neutral")
    )
    return row(entry["name"], entry["email"], actions)


def _inviting() -> rx.Component:
    role = select(options=_ROLES, value=MembersState.role, on_change=MembersState.choose_role)
    made = rx.el.div(
        shown_once(
            "Invitation link", _ORIGIN + MembersState.link, "Good for one person and a week. Not shown again."
        ),
        class_name="rounded-card border border-line bg-surface p-4",
    )
    return rx.el.div(
        rx.cond(
            MembersState.invitations,
            rx.el.div(
                rx.el.h3("Open invitations", class_name="text-sm font-medium text-muted"),
                rows(rx.foreach(MembersState.invitations, _invitation)),
            ),
            rx.fragment(),
        ),
        rx.el.div(
            field("Invite somebody as", role, id="invite-role"),
            button("Make a link", icon="link", on_click=MembersState.invite),
            class_name="flex flex-wrap items-end gap-3",
        ),
        rx.cond(MembersState.link != "", made, rx.fragment()),
        class_name="flex flex-col gap-4",
    )


def _invitation(entry: InvitationRow) -> rx.Component:
    withdraw = button("Withdraw", on_click=MembersState.withdraw(entry["id"]))
    return row(entry["role_name"], rx.el.span(entry["facts"], title=entry["exact"]), withdraw)


def _removing() -> rx.Component:
    return dialog(
        open=MembersState.removing != "",
        on_open_change=MembersState.keep,
        title="Remove " + MembersState.removing_name,
        description="Their films, drafts and productions are deleted with them. Nobody can bring them back.",
        actions=[
            button("Keep", on_click=MembersState.keep(False)),
            button("Remove and delete", variant="danger", on_click=MembersState.remove),
        ],
    )
