"""Finished parts of a track, kept where a killed render's next attempt finds them.

A part is published by a rename once it is whole, counted and on the disk; so what has its name can be
relied on. Parts stand under the name of what they were made from, and nobody takes another's.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import av

from app.adapters.renderer.ffmpeg import RenderFailed
from app.kernel.disk import sync_folder, writing

GROUPS_IN_PART = 2
"""Of `Grid.group`: a killed render makes at most so much again."""


@dataclass(frozen=True)
class Track:
    """A picture track of `frames` frames in parts of `per_part` frames, in `folder` as `name.0000.mp4` …"""

    folder: Path
    name: str
    frames: int
    per_part: int

    @property
    def count(self) -> int:
        return -(-self.frames // self.per_part)

    @property
    def paths(self) -> list[Path]:
        """Of all parts, whether they are there or not."""
        return [self.folder / self.file_name(number) for number in range(self.count)]

    @property
    def finished(self) -> int:
        """How many parts are there, from the first one on without a gap."""
        return next((number for number, path in enumerate(self.paths) if not path.exists()), self.count)

    @property
    def made(self) -> int:
        """How many frames the finished parts have."""
        return min(self.finished * self.per_part, self.frames)

    def file_name(self, number: int) -> str:
        return f"{self.name}.{number:04d}.mp4"

    def frames_in(self, number: int) -> int:
        return min(self.per_part, self.frames - number * self.per_part)

    def adopt(self, made: Path, number: int) -> None:
        """Publish a part that is written to its end. Raises `RenderFailed` when frames are missing."""
        if frames_in(made) != self.frames_in(number):
            raise RenderFailed("A part of the film came out with the wrong length. Try again.")
        keep(made, self.folder / self.file_name(number))


def keep(made: Path, target: Path) -> None:
    """Give a finished file its name, all or nothing, a power cut included."""
    with writing():
        descriptor = os.open(made, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        made.replace(target)
        sync_folder(target.parent)


def shelf(kept: Path, made_from: Iterable[str | bytes]) -> Path:
    """The folder in `kept` for what is made from exactly this; what was made from anything else goes."""
    digest = hashlib.sha256()
    for each in made_from:
        content = each.encode() if isinstance(each, str) else each
        digest.update(len(content).to_bytes(8) + content)
    folder = kept / digest.hexdigest()[:32]
    with writing():
        kept.mkdir(parents=True, exist_ok=True)
        for other in kept.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        folder.mkdir(exist_ok=True)
    return folder


def frames_in(path: Path) -> int:
    """Pictures in a file, counted without decoding them."""
    with av.open(f"file:{path}") as container:
        return sum(1 for packet in container.demux(video=0) if packet.size)
