"""The editor's player: `<Player>` of `player.jsx`, which `editor.jsx` imports."""

from app.ui.local_assets import local_asset

for _part in ("player.jsx",):
    local_asset(__name__, _part)
