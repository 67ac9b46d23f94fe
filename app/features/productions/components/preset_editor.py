"""Every field of a preset with a control that fits; each change is kept and shown on the stage."""

from typing import Any

import reflex as rx

from app.features.productions.components.sections import group
from app.features.productions.rules.preset_words import FONT_NAMES
from app.features.productions.state.presets import PresetState
from app.features.productions.state.produce import DraftState
from app.ui.components import (
    button,
    color_input,
    field,
    save_state,
    segmented,
    select,
    slider,
    switch,
)
from app.ui.components.classes import CONTROL, FOCUS
from app.ui.on_demand import on_demand
from app.ui.outbox import Kept

preset = Kept("preset")
"""The preset that is open for editing."""

Choices = list[tuple[str, str]]

FONTS: Choices = list(FONT_NAMES.items())
FADES: Choices = [("none", "None"), ("in", "In"), ("out", "Out"), ("in_out", "In and out")]
INSETS: Choices = [("small", "Small"), ("medium", "Medium"), ("large", "Large")]
SPOTS = (
    ("top_left", "Top left"),
    ("top", "Top"),
    ("top_right", "Top right"),
    ("left", "Left"),
    ("center", "Centre"),
    ("right", "Right"),
    ("bottom_left", "Bottom left"),
    ("bottom", "Bottom"),
    ("bottom_right", "Bottom right"),
)


def preset_connection(on_save: Any = PresetState.save, on_return: Any = DraftState.refresh) -> rx.Component:
    """Connects the preset that is being edited with the server; place it once on the page."""
    return preset.outbox(
        scope=PresetState.scope,
        url="/api/presets/" + PresetState.preset_id.to_string() + "/changes",
        values=PresetState.values,
        answer=PresetState.answer,
        on_save=on_save,
        on_return=on_return,
    )


def preset_editor(kind: str) -> rx.Component:
    """The fields of the preset that is being edited, when it is of this kind."""
    return rx.cond(PresetState.kind == kind, on_demand(open_preset()), rx.fragment())


@rx.memo
def open_preset() -> rx.Component:
    """Every field of the preset that is open, and what can be done with it."""
    return rx.el.section(
        preset_fields(),
        rx.el.div(
            save_state(preset.status),
            button(
                "Put away",
                icon="archive",
                on_click=PresetState.archive(PresetState.kind, PresetState.preset_id),
            ),
            button("Done", variant="primary", on_click=PresetState.close),
            class_name="flex flex-wrap items-center justify-end gap-2",
        ),
        aria_label="Settings",
        class_name="flex flex-col gap-5 rounded-card border border-line bg-bg p-4",
    )


def preset_fields() -> rx.Component:
    """Its name and the fields of its kind; each change keeps itself."""
    return rx.fragment(
        _text("Name of these settings", "name"),
        rx.match(
            PresetState.kind,
            ("logo", _logo()),
            ("audio", _audio()),
            ("lower_third", _lower_third()),
            _screen_title(),
        ),
        rx.el.p(
            "Productions that you make from now on use these; finished ones stay as they are.",
            class_name="text-sm text-faint",
        ),
    )


def _logo() -> rx.Component:
    return _fields(
        group("Place", _spots("position")),
        _range("Width", "widthPct", 1, 100, unit=" %"),
        _range("Opacity", "opacityPct", 0, 100, unit=" %"),
        _inset(),
        _list(
            "When",
            "timing",
            [
                ("entire", "All the time"),
                ("start_after", "From a moment on"),
                ("first_only", "Only at the start"),
                ("last_only", "Only at the end"),
            ],
        ),
        _seconds(),
        _parts("Fade", "fade", FADES),
    )


def _audio() -> rx.Component:
    mixed = preset.value("mode") == "mix"
    return _fields(
        _parts("Music", "mode", [("mix", "With the film"), ("replace", "Instead of it")]),
        _range("Music", "musicGainDb", -60, 6, unit=" dB", step=0.5),
        rx.cond(
            mixed,
            _fields(
                _range("Film", "videoGainDb", -60, 6, unit=" dB", step=0.5),
                _parts(
                    "Music steps back for speech",
                    "ducking",
                    [("none", "Never"), ("rolling", "Softly"), ("abrupt", "At once")],
                ),
                rx.cond(preset.value("ducking") != "none", _ducking(), rx.fragment()),
            ),
            rx.fragment(),
        ),
        _clip(),
        _switch("Fade the music out at the end", "fade"),
        _switch("Repeat it until the film ends", "loop"),
    )


def _ducking() -> rx.Component:
    return _fields(
        _range("By", "duckDb", 0, 40, unit=" dB"),
        _parts(
            "What counts as speech",
            "gate",
            [("sensitive", "Any sound"), ("normal", "Talking"), ("strict", "Only loud")],
        ),
    )


