"""Every address that the interface leads to is a page."""

from app.app import app
from app.ui import layout, routes

HIDDEN = {"STYLEGUIDE"}


def registered() -> set[str]:
    return {"/" if route == "index" else f"/{route}" for route in app._unevaluated_pages}


def test_every_named_route_is_a_page_and_every_page_has_a_name() -> None:
    named = {value for name, value in vars(routes).items() if name.isupper() and name not in HIDDEN}

    assert registered() - {routes.STYLEGUIDE} == named


def test_the_navigation_leads_only_to_pages() -> None:
    assert {place.to for place in (*layout.PLACES, layout.SETTINGS)} <= registered()
