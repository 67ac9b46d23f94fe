"""Seconds put on the film's grid: every cut falls between two frames, and sound is cut at the same moments.

Rounding each piece by itself would let errors add up over twenty cuts; here each edge is rounded once,
from the film's start, so that the whole is right to half a frame and sound never drifts from picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.kernel.ports.renderer import RenderPlan, Span

SAMPLE_RATE = 48_000
GROUP_SECONDS = 4
"""Every version of a film can be cut at each multiple of this, so that players change between them there."""


@dataclass(frozen=True)
class Cut:
    """`frames` frames of the source, from its frame number `first` on."""

    first: int
    frames: int

    @property
    def end(self) -> int:
        return self.first + self.frames


@dataclass(frozen=True)
class Grid:
    """A plan counted in frames: intro, then the cuts, at `rate` frames a second."""

    rate: Fraction
    intro: int
    cuts: tuple[Cut, ...]

    @property
    def frames(self) -> int:
        """Frames of the finished film."""
        return self.intro + sum(cut.frames for cut in self.cuts)

    @property
    def seconds(self) -> float:
        return float(self.frames / self.rate)

    @property
    def group(self) -> int:
        """Frames between two moments at which the film can be cut: `GROUP_SECONDS` in whole frames."""
        return max(1, round(GROUP_SECONDS * self.rate))

    def behind(self, frames: int) -> "Grid":
        """What is left to make once the first `frames` frames, fewer than all, are there."""
        intro = max(0, self.intro - frames)
        gone = max(0, frames - self.intro)
        cuts: list[Cut] = []
        for cut in self.cuts:
            skipped = min(gone, cut.frames)
            gone -= skipped
            if skipped < cut.frames:
                cuts.append(Cut(cut.first + skipped, cut.frames - skipped))
        return Grid(self.rate, intro, tuple(cuts))

    def before(self, frames: int) -> "Grid":
        """The film's first `frames` frames alone, more than its intro has."""
        left = frames - self.intro
        cuts: list[Cut] = []
        for cut in self.cuts:
            if left > 0:
                cuts.append(Cut(cut.first, min(cut.frames, left)))
            left -= cut.frames
        return Grid(self.rate, self.intro, tuple(cuts))

    def frame_at(self, seconds: float) -> int:
        """The edge between frames that is nearest to a moment of the finished film."""
        return min(round(Fraction(seconds) * self.rate), self.frames)

    def window(self, span: Span) -> tuple[int, int]:
        """First frame and number of frames of a span; at least one frame if it has any length."""
        first = min(self.frame_at(span.start), self.frames - 1)
        return first, max(1, self.frame_at(span.end) - first)

    def samples(self, frames: int) -> int:
        """Audio samples that last as long as so many frames."""
        return round(Fraction(frames * SAMPLE_RATE) / self.rate)


def lay_out(plan: RenderPlan) -> Grid:
    """The plan's seconds as whole frames; a film has at least one."""
    rate = exact_rate(plan.frame_rate)
    cuts = _cuts(plan.segments, rate)
    return Grid(rate, round(Fraction(plan.intro.seconds) * rate) if plan.intro else 0, cuts)


def exact_rate(frame_rate: float) -> Fraction:
    """29.97… is 30000/1001 and nothing near it."""
    broadcast = Fraction(round(frame_rate * 1001 / 1000) * 1000, 1001)
    if broadcast and abs(float(broadcast) - frame_rate) < 1e-4:
        return broadcast
    return Fraction(frame_rate).limit_denominator(1000)


def _cuts(segments: Sequence[Span], rate: Fraction) -> tuple[Cut, ...]:
    cuts: list[Cut] = []
    edge, reached = 0, Fraction(0)
    for span in segments:
        reached += Fraction(span.end) - Fraction(span.start)
        next_edge = round(reached * rate)
        if next_edge > edge:
            cuts.append(Cut(round(Fraction(span.start) * rate), next_edge - edge))
        edge = next_edge
    return tuple(cuts) or (Cut(round(Fraction(segments[0].start) * rate), 1),)
