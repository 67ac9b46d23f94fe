"""The planet one looks at: `Globe` follows the answers of its builder, `Spin` turns the finished painting.

Scripts of other components import `Globe` from
`$/public/external/app/features/planets/components/globe/globe.jsx`.
"""

import reflex as rx

for _part in ("globe.jsx", "layers.js", "previews.js"):
    rx.asset(_part, shared=True)
_spin = rx.asset("spin.jsx", shared=True)


class Spin(rx.Component):
    """A painting that turns; `words` is its text alternative. It fills the box that it is put in."""

    library = "$/public" + _spin.importable_path.removeprefix("$/public")
    tag = "Spin"

    hero_url: rx.Var[str]
    """What is seen first, 16 to 9."""
    spin_url: rx.Var[str]
    """The turn as animated WebP; empty where there is none."""
    words: rx.Var[str]
