"""The bundled film of the sample world: what it is, and the choices that are begun on it; sample pictures.

Picture and sound are drawn by arithmetic for Everkeep; nobody else's work is in them.
"""

from pathlib import Path
from typing import Any

from app.kernel.ports.renderer import MediaInfo, MediaKind

FILM = Path(__file__).with_name("sample_film.mp4")
LOGO = Path(__file__).with_name("sample_logo.png")
LOWER_THIRD = Path(__file__).with_name("sample_lower_third.png")
INFO = MediaInfo(
    kind=MediaKind.VIDEO,
    mime="video/mp4",
    suffix=".mp4",
    bytes=FILM.stat().st_size,
    duration_seconds=8.0,
    width=1280,
    height=720,
    frame_rate=24.0,
    has_audio=True,
    video_codec="h264",
    audio_codec="aac",
    video_stream=0,
    audio_stream=1,
    unknown_colours=True,
)
NAME = "The lantern walk.mp4"
CHOICES: dict[str, Any] = {"name": "The lantern walk", "screenTitleText": "A light on the ri"}
