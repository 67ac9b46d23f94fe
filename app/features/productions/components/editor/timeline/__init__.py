"""The editor's timeline: `<Timeline>` of `timeline.jsx`, which `editor.jsx` imports.

`offers.js` carries pictures of the library onto it, by mouse or finger; `foresee.js` says what an edit will
do, until it is answered.
"""

import app.features.productions.components.track  # noqa: F401  (links the peaks that it shares)
from app.ui.local_assets import local_asset

_PARTS = (
    "board.js",
    "drags.js",
    "drawing.js",
    "foresee.js",
    "grips.jsx",
    "notes.jsx",
    "offers.js",
    "overview.jsx",
    "pieces.jsx",
    "playline.jsx",
    "pointers.js",
    "receiving.js",
    "scale.js",
    "snapping.js",
    "sound.js",
    "spots.js",
    "strip.js",
    "timeline.jsx",
    "tracks.jsx",
)
for _part in _PARTS:
    local_asset(__name__, _part)
