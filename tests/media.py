"""Real and generated footage. Nothing is downloaded: what is absent is made with the bundled ffmpeg."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
from filelock import FileLock

_FILM = ("testsrc2=size={w}x{h}:rate={fps}", "sine=frequency=440:sample_rate=48000")


def shared_folder() -> Path | None:
    """The folder of real footage beside the checkout (or where EVERKEEP_SHARED says), if it is there."""
    beside = Path(__file__).resolve().parents[1].parent / "shared"
    found = Path(os.environ.get("EVERKEEP_SHARED", beside))
    return found if found.is_dir() else None


@dataclass(frozen=True)
class Media:
    """Footage by what it is. Generated files are kept in `folder` and shared by all tests of a run."""

    folder: Path

    def film(self) -> Path:
        """About 5 s, 1280x720, 25 fps, with sound: real footage where it is there."""
        return self._real("big-buck-bunny-720p.mp4") or self.made("film", seconds=5.3, width=1280, height=720)

    def silent_film(self) -> Path:
        """About 10 s, 640x272, 25 fps, without sound."""
        return self._real("bikes-640x272-silent.mp4") or self.made(
            "silent", seconds=10, width=640, height=272, sound=False
        )

    def tiny_film(self) -> Path:
        """2 s, 320x180, 25 fps, with sound: quick to work on."""
        return self.made("tiny")

    def made(
        self,
        name: str,
        *,
        seconds: float = 2,
        width: int = 320,
        height: int = 180,
        fps: int = 25,
        sound: bool = True,
        suffix: str = ".mp4",
        options: tuple[str, ...] = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"),
    ) -> Path:
        """A test pattern with a tone, encoded with `options`; the same name gives the same file."""
        picture, tone = _FILM
        sources = ["-f", "lavfi", "-i", picture.format(w=width, h=height, fps=fps)]
        if sound:
            sources += ["-f", "lavfi", "-i", tone, "-shortest"]
        return self.encoded(name + suffix, *sources, "-t", str(seconds), *options)

    def encoded(self, name: str, *arguments: str) -> Path:
        """The file `name` that ffmpeg makes of `arguments`, once for each run."""
        target = self.folder / name
        with FileLock(f"{target}.lock"):
            if not target.exists():
                unfinished = self.folder / f"unfinished-{name}"
                command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *arguments]
                subprocess.run([*command, str(unfinished)], check=True)
                unfinished.replace(target)
        return target

    def _real(self, name: str) -> Path | None:
        shared = shared_folder()
        real = shared / "media" / name if shared else None
        return real if real and real.is_file() else None
