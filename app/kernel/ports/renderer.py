"""Pictures and sound: what a file is, what is derived from it, and how a film is made.

A `RenderPlan` is pure data: `productions.rules.render_plan` makes it, a `Renderer` carries it out.
Times are seconds, sizes pixels of the finished (upright, even-sized) picture, gains dB,
opacities 0–1. Nothing in a plan is ever used as filter syntax.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from app.kernel.errors import InvalidInput


class MediaKind(StrEnum):
    VIDEO = "video"
    AUDIO = "audio"
    IMAGE = "image"


class NotMedia(InvalidInput):
    """The file is not what Everkeep takes, whatever its name says; the message says what it is."""

    code = "not_media"


@dataclass(frozen=True)
class MediaInfo:
    """What a file is, found by looking inside it. `width` and `height` are upright (after rotation)."""

    kind: MediaKind
    mime: str
    suffix: str
    """With its dot, e.g. `.mp4`."""
    bytes: int
    duration_seconds: float | None = None
    """Measured to the last frame's end, not what the header claims."""
    width: int | None = None
    height: int | None = None
    rotation: int = 0
    frame_rate: float | None = None
    """Average frames a second."""
    variable_frame_rate: bool = False
    has_audio: bool = False
    has_alpha: bool = False
    video_codec: str | None = None
    audio_codec: str | None = None
    video_stream: int | None = None
    """Index of the picture's stream in the file; cover art is not it."""
    audio_stream: int | None = None
    high_dynamic_range: bool = False
    """PQ or HLG: needs tone mapping for an ordinary screen."""
    unknown_colours: bool = False
    """Nothing says by which matrix colours were coded; a large picture then means BT.709."""


@dataclass(frozen=True)
class Span:
    """Seconds from `start` to `end`."""

    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class Layer:
    """One picture over the film: what to draw (see `Artwork`), when, and how it fades.

    `span` is in seconds of the finished film (intro included); fades lie inside it.
    """

    name: str
    """`overlay:<id>`, `lower_third`, `logo`, `screen_title`, `caption:<number>`."""
    artwork: "Artwork"
    span: Span
    fade_in: float = 0.0
    fade_out: float = 0.0


@dataclass(frozen=True)
class Artwork:
    """A full-frame transparent picture, drawn by the same code for the preview and for the render.

    `kind` picks the drawing and `settings` its parameters: a preset's fields as in
    `productions.rules.presets`, and `text` for a title. `image` is the picture's file, if it has one.
    """

    kind: Literal["logo", "lower_third", "screen_title", "overlay", "title_page", "caption"]
    settings: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    image: Path | None = None


@dataclass(frozen=True)
class Intro:
    """What stands before the film: the frozen first frame, or a picture."""

    seconds: float
    image: Path | None = None


@dataclass(frozen=True)
class Music:
    """The music track and how it meets the film's own sound."""

    source: Path
    mode: Literal["mix", "replace"] = "mix"
    video_gain_db: float = 0.0
    music_gain_db: float = -18.0
    ducking: Literal["none", "rolling", "abrupt"] = "none"
    duck_db: float = 12.0
    gate: Literal["sensitive", "normal", "strict"] = "normal"
    clip_seconds: float | None = None
    """Only this much of the track is used."""
    fade: bool = True
    loop: bool = True
    seconds: float = 0.0
    """How long it sounds, from the first moment of the finished film."""


@dataclass(frozen=True)
class RenderPlan:
    """One film: the kept spans of a source, joined, dressed, with its sound."""

    source: Path
    source_info: MediaInfo
    segments: tuple[Span, ...]
    """Source seconds, in order; the whole film is one span."""
    width: int
    height: int
    frame_rate: float
    """Constant frames a second of the result."""
    intro: Intro | None = None
    layers: tuple[Layer, ...] = ()
    """Bottom to top."""
    captions: tuple[Layer, ...] = ()
    """Words over all layers, one after the other; there may be thousands."""
    music: Music | None = None
    poster_image: Path | None = None
    """A title page that only serves as poster (hold 0)."""

    @property
    def duration_seconds(self) -> float:
        intro = self.intro.seconds if self.intro else 0.0
        return intro + sum(span.length for span in self.segments)


@dataclass(frozen=True)
class Rendered:
    """Finished files in the folder that the caller gave."""

    video: Path
    poster: Path
    info: MediaInfo
    way: Literal["smart", "full"] = "full"
    """With untouched pictures copied, or every one made anew."""
    way_reason: str = ""
    """Why not the smart way, for people."""


@dataclass(frozen=True)
class Kept:
    """Where finished parts of a render outlive its attempt."""

    folder: Path
    found: Callable[[float], None]
    """Told the progress that earlier attempts have left there, if any."""


@dataclass(frozen=True)
class Version:
    """A film's picture in one size, or its sound, in one file that is read in pieces."""

    name: str
    """`720` for a picture whose short edge has so many pixels; `sound`."""
    media: Path
    header_bytes: int
    """What a player needs before any piece."""
    pieces: tuple[tuple[int, float], ...]
    """Bytes and seconds of each, in order; the first stands behind the index, the last ends the file."""
    codecs: str
    """As in RFC 6381."""
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Streamed:
    """A film made ready for streaming: files in the folder that the caller gave."""

    versions: tuple[Version, ...]
    """The largest picture first, the sound last. Pictures can be changed at the start of each piece."""
    frame_rate: float
    thumbnails: Path
    thumbnail_facts: dict[str, Any]
    """As `Derived.strip_facts`."""


@dataclass(frozen=True)
class Derived:
    """Small stand-ins made from an upload. A field is None where the kind has no such thing."""

    poster: Path | None = None
    strip: Path | None = None
    """Thumbnails of equal size in one row-major sprite sheet (WebP)."""
    strip_facts: dict[str, Any] = field(default_factory=dict)
    """`columns`, `rows`, `tile_width`, `tile_height`, `seconds_per_tile`, `count`."""
    proxy: Path | None = None
    waveform: Path | None = None
    """JSON `{"peaks_per_second": 10, "peaks": [0–1, …]}`."""


Progress = Callable[[float, str], None]
"""Told 0–1 and the stage; raises to stop the work."""


class Renderer(ABC):
    """Looks into files and makes new ones, without a network. Raises `Unavailable` on a full disk."""

    @abstractmethod
    def probe(self, path: Path) -> MediaInfo:
        """What the file is. Raises `NotMedia` for anything else, a truncated or a lying one too."""

    @abstractmethod
    def derive(self, path: Path, info: MediaInfo, folder: Path, progress: Progress) -> Derived:
        """Poster, strip, proxy and waveform into `folder`."""

    @abstractmethod
    def artwork(self, artwork: Artwork, width: int, height: int) -> bytes:
        """PNG of the whole frame (RGBA), as the render puts it over the film."""

    @abstractmethod
    def render(
        self, plan: RenderPlan, folder: Path, progress: Progress, kept: Kept | None = None
    ) -> Rendered:
        """The film, into `folder`, going on behind what is in `kept`.

        Whatever ends early removes what it began, but for finished parts in `kept`.
        """

    @abstractmethod
    def stream(
        self, film: Path, info: MediaInfo, folder: Path, progress: Progress, kept: Kept | None = None
    ) -> Streamed:
        """Versions of a rendered film for every connection, and thumbnails, into `folder`."""

    @abstractmethod
    def check(self) -> str:
        """The version of the tool behind it. Raises `Unavailable` with how to mend it."""
