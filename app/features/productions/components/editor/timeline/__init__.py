"""The editor's timeline: `<Timeline>` of `timeline.jsx`, which `editor.jsx` imports."""

from app.ui.local_assets import local_asset

for _part in ("timeline.jsx",):
    local_asset(__name__, _part)
