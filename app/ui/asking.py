"""Moves on their way to the server: links `asking.js`, which the scripts of the pages that play import."""

from app.ui.local_assets import local_asset

local_asset(__name__, "asking.js")
