"""Who shares a planet, who sees it, and how somebody new comes in."""

import reflex as rx

from app.features.planets.state.planet import PlanetState
from app.features.planets.state.planet_rows import InvitationRow, MemberRow
from app.features.planets.state.sharing import SharingState
from app.ui.components import avatar, badge, button, dialog, drawer, field, segmented, select, text_input
from app.ui.copy_line import copy_line

_PLANET = PlanetState.planet
_ROLES = [("steward", "Steward"), ("member", "Member")]
_SEEN = {
    "private": ("Private", "Only its members see it. You and its stewards invite them."),
    "invite": ("By invitation", "Only its members see it. Each of them may invite others."),
    "public": ("Public", "Everybody sees it, with an account or without. Once painted, it is listed."),
}


def people() -> rx.Component:
    """The members, for members; invitations and who sees it, for those whom it concerns."""
    return rx.cond(
        PlanetState.members.length() > 0,
        rx.el.section(
            rx.el.h2("People", id="people", class_name="mb-4 font-display text-2xl text-text"),
            rx.cond(_PLANET["may_own"].to(bool), _visibility(), _seen_by()),
            rx.el.ul(rx.foreach(PlanetState.members, _member), class_name="planet-rows"),
            rx.cond(PlanetState.invitations.length() > 0, _invitations(), rx.fragment()),
            aria_labelledby="people",
        ),
        rx.fragment(),
    )


def _seen_by() -> rx.Component:
    return rx.el.p(_PLANET["seen_by"].to(str), ".", class_name="mb-3 text-base text-muted")


def _visibility() -> rx.Component:
    chosen = _PLANET["visibility"].to(str)
    switch = segmented(
        [(key, label) for key, (label, _) in _SEEN.items()],
        value=chosen,
        on_change=PlanetState.choose_visibility,
        label="Who sees it",
        name="planet-visibility",
    )
    says = rx.match(chosen, *[(key, words) for key, (_, words) in _SEEN.items()], "")
    return rx.el.div(
        rx.cond(_PLANET["state"].to(str) == "archived", _seen_by(), switch),
        rx.el.p(says, class_name="text-sm text-muted", role="status"),
        class_name="mb-4 flex flex-col items-start gap-2",
    )


def _member(member: rx.Var[MemberRow]) -> rx.Component:
    name = rx.cond(member["you"], member["name"] + " (you)", member["name"])
    return rx.el.li(
        avatar(member["name"]),
        rx.el.div(
            rx.el.p(name, class_name="truncate text-base font-medium text-text"),
            rx.el.p(member["facts"], title=member["exact"], class_name="text-sm text-faint"),
            class_name="min-w-0 grow",
        ),
        _part(member),
        key=member["id"],
    )


def _part(member: rx.Var[MemberRow]) -> rx.Component:
    """What they are, and for those who may, what else they could be."""
    role = select(
        _ROLES,
        value=member["role"],
        on_change=lambda chosen: SharingState.change_role(member["id"], chosen),
        aria_label="Part of " + member["name"],
        class_name="w-auto",
    )
    remove = button(
        "Remove",
        variant="plain",
        aria_label="Remove " + member["name"],
        on_click=SharingState.ask_to_remove(member["id"], member["name"]),
    )
    own = _PLANET["may_own"].to(bool) & (member["role"] != "owner")
    steward = _PLANET["may_change"].to(bool) & (member["role"] == "member") & ~member["you"].to(bool)
    return rx.el.div(
        rx.cond(own, role, badge(member["role_name"])),
        rx.cond(own | steward, remove, rx.fragment()),
        class_name="flex flex-wrap items-center justify-end gap-2",
    )


def _invitations() -> rx.Component:
    return rx.fragment(
        rx.el.h3("Open invitations", class_name="mt-6 text-sm font-medium text-muted"),
        rx.el.ul(rx.foreach(PlanetState.invitations, _invitation), class_name="planet-rows"),
    )


