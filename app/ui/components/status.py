"""How things stand: badges, progress, the state of saving, places kept while loading."""

from typing import Any, Literal

import reflex as rx

from app.ui.components.classes import classes
from app.ui.components.icons import icon

Tone = Literal["neutral", "accent", "good", "warn", "bad"]

_TONES = {
    "neutral": "text-muted border-line",
    "accent": "text-accent-strong border-accent-soft",
    "good": "text-good border-line",
    "warn": "text-warn border-line",
    "bad": "text-bad border-bad-soft",
}


def _dot() -> rx.Component:
    return rx.el.span(class_name="size-1.5 shrink-0 rounded-full bg-current", aria_hidden=True)


def badge(text: Any, tone: Tone | rx.Var = "neutral", *, class_name: str = "") -> rx.Component:
    """A state in a word, or with the neutral tone a fact. `tone` may be a variable that holds one."""
    look = rx.match(tone, *_TONES.items(), _TONES["neutral"]) if isinstance(tone, rx.Var) else _TONES[tone]
    return rx.el.span(
        rx.fragment() if isinstance(tone, str) and tone == "neutral" else _dot(),
        rx.el.span(text, class_name="truncate"),
        class_name=classes(
            "inline-flex max-w-full items-center gap-2 rounded-full border bg-surface px-2.5 py-0.5 "
            "text-xs font-medium",
            look,
            class_name,
        ),
    )


def progress_bar(
    value: Any,
    *,
    label: str | rx.Var,
    time_left: str | rx.Var = "",
    class_name: str = "",
) -> rx.Component:
    """How far something is, 0 to 1, with the time left in words. `label` names what is under way."""
    share = rx.Var.create(value).to(float)
    percent = (share * 100).to(int)
    left = rx.Var.create(time_left).to(str)
    bar = rx.el.div(
        rx.el.div(class_name="progress-fill", custom_attrs={"style": rx.Var.create({"--share": share})}),
        role="progressbar",
        custom_attrs={
            "aria-label": label,
            "aria-valuemin": "0",
            "aria-valuemax": "100",
            "aria-valuenow": percent.to_string(),
        },
        class_name="h-1 w-full overflow-hidden rounded-full bg-line",
    )
    words = rx.cond(
        left != "", rx.el.p(left, class_name="mt-2 text-sm text-faint tabular-nums"), rx.fragment()
    )
    return rx.el.div(bar, words, class_name=classes("w-full", class_name))


_SAVING = {
    "saving": ("Saving…", "text-muted"),
    "saved": ("Saved", "text-good"),
    "retrying": ("Not saved — retrying", "text-warn"),
    "conflict": ("Changed on another device", "text-bad"),
    "refused": ("Not saved — see the marked field", "text-bad"),
}


def save_state(status: str | rx.Var) -> rx.Component:
    """Whether what was typed is kept.

    `status` is `saved`, `saving`, `retrying`, `conflict`, `refused`, or `idle` for silence.
    """
    now = rx.Var.create(status).to(str)
    words = rx.match(now, *[(key, text) for key, (text, _) in _SAVING.items()], "")
    look = rx.match(now, *[(key, tone) for key, (_, tone) in _SAVING.items()], "text-muted")
    return rx.el.span(
        words,
        role="status",
        custom_attrs={"aria-live": "polite", "data-save-state": now},
        class_name=classes("inline-block min-w-16 text-right text-sm font-medium", look),
    )


def moment(words: str | rx.Var, exact: str | rx.Var, *, class_name: str = "") -> rx.Component:
    """When something was: in words (`ui.words.ago`), and exactly (`ui.words.exact`) on hover."""
    return rx.el.time(words, title=exact, date_time=exact, class_name=class_name)


def skeleton(class_name: str = "h-4 w-full") -> rx.Component:
    """A place kept for what is still loading; give it the size of what will come."""
    return rx.el.span(class_name=classes("skeleton block rounded-control", class_name), aria_hidden=True)


def empty_state(
    picture: Any, sentence: str | rx.Var, action: rx.Component | None = None, *, title: str | rx.Var = ""
) -> rx.Component:
    """What belongs here, when nothing does yet: a picture, one sentence, one action.

    `picture` is a component, or the name of an icon.
    """
    drawn = icon(picture, 32, class_name="text-accent-strong") if isinstance(picture, str) else picture
    return rx.el.div(
        rx.el.div(drawn, class_name="empty-picture"),
        rx.el.h2(title, class_name="font-display text-2xl text-text") if title else rx.fragment(),
        rx.el.p(sentence, class_name="max-w-md text-md text-muted text-balance"),
        action or rx.fragment(),
        class_name="flex flex-col items-center gap-4 rounded-card border border-line px-6 py-12 text-center",
    )
