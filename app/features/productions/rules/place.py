"""Where a person left a draft, in their words, and how far it is."""

from app.features.productions.rules.config import DraftConfig

SHOWN_LETTERS = 24


def place_and_progress(choices: DraftConfig) -> tuple[str, float]:
    """E.g. `("Title “Episode fo…”, 3 cuts, music chosen", 0.5)`; progress is the share of the parts
    of the produce page (title, opening, sound, logo, lower third, edit) that are chosen."""
    parts = (
        _title(choices),
        "opening chosen" if choices.intro else None,
        "music chosen" if choices.music_upload_id else None,
        "logo chosen" if choices.logo_upload_id else None,
        "lower third chosen" if choices.lower_third_upload_id else None,
        _edit(choices),
    )
    chosen = [part for part in parts if part]
    place = ", ".join(chosen) or "Nothing chosen yet"
    return place[0].upper() + place[1:], round(len(chosen) / len(parts), 2)


def _title(choices: DraftConfig) -> str | None:
    text = " ".join((choices.screen_title_text or "").split())
    if not text:
        return None
    return f"title “{text}”" if len(text) <= SHOWN_LETTERS else f"title “{text[:SHOWN_LETTERS]}…”"


def _edit(choices: DraftConfig) -> str | None:
    counts = ((len(choices.edit_ranges or []), "piece"), (len(choices.overlay_items or []), "picture"))
    told = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count]
    return " and ".join(told) or None
