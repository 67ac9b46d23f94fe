"""How alike two pictures are to the eye, measured by ffmpeg's own filter."""

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg
from PIL import Image

_ALL = re.compile(r"All:([\d.]+)")


def ssim(one: Image.Image, other: Image.Image) -> float:
    """Structural similarity of two pictures of one size, 1 for the same; colours at half size, as films."""
    assert one.size == other.size
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("one.png", "other.png")]
        for picture, path in zip((one, other), paths, strict=True):
            picture.convert("RGB").save(path, compress_level=1)
        inputs = [part for path in paths for part in ("-i", str(path))]
        graph = "[0]format=yuv420p[a];[1]format=yuv420p[b];[a][b]ssim"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", *inputs]
        told = subprocess.run(
            [*command, "-lavfi", graph, "-f", "null", "-"], check=True, capture_output=True, text=True
        ).stderr
    found = _ALL.search(told)
    assert found, told
    return float(found[1])
