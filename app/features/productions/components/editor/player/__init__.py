"""The film as it will be, played in the browser; /produce and /edit-video share it."""

from app.ui.local_assets import local_asset

_PARTS = (
    "captions.jsx",
    "deck.js",
    "parts.jsx",
    "player.jsx",
    "reel.js",
    "screen.jsx",
    "sound.js",
    "spans.js",
)
for _part in _PARTS:
    local_asset(__name__, _part)
