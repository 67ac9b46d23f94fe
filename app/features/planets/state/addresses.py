"""Planets in addresses of pages."""

import re

import reflex as rx

from app.features.planets.errors import PlanetNotFound
from app.ui import routes

_OF_A_PLANET = re.compile(r"/planets/(\d{1,18})(?:/|$)", re.ASCII)


def planet_id_of(state: rx.State) -> int:
    """The planet whose page `state`'s tab shows. Raises `PlanetNotFound`."""
    found = _OF_A_PLANET.match(state.router.url.path)
    if found is None:
        raise PlanetNotFound
    return int(found[1])


def address_of(planet_id: int) -> str:
    """The page of a planet."""
    return f"{routes.PLANETS}/{planet_id}"
