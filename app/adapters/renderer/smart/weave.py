"""Puts copied and made pieces into one track: every packet on the film's clock, every frame counted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import av

from app.adapters.renderer.ffmpeg import RenderFailed
from app.adapters.renderer.grid import Grid
from app.adapters.renderer.smart.footage import Footage, Packet, coded_pictures, source
from app.adapters.renderer.smart.parameter_sets import Description, read_description, together
from app.adapters.renderer.smart.patches import opened_patch
from app.adapters.renderer.smart.pieces import Piece
from app.adapters.renderer.smart.words import ODD_CODING, NotCopyable
from app.kernel.disk import writing
from app.kernel.ports.renderer import RenderPlan

_BT709 = 1
_TV_RANGE = 1


@dataclass(frozen=True)
class Weft:
    """What a film is woven from: its pieces in order, and the files of those that were made."""

    plan: RenderPlan
    grid: Grid
    footage: Footage
    pieces: Sequence[Piece]
    made: Mapping[int, Path]
    """By the piece's first frame."""


def weave(weft: Weft, target: Path, progress: Callable[[float], None]) -> None:
    """The picture track as an MP4. `progress` hears 0–1 and may raise.

    Raises `NotCopyable` if the pieces can't be described together, `RenderFailed` when frames are missing.
    """
    description = _described(weft)
    delay = max(place - shown for place, shown in enumerate(_shown(weft)))
    tick = 1 / weft.grid.rate
    written = 0
    with writing(), source(weft.plan) as (container, stream):
        options = {"video_track_timescale": str(weft.grid.rate.numerator)}
        with av.open(f"file:{target}", "w", format="mp4", options=options) as film:
            track = film.add_stream_from_template(stream)
            track.time_base = tick
            _describe(track, description)
            shown = _shown(weft)
            for packet, place in zip(_packets(weft, coded_pictures(container, stream)), shown, strict=True):
                packet.stream, packet.time_base = track, tick
                packet.pts, packet.dts, packet.duration = place, written - delay, 1
                film.mux(packet)
                written += 1
                progress(written / weft.grid.frames)
    if written != weft.grid.frames:
        raise RenderFailed("The film came out with the wrong length. Your choices are kept; try again.")


def check_seams(weft: Weft, film: Path) -> None:
    """Begin to play at each piece. Raises `NotCopyable` where that shows no picture, or another one."""
    with av.open(f"file:{film}") as container:
        track = container.streams.video[0]
        for piece in weft.pieces:
            moment = round(piece.first / weft.grid.rate / (track.time_base or 1))
            container.seek(moment, stream=track)
            seen = next(container.decode(track), None)
            if seen is None or seen.is_corrupt or seen.pts != moment:
                raise NotCopyable(ODD_CODING)


def _describe(track: Any, description: Description) -> None:
    codec = track.codec_context
    codec.extradata = description.to_bytes()
    codec.color_range, codec.colorspace = _TV_RANGE, _BT709
    codec.color_primaries, codec.color_trc = _BT709, _BT709


def _described(weft: Weft) -> Description:
    descriptions = [weft.footage.description.labelled()]
    for path in weft.made.values():
        with opened_patch(path) as (_, stream):
            descriptions.append(read_description(stream.codec_context.extradata))
    try:
        return together(descriptions)
    except ValueError as clash:
        raise NotCopyable(ODD_CODING) from clash


def _shown(weft: Weft) -> Iterator[int]:
    """The film's frame that each packet shows, in the order in which they are decoded."""
    for piece in weft.pieces:
        if piece.place is not None:
            slots = weft.footage.slots
            shift = piece.first - slots[piece.place]
            yield from (slots[piece.place + count] + shift for count in range(piece.frames))
            continue
        with opened_patch(weft.made[piece.first]) as (container, stream):
            moments = [packet.pts for packet in coded_pictures(container, stream)]
        order = {moment: number for number, moment in enumerate(sorted(moments))}
        yield from (piece.first + order[moment] for moment in moments)


def _packets(weft: Weft, coded: Iterator[Packet]) -> Iterator[Packet]:
    """Every packet of the film. Cuts are in the source's order, so that is read once from end to end."""
    read = 0
    for piece in weft.pieces:
        if piece.place is None:
            with opened_patch(weft.made[piece.first]) as (container, stream):
                yield from coded_pictures(container, stream)
        else:
            yield from islice(coded, piece.place - read, piece.place - read + piece.frames)
            read = piece.place + piece.frames
