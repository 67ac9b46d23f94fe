"""Where captions stand in a film that was cut: they follow the words that they were written for."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from app.features.productions.rules.captions import Cue

SHORTEST_SECONDS = 0.1
"""What a cut leaves of a caption and is shorter is left out: nobody could read it."""
MAX_AT_ONCE = 3
"""So many captions that overlap are shown together, the latest ones."""


def in_the_film(
    cues: Iterable[Cue], kept: Sequence[tuple[float, float]], opening: float = 0.0
) -> tuple[Cue, ...]:
    """`cues` of the source in seconds of the finished film, never two at once.

    `kept` are the source's kept spans in order, `opening` the seconds that stand before the film. What was
    cut out takes its captions along; one that spans a cut goes on behind it.
    """
    moved = [piece for cue in cues for piece in _pieces(cue, kept, opening)]
    return tuple(_in_turn(sorted(moved, key=lambda cue: cue.start)))


def _pieces(cue: Cue, kept: Sequence[tuple[float, float]], opening: float) -> Iterator[Cue]:
    begin, piece = opening, None
    for start, end in kept:
        first, last = max(cue.start, start), min(cue.end, end)
        if last > first:
            at = begin + first - start
            if piece is not None and at - piece.end < SHORTEST_SECONDS:
                piece = Cue(piece.start, at + last - first, cue.text)
            else:
                if piece is not None:
                    yield piece
                piece = Cue(at, at + last - first, cue.text)
        begin += end - start
    if piece is not None and piece.end - piece.start >= min(SHORTEST_SECONDS, cue.end - cue.start):
        yield piece


def _in_turn(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Cues in order of their start as a row without overlaps: lines that meet stand together."""
    edges = sorted({_rounded(edge) for cue in cues for edge in (cue.start, cue.end)})
    shown: dict[int, str] = {}
    ends: list[tuple[float, int]] = []
    upcoming = 0
    for start, end in pairwise(edges):
        while ends and ends[0][0] <= start:
            del shown[heapq.heappop(ends)[1]]
        while upcoming < len(cues) and _rounded(cues[upcoming].start) <= start:
            shown[upcoming] = cues[upcoming].text
            heapq.heappush(ends, (_rounded(cues[upcoming].end), upcoming))
            upcoming += 1
        if shown:
            latest = [*islice(reversed(shown.values()), MAX_AT_ONCE)]
            yield Cue(start, end, "\n".join(reversed(latest)))


def _rounded(seconds: float) -> float:
    return round(seconds, 3)
