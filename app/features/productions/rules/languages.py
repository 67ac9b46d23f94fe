"""Languages of captions: BCP 47 tags, and what their speakers call them."""

import re
from typing import Annotated

from pydantic import AfterValidator

NAMES = {
    "en": "English",
    "ar": "العربية",
    "bn": "বাংলা",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sv": "Svenska",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh": "中文",
}
"""The languages that a list offers."""

STANDARD = "en"
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}", re.ASCII | re.IGNORECASE)


def language_name(tag: str) -> str:
    """`Deutsch` for `de` and `de-at`; a tag that nobody listed stands for itself."""
    return NAMES.get(tag.split("-")[0], tag)


def _tag(text: str) -> str:
    if not _TAG.fullmatch(text):
        raise ValueError("Name the language by a tag such as en, de or pt-br.")
    return text.lower()


Language = Annotated[str, AfterValidator(_tag)]
