"""An invitation as it is taken: what it offers to whoever holds its link."""

import reflex as rx
from reflex.vars import VarData
from reflex_base.utils.imports import ImportVar

from app.features.planets.state.joining import LOADING, SPENT, JoinPlanetState
from app.ui import routes
from app.ui.components import button, empty_state, link_button, skeleton
from app.ui.local_assets import local_asset
from app.ui.session import SessionState

_held = local_asset(__name__, "held_invitation.js")
_IMPORT = {_held.importable_path: [ImportVar(tag="heldInvitation")]}
_SECRET: rx.Var[str] = rx.Var("heldInvitation()", _var_type=str, _var_data=VarData(imports=_IMPORT))
_BACK = f"?next={routes.JOIN_PLANET}"
_OFFER = JoinPlanetState.offer


def invitation() -> rx.Component:
    """The invitation that this tab came with."""
    return rx.el.div(
        rx.match(
            JoinPlanetState.phase,
            (LOADING, _waiting()),
            (SPENT, _spent()),
            _offer(),
        ),
        on_mount=JoinPlanetState.look(_SECRET),
        class_name="mx-auto max-w-2xl py-12",
    )


def _offer() -> rx.Component:
    return rx.el.section(
        rx.el.span(
            class_name="planet-orb",
            custom_attrs={"style": rx.Var.create({"--accent-of-planet": _OFFER["accent"].to(str)})},
            aria_hidden=True,
        ),
        rx.el.p(_OFFER["invites"].to(str), class_name="text-md text-muted"),
        rx.el.h1(_OFFER["name"].to(str), class_name="font-display text-4xl text-text wrap-anywhere"),
        rx.el.p(_OFFER["does"].to(str), class_name="max-w-md text-md text-muted text-balance"),
        rx.el.div(
            rx.cond(SessionState.signed_in, _join(), _enter()),
            class_name="flex flex-wrap justify-center gap-3 pt-2",
        ),
        rx.el.p(_OFFER["until"].to(str), title=_OFFER["exact"].to(str), class_name="text-sm text-faint"),
        class_name="flex flex-col items-center gap-4 text-center",
    )


def _join() -> rx.Component:
    address, name = _OFFER["address"].to(str), _OFFER["name"].to(str)
    return rx.cond(
        _OFFER["already"].to(bool),
        link_button(rx.Var.create("You are in. Go to ") + name, address, "primary"),
        button(
            "Join this planet",
            variant="primary",
            pending=JoinPlanetState.joining,
            on_click=JoinPlanetState.join(_SECRET),
        ),
    )


def _enter() -> rx.Component:
    return rx.fragment(
        link_button("Sign in to join", routes.LOGIN + _BACK, "primary"),
        link_button("Create an account", routes.REGISTER + _BACK),
    )


def _spent() -> rx.Component:
    return empty_state(
        "mail_x",
        "It was used, withdrawn, or is older than a week. Ask whoever sent it for a new one.",
        link_button("Go to the planets", routes.PLANETS, "primary"),
        title="This invitation is not good any more",
    )


def _waiting() -> rx.Component:
    return rx.el.div(
        skeleton("size-24 rounded-full"),
        skeleton("h-12 w-80 max-w-full"),
        skeleton("h-5 w-64 max-w-full"),
        rx.el.p("Opening the invitation…", role="status", class_name="sr-only"),
        class_name="flex flex-col items-center gap-4",
    )
