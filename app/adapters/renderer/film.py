"""Makes a film from a plan: its pictures, its sound beside them, both joined and checked.

Where it can be, the picture is the source's own, copied. Otherwise it is made in parts that a killed
render's next attempt finds again, in one run of ffmpeg all the same: a part is published as soon as the next
one is begun. The sound is made whole.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av

from app.adapters.renderer.artwork import draw_page
from app.adapters.renderer.encode import Encoding, compress, encode_tracks
from app.adapters.renderer.ffmpeg import RenderFailed, ffmpeg_version
from app.adapters.renderer.graph import Pictures, picture_graph, sound_graph
from app.adapters.renderer.grid import Grid, lay_out
from app.adapters.renderer.join import join
from app.adapters.renderer.parts import GROUPS_IN_PART, Track, shelf
from app.adapters.renderer.probe import picture_stream, probe
from app.adapters.renderer.smart import Copied, WhyNot, copy_and_patch
from app.adapters.renderer.soundtrack import Soundtrack, sound_beside
from app.adapters.renderer.stickers import draw_pictures
from app.kernel.disk import writing
from app.kernel.ports.renderer import Kept, Progress, Rendered, RenderPlan

_UNFINISHED = "render.part"
"""Folder of what is unfinished; its rest, if a worker was killed, goes with the next attempt."""
_DRAWN, _MADE, _JOINED = 0.02, 0.96, 0.99
"""Progress when the pictures are drawn, when picture and sound are made, and when they are one film."""
_SOUND_SHARE = 0.1
COMPRESSION = ("-preset", "veryfast", "-crf", "20")


def make_film(
    plan: RenderPlan, folder: Path, progress: Progress, kept: Kept | None = None, *, smart: bool = True
) -> Rendered:
    """`film.mp4` and `poster.jpg` in `folder`, both whole or neither. Raises what `Renderer` says.

    Finished parts go to `kept`, and are taken from there; without it they go with the attempt. Only a
    measurement wants it not `smart`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    grid = lay_out(plan)
    with unfinished(folder) as desk:
        progress(0.0, "Drawing")
        pictures = draw_pictures(plan, grid, desk, lambda done: progress(_DRAWN * done, "Drawing"))
        parts = shelf(kept.folder if kept else desk / "kept", made_from(plan, grid, pictures))
        with sound_beside(plan, grid, desk, parts) as sound:
            track = picture_track(grid, parts)
            if kept and track.finished:
                kept.found(_so_far(track.made / grid.frames, float(sound.path.exists())))
            tell = _rendering(sound, progress)
            way = copy_and_patch(plan, grid, pictures, desk, tell, parts) if smart else WhyNot("")
            if isinstance(way, Copied):
                picture = [way.picture]
            else:
                picture = encode_picture(plan, grid, pictures, track, desk, tell)
            heard = sound.wait(lambda: tell(1.0))
        _join(picture, heard, desk / "film.mp4", grid, progress)
        progress(_JOINED, "Checking")
        info = probe(desk / "film.mp4")
        if abs((info.duration_seconds or 0.0) - grid.seconds) > 1.5 / grid.rate:
            raise RenderFailed("The film came out with the wrong length. Your choices are kept; try again.")
        _make_poster(plan, grid, desk)
        for name in ("film.mp4", "poster.jpg"):
            (desk / name).replace(folder / name)
    made = (folder / "film.mp4", folder / "poster.jpg", info)
    return Rendered(*made, "full", way.words) if isinstance(way, WhyNot) else Rendered(*made, "smart")


def picture_track(grid: Grid, kept: Path) -> Track:
    """The film's picture, in parts that lie in `kept`."""
    return Track(kept, "film", grid.frames, GROUPS_IN_PART * grid.group)


def encode_picture(
    plan: RenderPlan,
    grid: Grid,
    pictures: Pictures,
    track: Track,
    folder: Path,
    progress: Callable[[float], None],
) -> list[Path]:
    """The full pass: every frame decoded, dressed and encoded. The parts of the picture, in order."""
    encode_tracks(
        [Encoding(track, COMPRESSION)],
        lambda done: picture_graph(plan, grid, pictures, done),
        *(grid, folder, progress),
    )
    return track.paths


def made_from(plan: RenderPlan, grid: Grid, pictures: Pictures) -> Iterator[str | bytes]:
    """Everything that decides what a part looks or sounds like: another plan's parts are never taken."""
    yield ffmpeg_version()
    yield " ".join(compress(grid, COMPRESSION))
    yield picture_graph(plan, grid, pictures).filters
    yield sound_graph(plan, grid).filters
    sources = [plan.source, *([plan.music.source] if plan.music else [])]
    yield from (str(path.stat().st_size) for path in sources)
    drawn = [sticker.path for sticker in pictures.stickers]
    drawn += [pictures.page] if pictures.page else []
    drawn += [pictures.captions.path] if pictures.captions else []
    for path in drawn:
        with path.open("rb") as file:  # thousands of captions don't fit into memory
            yield hashlib.file_digest(file, "sha256").digest()


def _rendering(sound: Soundtrack, progress: Progress) -> Callable[[float], None]:
    """Tells how far picture and sound are together, and ends the picture when the sound has failed."""

    def tell(picture: float) -> None:
        sound.check()
        progress(_so_far(picture, sound.fraction), "Rendering")

    return tell


def _so_far(picture: float, sound: float) -> float:
    return _DRAWN + (_MADE - _DRAWN) * ((1 - _SOUND_SHARE) * picture + _SOUND_SHARE * sound)


def _join(picture: Sequence[Path], sound: Path, target: Path, grid: Grid, progress: Progress) -> None:
    def tell(done: float) -> None:
        progress(_MADE + (_JOINED - _MADE) * done, "Joining")

    join(picture, sound, target, grid.frames, tell, movflags="+faststart")


def _make_poster(plan: RenderPlan, grid: Grid, desk: Path) -> None:
    if plan.poster_image:
        page = draw_page(plan.poster_image, plan.width, plan.height)
        page.convert("RGB").save(desk / "poster.jpg", quality=90)
        return
    dressed = max((layer.fade_in for layer in plan.layers if layer.span.start == 0.0), default=0.0)
    wanted = min(dressed, grid.seconds - float(1 / grid.rate))
    _frame_at(desk / "film.mp4", wanted - 0.5 / float(grid.rate)).save(desk / "poster.jpg", quality=90)


def _frame_at(path: Path, seconds: float) -> Any:
    """The first picture that starts at `seconds` or later."""
    with av.open(f"file:{path}") as container:
        last: Any = None
        frames: Iterator[Any] = container.decode(picture_stream(container))
        for frame in frames:
            last = frame
            if (frame.time or 0.0) >= seconds:
                break
        if last is None:
            raise RenderFailed("The film came out empty. Your choices are kept; try again.")
        return last.to_image()


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """An empty folder for unfinished files, gone afterwards whatever happens."""
    desk = folder / _UNFINISHED
    shutil.rmtree(desk, ignore_errors=True)
    try:
        with writing():
            desk.mkdir()
            yield desk
    finally:
        shutil.rmtree(desk, ignore_errors=True)
