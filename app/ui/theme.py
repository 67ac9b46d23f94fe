"""The Tailwind theme: every name that a component may use, bound to a token of `assets/theme.css`.

Values live in the stylesheet once for each theme; here are only names, so a raw colour cannot be written
as a class. Reflex is not imported: `rxconfig.py` reads this module before Reflex is set up.
"""

from typing import Any

COLORS = (
    "bg",
    "surface",
    "raised",
    "overlay",
    "line",
    "edge",
    "text",
    "muted",
    "faint",
    "accent",
    "accent-strong",
    "accent-soft",
    "on-accent",
    "good",
    "warn",
    "bad",
    "bad-soft",
    "on-bad",
    "scrim",
)

FONT_SIZES = {
    "xs": ("0.75rem", "1.5"),
    "sm": ("0.8125rem", "1.5"),
    "base": ("0.875rem", "1.5"),
    "md": ("1rem", "1.5"),
    "lg": ("1.125rem", "1.7"),
    "xl": ("1.25rem", "1.3"),
    "2xl": ("1.5rem", "1.15"),
    "3xl": ("2rem", "1.15"),
    "4xl": ("2.75rem", "1.15"),
    "5xl": ("3.5rem", "1.1"),
}


def tailwind() -> dict[str, Any]:
    """The configuration for `rx.plugins.TailwindV4Plugin`."""
    return {
        "plugins": [],
        "theme": {
            "colors": {
                "transparent": "transparent",
                "current": "currentColor",
                **{name: f"var(--{name})" for name in COLORS},
            },
            "fontFamily": {"sans": "var(--font-text)", "display": "var(--font-titles)"},
            "fontSize": {name: [size, {"lineHeight": line}] for name, (size, line) in FONT_SIZES.items()},
            "borderRadius": {
                "none": "0",
                "small": "0.25rem",
                "control": "0.5rem",
                "card": "0.875rem",
                "full": "999px",
            },
            "boxShadow": {"none": "none", "float": "var(--shadow-float)"},
        },
    }
