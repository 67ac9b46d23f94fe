"""The renderer port over PyAV (looking), Pillow (drawing) and one ffmpeg process (making)."""

from pathlib import Path

from app.adapters.renderer.artwork import draw, png
from app.adapters.renderer.derive import derive_stand_ins
from app.adapters.renderer.ffmpeg import ffmpeg_version
from app.adapters.renderer.film import make_film
from app.adapters.renderer.probe import probe
from app.kernel.ports.renderer import (
    Artwork,
    Derived,
    MediaInfo,
    Progress,
    Rendered,
    Renderer,
    RenderPlan,
)


class FfmpegRenderer(Renderer):
    """Everything runs on this machine, without a network."""

    def probe(self, path: Path) -> MediaInfo:
        return probe(path)

    def derive(self, path: Path, info: MediaInfo, folder: Path, progress: Progress) -> Derived:
        return derive_stand_ins(path, info, folder, progress)

    def artwork(self, artwork: Artwork, width: int, height: int) -> bytes:
        return png(draw(artwork, width, height))

    def render(self, plan: RenderPlan, folder: Path, progress: Progress) -> Rendered:
        return make_film(plan, folder, progress)

    def check(self) -> str:
        return ffmpeg_version()
