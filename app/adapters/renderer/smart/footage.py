"""A source's coded pictures, listed without decoding any: when each shows, and where copying can begin."""

from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av

from app.adapters.renderer.probe import opened
from app.adapters.renderer.signatures import recognise
from app.adapters.renderer.smart.parameter_sets import (
    BT709,
    PPS,
    SPS,
    UNLABELLED,
    Description,
    read_description,
    unit_kind,
    units,
)
from app.adapters.renderer.smart.words import (
    CHANGES_MIDWAY,
    COLOURS,
    INTERLACED,
    NOT_H264,
    ODD_CODING,
    RESIZED,
    TURNED,
    NotCopyable,
)
from app.kernel.ports.renderer import RenderPlan

NOWHERE = -1
"""The slot of a picture that is never shown."""
_WHOLE = 5
"""An instantaneous refresh: a picture of its own, behind which nothing looks further back."""
_PROFILES = (66, 77, 100)
"""Baseline, main and high: what every player takes, and what the pictures in between can be coded with."""
_LOOK_EVERY = 256
_HD_EDGE = 720

Packet = Any
"""PyAV's packets: their attributes are made at run time."""


@dataclass
class Footage:
    """Coded pictures in the order in which they are decoded.

    A slot is a place on the film's grid counted from the source's start, as the full pass fills it.
    """

    description: Description
    slots: "array[int]" = field(default_factory=lambda: array("q"))
    starts: list[int] = field(default_factory=list)
    """Places in that order of the pictures that refresh everything."""


@contextmanager
def source(plan: RenderPlan) -> Iterator[tuple[Any, Any]]:
    """The container of a plan's source, and its stream of pictures."""
    with opened(plan.source, recognise(plan.source)) as container:
        yield container, container.streams[plan.source_info.video_stream or 0]


def coded_pictures(container: Any, stream: Any) -> Iterator[Packet]:
    """Packets that hold a picture, in the order in which they are decoded."""
    return (packet for packet in container.demux(stream) if packet.size)


def list_footage(plan: RenderPlan, rate: Fraction, looking: Callable[[], None]) -> Footage:
    """Read the source once, undecoded. Raises `NotCopyable`; `looking` is called meanwhile and may raise."""
    refuse_at_sight(plan)
    try:
        with source(plan) as (container, stream):
            footage = Footage(_description(plan, stream))
            clock = _Clock(container, stream, rate)
            for place, packet in enumerate(coded_pictures(container, stream)):
                footage.slots.append(clock.slot(packet))
                if packet.is_keyframe and _refreshes(packet, footage.description):
                    footage.starts.append(place)
                if place and packet.has_sidedata("new_extradata"):
                    raise NotCopyable(CHANGES_MIDWAY)
                if place % _LOOK_EVERY == 0:
                    looking()
    except ValueError as odd:
        raise NotCopyable(ODD_CODING) from odd
    return footage


def refuse_at_sight(plan: RenderPlan) -> None:
    """Raise `NotCopyable` for what the probe alone tells."""
    info = plan.source_info
    if info.video_codec != "h264":
        raise NotCopyable(NOT_H264)
    if info.rotation:
        raise NotCopyable(TURNED)
    if (info.width, info.height) != (plan.width, plan.height):
        raise NotCopyable(RESIZED)
    if info.high_dynamic_range:
        raise NotCopyable(COLOURS)


def _description(plan: RenderPlan, stream: Any) -> Description:
    """How the stream is coded. Raises `NotCopyable` if other pictures can't be made to follow it."""
    codec = stream.codec_context
    if (codec.width, codec.height) != (plan.width, plan.height):
        raise NotCopyable(RESIZED)
    description = read_description(codec.extradata or b"")
    for facts in description.facts:
        if not facts.progressive:
            raise NotCopyable(INTERLACED)
        if facts.chroma != 1 or facts.depth != 8 or facts.full_range:
            raise NotCopyable(COLOURS)
        hidden_709 = facts.matrix == UNLABELLED and min(plan.width, plan.height) >= _HD_EDGE
        if facts.matrix != BT709 and not hidden_709:
            raise NotCopyable(COLOURS)
        if facts.profile not in _PROFILES:
            raise NotCopyable(ODD_CODING)
    if len({facts.profile for facts in description.facts}) != 1:
        raise NotCopyable(ODD_CODING)
    return description


def _refreshes(packet: Packet, description: Description) -> bool:
    """Whether copying can begin here. Raises `NotCopyable` if coding changes with this picture."""
    kinds = set()
    for unit in units(bytes(packet)):
        kinds.add(unit_kind(unit))
        if unit_kind(unit) in (SPS, PPS) and unit not in description.units:
            raise NotCopyable(CHANGES_MIDWAY)
    return _WHOLE in kinds


class _Clock:
    """Puts moments of the source on the grid, rounding as ffmpeg's `fps` filter does in the full pass."""

    def __init__(self, container: Any, stream: Any, rate: Fraction) -> None:
        self._scale = stream.time_base * rate
        self._begin = Fraction(container.start_time or 0, av.time_base) * rate

    def slot(self, packet: Packet) -> int:
        if packet.pts is None:
            raise ValueError("a picture without a moment")
        if packet.is_discard or packet.is_corrupt:
            return NOWHERE
        moment: Fraction = packet.pts * self._scale - self._begin
        return max(NOWHERE, (2 * moment.numerator + moment.denominator) // (2 * moment.denominator))
