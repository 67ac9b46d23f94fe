"""Sign in, register, join by invitation, and a forgotten password."""

import reflex as rx

from app.features.accounts.components import Done, FormField, fetch_form
from app.features.accounts.rules.passwords import MIN_LENGTH
from app.ui import routes
from app.ui.components import link
from app.ui.layout import public_page
from app.ui.session import SessionState

_EMAIL = FormField("email", "E-mail", "username", type="email")
_NAME = FormField(
    "display_name", "Your name", "name", help="As Everkeep greets you. You can change it later."
)
_PASSWORD = FormField("password", "Password", "current-password", type="password")
_NEW_PASSWORD = FormField(
    "password",
    "Password",
    "new-password",
    type="password",
    help=f"At least {MIN_LENGTH} characters. A few words in a row are easy to keep in mind.",
)
_HOME = Done("enter", to=routes.HOME)


def _entrance(title: str, about: str, form: rx.Component, *below: rx.Component) -> rx.Component:
    return public_page(
        rx.el.h1(title, class_name="font-display text-3xl text-text"),
        rx.el.p(about, class_name="mt-2 mb-6 text-base text-muted"),
        form,
        rx.el.div(*below, class_name="mt-6 flex flex-col gap-3 text-base text-muted"),
        narrow=True,
    )


def _leading_on(to: str) -> rx.Var[str]:
    """The other of the two ways in, which leads on to where this one would have."""
    asked = SessionState.router.url.query.to(str)
    return rx.Var.create(to) + rx.cond(asked.bool(), "?" + asked, "").to(str)


def login_page() -> rx.Component:
    """Sign in and go on where the address says."""
    form = fetch_form(_EMAIL, _PASSWORD, action="/api/auth/login", submit="Sign in", done=_HOME)
    return _entrance(
        "Sign in",
        "Everything stands where you left it.",
        form,
        rx.el.p(link("Forgotten your password?", routes.FORGOTTEN_PASSWORD)),
        rx.el.p("New here? ", link("Create an account", _leading_on(routes.REGISTER))),
    )


def register_page() -> rx.Component:
    """Make an account."""
    form = fetch_form(
        _NAME, _EMAIL, _NEW_PASSWORD, action="/api/auth/register", submit="Create account", done=_HOME
    )
    return _entrance(
        "Create your account",
        "It lives on this server and nowhere else.",
        form,
        rx.el.p("You have one already? ", link("Sign in", _leading_on(routes.LOGIN))),
    )


def join_page() -> rx.Component:
    """Accept an invitation."""
    form = fetch_form(
        _NAME,
        _EMAIL,
        _NEW_PASSWORD,
        action="/api/auth/invitations/accept",
        submit="Join",
        done=Done("go", to=routes.HOME),
        with_token=True,
    )
    return _entrance("Join your team", "Somebody invited you to their account on Everkeep.", form)


def forgotten_password_page() -> rx.Component:
    """Ask for a link that sets a new password."""
    says = "If somebody signs in with this e-mail, a link is on its way to them. It is good for an hour."
    form = fetch_form(
        _EMAIL, action="/api/auth/password/forgotten", submit="Send me a link", done=Done("say", says=says)
    )
    return _entrance(
        "Forgotten your password",
        "Tell us the e-mail that you sign in with, and a link to choose a new one will be sent there.",
        form,
        rx.el.p(link("Back to sign in", routes.LOGIN)),
    )


def reset_password_page() -> rx.Component:
    """Choose a new password, with the link of a letter."""
    form = fetch_form(
        _NEW_PASSWORD,
        action="/api/auth/password/reset",
        submit="Set this password",
        done=Done("go", to=routes.LOGIN),
        with_token=True,
    )
    return _entrance(
        "Choose a new password",
        "You will be signed out everywhere; then sign in with the new one.",
        form,
        rx.el.p(link("Ask for another link", routes.FORGOTTEN_PASSWORD)),
    )


def add_pages(app: rx.App) -> None:
    """Add them to the application."""
    welcome = SessionState.welcome
    app.add_page(login_page, route=routes.LOGIN, title="Sign in · Everkeep", on_load=welcome)
    app.add_page(register_page, route=routes.REGISTER, title="Create account · Everkeep", on_load=welcome)
    app.add_page(join_page, route=routes.JOIN, title="Join · Everkeep")
    app.add_page(forgotten_password_page, route=routes.FORGOTTEN_PASSWORD, title="Password · Everkeep")
    app.add_page(reset_password_page, route=routes.RESET_PASSWORD, title="New password · Everkeep")
