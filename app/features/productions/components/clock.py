"""How moments of films are written: links `clock.js`, which the scripts of all players import."""

from app.ui.local_assets import local_asset

local_asset(__name__, "clock.js")
