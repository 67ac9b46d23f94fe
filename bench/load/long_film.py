"""Two hours of film for the editor that nobody has to prepare: an upload's stand-ins are exchanged."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from random import Random
from uuid import uuid4

import imageio_ffmpeg
from PIL import Image, ImageDraw

from app.features.productions.models import Upload
from app.kernel import db, ports
from app.kernel.assets import Asset
from app.kernel.ports.storage import Storage

SECONDS = 7200.0
_LOOP_SECONDS = 30
_PICTURE = "testsrc2=size=540x304:rate=30"
_SOUND = "sine=frequency=330:sample_rate=48000"
_COLUMNS, _ROWS, _TILE = 10, 10, (170, 96)
_PROXY = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-g", "15", "-pix_fmt", "yuv420p")


def lengthen(upload_id: int, folder: Path) -> None:
    """Let a ready upload show two hours: proxy as preparing makes it, a hundred thumbnails, 72,000 peaks."""
    with db.unit_of_work() as session:
        upload = session.get_one(Upload, upload_id)
        _exchange(session.get_one(Asset, upload.proxy_asset_id), _proxy(folder))
        _exchange(session.get_one(Asset, upload.strip_asset_id), _strip(folder))
        _exchange(session.get_one(Asset, upload.waveform_asset_id), _waveform(folder))
        upload.duration_seconds = SECONDS
        upload.strip_facts = _strip_facts()


def timeline(picture_id: int, pieces: int, pictures: int) -> Mapping[str, object]:
    """A draft's config with so many pieces, some of the film cut out between them, and so many pictures."""
    each = int(SECONDS * 10) // pieces
    ranges = [
        {"start": at * each / 10, "end": ((at + 1) * each - (at % 2) * each // 5) / 10}
        for at in range(pieces)
    ]
    edited = sum(kept["end"] - kept["start"] for kept in ranges)
    step = int(edited * 10) // pictures
    items = [
        {
            "id": f"picture-{at}",
            "uploadId": picture_id,
            "track": "AB"[at % 2],
            "startSeconds": at * step / 10,
            "endSeconds": (at * step + step // 2) / 10,
        }
        for at in range(pictures)
    ]
    return {"editRanges": ranges, "overlayItems": items}


def _exchange(asset: Asset, file: Path) -> None:
    asset.storage_key = f"{uuid4().hex}{file.suffix}"
    asset.bytes = ports.get(Storage).publish(file, asset.storage_key)


def _proxy(folder: Path) -> Path:
    """Half a minute, again and again: its packets are copied, so two hours take seconds."""
    short, long = folder / "short.mp4", folder / "long.mp4"
    sources = ("-f", "lavfi", "-i", _PICTURE, "-f", "lavfi", "-i", _SOUND, "-t", str(_LOOP_SECONDS))
    _ffmpeg(*sources, *_PROXY, "-c:a", "aac", "-b:a", "96k", str(short))
    times = round(SECONDS / _LOOP_SECONDS) - 1
    _ffmpeg("-stream_loop", str(times), "-i", str(short), "-c", "copy", "-movflags", "+faststart", str(long))
    return long


def _ffmpeg(*arguments: str) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y"]
    subprocess.run([*command, *arguments], check=True)


def _strip_facts() -> dict[str, float]:
    count = _COLUMNS * _ROWS
    shape = {"columns": _COLUMNS, "rows": _ROWS, "tile_width": _TILE[0], "tile_height": _TILE[1]}
    return {**shape, "seconds_per_tile": SECONDS / count, "count": count}


def _strip(folder: Path) -> Path:
    sheet = Image.new("RGB", (_COLUMNS * _TILE[0], _ROWS * _TILE[1]))
    pen = ImageDraw.Draw(sheet)
    for number in range(_COLUMNS * _ROWS):
        left, top = number % _COLUMNS * _TILE[0], number // _COLUMNS * _TILE[1]
        pen.rectangle((left, top, left + _TILE[0], top + _TILE[1]), fill=f"hsl({number * 7 % 360}, 40%, 45%)")
        pen.ellipse((left + number, top + 20, left + number + 56, top + 76), fill="#f2e9dc")
    sheet.save(folder / "strip.webp")
    return folder / "strip.webp"


def _waveform(folder: Path) -> Path:
    rng = Random(1)
    peaks = [round(rng.random(), 3) for _ in range(int(SECONDS * 10))]
    (folder / "waveform.json").write_text(json.dumps({"peaks_per_second": 10, "peaks": peaks}))
    return folder / "waveform.json"