def _invitation(one: rx.Var[InvitationRow]) -> rx.Component:
    withdraw = button("Withdraw", variant="plain", on_click=SharingState.withdraw(one["id"]))
    return rx.el.li(
        rx.el.div(
            rx.el.p(one["label"], class_name="truncate text-base text-text"),
            rx.el.p(one["facts"], title=one["exact"], class_name="text-sm text-faint"),
            class_name="min-w-0 grow",
        ),
        rx.cond(_PLANET["may_change"].to(bool), withdraw, rx.fragment()),
        key=one["id"],
    )


@rx.memo
def removing() -> rx.Component:
    """Asks before a member is let go."""
    return dialog(
        open=SharingState.removing != "",
        title=rx.Var.create("Remove ") + SharingState.removing_name + "?",
        description="They have no part in this planet any more. What they answered stays; they can be "
        "invited again.",
        actions=[
            button("Keep them", on_click=SharingState.keep(False)),
            button("Remove", variant="danger", on_click=SharingState.remove(SharingState.removing)),
        ],
        on_open_change=SharingState.keep,
    )


@rx.memo
def inviting() -> rx.Component:
    """Brings somebody in: by a link, by mail, or at once when they are of the same account."""
    return drawer(
        open=SharingState.inviting,
        title="Invite",
        description="A link is good for one person and for a week.",
        body=rx.el.div(
            rx.cond(_PLANET["may_own"].to(bool), _as_what(), rx.fragment()),
            _by_link(),
            _by_mail(),
            rx.cond(SharingState.colleagues.length() > 0, _at_once(), rx.fragment()),
            class_name="flex flex-col gap-8",
        ),
        on_open_change=SharingState.close,
    )


def _as_what() -> rx.Component:
    says = rx.cond(
        SharingState.role == "steward",
        "Stewards build it with you: its answers, its words, its art.",
        "Members see it, and change nothing.",
    )
    return rx.el.div(
        segmented(
            [("member", "Member"), ("steward", "Steward")],
            value=SharingState.role,
            on_change=SharingState.choose_role,
            label="They become",
            name="invited-role",
        ),
        rx.el.p(says, class_name="text-sm text-muted", role="status"),
        class_name="flex flex-col items-start gap-2",
    )


def _by_link() -> rx.Component:
    made = rx.el.div(
        copy_line("Link", SharingState.link, says="Copy the link"),
        rx.el.p(
            rx.cond(
                SharingState.sent_to != "",
                rx.Var.create("It is on its way to ") + SharingState.sent_to + ". ",
                "",
            ),
            "Copy it now: it is not shown again.",
            class_name="mt-1 text-sm text-muted",
            role="status",
        ),
    )
    make = button("Make a link", icon="link", on_click=SharingState.invite_by_link)
    return rx.cond(SharingState.link != "", made, rx.el.div(make))


def _by_mail() -> rx.Component:
    email = text_input(type="email", name="email", auto_complete="off", max_length=254)
    return rx.el.form(
        field("Or send it to their e-mail", email, error=SharingState.email_error, id="invite-email"),
        rx.el.div(button("Send the link", icon="mail", type="submit")),
        on_submit=SharingState.invite_by_mail,
        no_validate=True,
        reset_on_submit=True,
        class_name="flex flex-col gap-3",
    )


def _at_once() -> rx.Component:
    return rx.el.section(
        rx.el.h3("People of your account", class_name="text-sm font-medium text-text"),
        rx.el.p("They are in at once, without a link.", class_name="text-sm text-muted"),
        rx.el.ul(rx.foreach(SharingState.colleagues, _colleague), class_name="planet-rows"),
    )


def _colleague(one: rx.Var[list[str]]) -> rx.Component:
    return rx.el.li(
        avatar(one[1]),
        rx.el.p(one[1], class_name="min-w-0 grow truncate text-base text-text"),
        button("Let in", aria_label="Let in " + one[1], on_click=SharingState.let_in(one[0])),
        key=one[0],
    )
