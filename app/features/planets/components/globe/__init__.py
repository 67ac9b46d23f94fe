"""The planet one looks at: `Globe` follows the answers of its builder, `Spin` turns the finished painting.

Scripts of other components import `Globe` from
`$/public/external/app/features/planets/components/globe/globe.jsx`.
"""

import reflex as rx

from app.ui.local_assets import local_asset

for _part in ("frames.js", "globe.jsx", "layers.js", "lens.js", "previews.js", "turning.js"):
    local_asset(__name__, _part)
_spin = local_asset(__name__, "spin.jsx")


class Spin(rx.Component):
    """A painting that turns by itself and by hand, in a square; `words` is its text alternative."""

    library = _spin.importable_path
    tag = "Spin"

    still_url: rx.Var[str]
    """What is seen first, in the frame of the spin: the planet's icon."""
    spin_url: rx.Var[str]
    """The turn as animated WebP; empty where there is none."""
    words: rx.Var[str]
