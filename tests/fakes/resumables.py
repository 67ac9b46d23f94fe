"""As many sources of unfinished things as a test wants."""

from collections.abc import Sequence

from app.kernel.ports.resumables import ResumableSource, ResumableSources


class FakeResumableSources(ResumableSources):
    def __init__(self) -> None:
        self.given: list[ResumableSource] = []

    def sources(self) -> Sequence[ResumableSource]:
        return self.given
