"""The renderer port over PyAV (looking), Pillow (drawing) and one ffmpeg process (making).

Its parts are imported at first use: they weigh 50 MB, which a process that only answers need not carry.
"""

from pathlib import Path

from app.kernel.ports.renderer import (
    Artwork,
    Derived,
    Kept,
    MediaInfo,
    Progress,
    Rendered,
    Renderer,
    RenderPlan,
    Streamed,
)


class FfmpegRenderer(Renderer):
    """Everything runs on this machine, without a network."""

    def probe(self, path: Path) -> MediaInfo:
        from app.adapters.renderer.probe import probe

        return probe(path)

    def derive(self, path: Path, info: MediaInfo, folder: Path, progress: Progress) -> Derived:
        from app.adapters.renderer.derive import derive_stand_ins

        return derive_stand_ins(path, info, folder, progress)

    def artwork(self, artwork: Artwork, width: int, height: int) -> bytes:
        from app.adapters.renderer.artwork import draw, png

        return png(draw(artwork, width, height))

    def render(
        self, plan: RenderPlan, folder: Path, progress: Progress, kept: Kept | None = None
    ) -> Rendered:
        from app.adapters.renderer.film import make_film

        return make_film(plan, folder, progress, kept)

    def stream(
        self, film: Path, info: MediaInfo, folder: Path, progress: Progress, kept: Kept | None = None
    ) -> Streamed:
        from app.adapters.renderer.ladder import make_ladder

        return make_ladder(film, info, folder, progress, kept)

    def check(self) -> str:
        from app.adapters.renderer.ffmpeg import ffmpeg_version

        return ffmpeg_version()
