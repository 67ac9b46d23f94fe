"""Which pictures of a film are copied and which are made anew. Pure: nothing is opened or run."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.adapters.renderer.grid import Grid
from app.adapters.renderer.smart.footage import Footage
from app.adapters.renderer.smart.words import DRESSED, FEW_STARTS, UNEVEN, NotCopyable

_WORTH_COPYING_SECONDS = 1
_LEAST_SHARE = 0.5
"""Of the film; below it the full pass is about as quick, and goes on where a killed one ended."""
_MOST_PIECES = 200
_MOST_AHEAD = 32
"""So many pictures may be decoded before one that shows earlier, with room to spare: H.264 keeps 16."""


@dataclass(frozen=True)
class Piece:
    """`frames` frames of the film from `first` on: made anew, or copied.

    A copy begins at the source's coded picture number `place`.
    """

    first: int
    frames: int
    place: int | None = None

    @property
    def end(self) -> int:
        return self.first + self.frames


@dataclass(frozen=True)
class _Run:
    """`frames` frames of a cut that nothing lies over, from `first` of the film and `slot` of the source."""

    first: int
    slot: int
    frames: int


def cut_up(grid: Grid, covered: Sequence[tuple[int, int]], footage: Footage) -> list[Piece]:
    """The film as pieces, without a gap. `covered` are frames under pictures, as first and end.

    Raises `NotCopyable` when too little can be copied, saying what is in the way.
    """
    bare = list(_bare_runs(grid, covered))
    if sum(run.frames for run in bare) < _LEAST_SHARE * grid.frames:
        raise NotCopyable(DRESSED)
    starts = _Starts(footage)
    worth = max(2, round(_WORTH_COPYING_SECONDS * grid.rate))
    copies = [copy for run in bare for copy in _copies(run, starts, worth)]
    pieces = list(_with_patches(copies, grid))
    if sum(copy.frames for copy in copies) < _LEAST_SHARE * grid.frames or len(pieces) > _MOST_PIECES:
        raise NotCopyable(UNEVEN if starts.uneven else FEW_STARTS)
    return pieces


def _bare_runs(grid: Grid, covered: Sequence[tuple[int, int]]) -> Iterator[_Run]:
    first = grid.intro
    for cut in grid.cuts:
        end, at = first + cut.frames, first
        for over_first, over_end in [*sorted(covered), (end, end)]:
            until = min(over_first, end)
            if until > at:
                yield _Run(at, cut.first + at - first, until - at)
            at = max(at, min(over_end, end))
        first = end


class _Starts:
    """The footage's places where copying can begin, by the slot that each shows in."""

    def __init__(self, footage: Footage) -> None:
        self.slots = footage.slots
        self.places = [place for place in footage.starts if footage.slots[place] >= 0]
        self.shown = [footage.slots[place] for place in self.places]
        self._all = set(footage.starts)
        self.uneven = False

    def at_or_after(self, slot: int) -> int | None:
        """The number of the first start that shows in `slot` or later."""
        number = bisect_left(self.shown, slot)
        return number if number < len(self.places) else None

    def unbroken(self, number: int, end: int) -> int:
        """How many frames can be copied from a start on so that none of `end` or later is among them.

        Decoded first to last they must fill slot after slot; the last ones are left out when others
        that show earlier would come behind them.
        """
        begin = self.places[number]
        slot, latest, whole = self.slots[begin], self.slots[begin], 0
        seen: set[int] = set()
        for count in range(len(self.slots) - begin):
            shown, late = self.slots[begin + count], count - whole
            if late > _MOST_AHEAD or (late and begin + count in self._all):
                self.uneven = True
                return whole
            if shown in seen or not slot + whole <= shown < end:
                self.uneven |= shown < end
                return whole
            seen.add(shown)
            latest = max(latest, shown)
            if latest == slot + count:
                whole = count + 1
                seen.clear()
        return whole


def _copies(run: _Run, starts: _Starts, worth: int) -> Iterator[Piece]:
    """What can be copied of a run. A single picture in between is never left to be made anew.

    Two refreshing pictures in a row would have to be told apart by a number that no encoder lets us choose.
    """
    at, end = run.slot, run.slot + run.frames
    while (number := starts.at_or_after(at)) is not None:
        slot = starts.shown[number]
        if slot >= end:
            return
        frames = starts.unbroken(number, end)
        rest = end - slot - frames
        if rest == 1:
            frames = starts.unbroken(number, end - 2) if frames > worth else 0
        if frames < worth or slot - at == 1:
            at = slot + 1
            continue
        yield Piece(run.first + slot - run.slot, frames, starts.places[number])
        at = slot + frames


def _with_patches(copies: Sequence[Piece], grid: Grid) -> Iterator[Piece]:
    """The copies, and between them what is made anew, each piece of that inside one cut."""
    edges = _cut_edges(grid)
    at = 0
    for copy in [*copies, Piece(grid.frames, 0)]:
        for edge in [edge for edge in edges if at < edge < copy.first] + [copy.first]:
            if edge > at:
                yield Piece(at, edge - at)
                at = edge
        if copy.frames:
            yield copy
        at = copy.end


def _cut_edges(grid: Grid) -> list[int]:
    """Where one cut meets the next. The intro belongs to the first one, which it may have to freeze."""
    edges, at = [], grid.intro
    for cut in grid.cuts[:-1]:
        at += cut.frames
        edges.append(at)
    return edges