def _clip() -> rx.Component:
    clip = preset.value("clipSeconds", float)
    return _fields(
        _parts_of(
            "How much of it",
            rx.cond(clip.bool(), "clip", "all"),
            [("all", "All"), ("clip", "The first seconds")],
            preset.keep_given("clipSeconds", argument="value.target.value === 'clip' ? 10 : null"),
        ),
        rx.cond(clip.bool(), _range("Seconds", "clipSeconds", 2, 20, unit=" s"), rx.fragment()),
    )


def _lower_third() -> rx.Component:
    return _fields(
        _range("Width", "widthPct", 1, 100, unit=" %"),
        _range("Opacity", "opacityPct", 0, 100, unit=" %"),
        _inset(),
        _parts("When", "timing", [("first_only", "Only at the start"), ("entire", "All the time")]),
        rx.cond(
            preset.value("timing") == "first_only",
            _parts_of(
                "For",
                preset.value("seconds", float).to_string(),
                [("5", "5 s"), ("10", "10 s"), ("15", "15 s"), ("20", "20 s")],
                preset.keep_given("seconds", argument="Number(value.target.value)"),
            ),
            rx.fragment(),
        ),
    )


def _screen_title() -> rx.Component:
    style = preset.value("style")
    return _fields(
        _list("Font", "font", FONTS),
        _range("Size", "sizePct", 1, 8, unit=" %", step=0.1),
        _colour("Text", "textColor"),
        _parts("Behind it", "style", [("none", "Nothing"), ("pill", "Pill"), ("outline", "Outline")]),
        rx.cond(style == "pill", _colour("Pill", "pillColor"), rx.fragment()),
        rx.cond(style == "outline", _colour("Outline", "outlineColor"), rx.fragment()),
        _switch("Shadow", "shadow"),
        _parts("Alignment", "alignment", [("left", "Left"), ("center", "Centre"), ("right", "Right")]),
        _parts("Place", "position", [("top", "Top"), ("middle", "Middle"), ("bottom", "Bottom")]),
        _range("Widest", "maxWidthPct", 10, 100, unit=" %"),
        _parts("When", "timing", [("first_only", "Only at the start"), ("entire", "All the time")]),
        _seconds(),
        _parts("Fade", "fade", FADES),
    )


def _fields(*parts: rx.Component) -> rx.Component:
    return rx.el.div(*parts, class_name="flex min-w-0 flex-col gap-5")


def _error(key: str) -> rx.Component:
    return rx.el.p(preset.error(key), role="alert", class_name="text-sm text-bad empty:hidden")


def _text(label: str, key: str) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=f"editing-{key}", class_name="text-sm font-medium text-text"),
        preset.text(key, id=f"editing-{key}", class_name=CONTROL),
        _error(key),
        class_name="flex flex-col gap-1",
    )


def _range(label: str, key: str, low: float, high: float, *, unit: str, step: float = 1) -> rx.Component:
    bar = slider(
        value=preset.value(key, float),
        min=low,
        max=high,
        step=step,
        unit=unit,
        on_change=preset.keep_given(key, pause=300),
    )
    return rx.el.div(field(label, bar, id=f"editing-{key}"), _error(key))


def _parts(label: str, key: str, options: Choices) -> rx.Component:
    return _parts_of(label, preset.value(key), options, preset.keep_given(key, argument="value.target.value"))


def _parts_of(label: str, value: Any, options: Choices, on_change: Any) -> rx.Component:
    name = "preset-" + label.lower().replace(" ", "-")
    return group(label, segmented(options, value=value, on_change=on_change, label=label, name=name))


def _list(label: str, key: str, options: Choices) -> rx.Component:
    chosen = select(
        options, value=preset.value(key), on_change=preset.keep_given(key, argument="value.target.value")
    )
    return field(label, chosen, id=f"editing-{key}")


def _switch(label: str, key: str) -> rx.Component:
    return switch(
        label,
        checked=preset.value(key, bool).bool(),
        on_change=preset.keep_given(key, argument="value.target.checked"),
    )


def _colour(label: str, key: str) -> rx.Component:
    well = color_input(
        value=preset.value(key),
        on_change=preset.keep_given(key, argument="value.target.value", pause=300),
        label=label,
    )
    return rx.el.div(group(label, well), _error(key))


def _inset() -> rx.Component:
    return _parts("Distance from the edge", "inset", INSETS)


def _seconds() -> rx.Component:
    timed = preset.value("timing") != "entire"
    return rx.cond(timed, _range("Seconds", "seconds", 0, 60, unit=" s"), rx.fragment())


def _spots(key: str) -> rx.Component:
    chosen = preset.value(key)
    return rx.el.div(
        *[
            rx.el.button(
                type="button",
                aria_label=label,
                aria_pressed=chosen == spot,
                on_click=preset.keep(key, spot),
                class_name=f"spot {FOCUS}",
            )
            for spot, label in SPOTS
        ],
        class_name="grid-nine",
    )
