"""A zip that is written while it is sent, so that its size never sits in memory."""

import io
import json
import zipfile
from collections.abc import Iterator

from fastapi.responses import StreamingResponse

from app.features.accounts.schemas import ExportView
from app.kernel import clock, ports
from app.kernel.errors import NotFound
from app.kernel.ports.storage import Storage

_NAME = "everkeep-export"


def stream_bundle(export: ExportView) -> StreamingResponse:
    """`rows/<table>.json` for each table, then the files."""
    name = f"{_NAME}-{clock.now():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(_chunks(export), headers=headers, media_type="application/zip")


def _chunks(export: ExportView) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as bundle:
        for table, rows in export.rows.items():
            bundle.writestr(f"rows/{table}.json", json.dumps(rows, ensure_ascii=False, indent=2))
            yield sink.taken()
        for file in export.files:
            yield from _file(bundle, sink, file.name, file.storage_key)
    yield sink.taken()


def _file(bundle: zipfile.ZipFile, sink: "_Sink", name: str, key: str) -> Iterator[bytes]:
    try:
        with bundle.open(name, "w", force_zip64=True) as entry:
            for chunk in ports.get(Storage).read(key):
                entry.write(chunk)
                yield sink.taken()
    except NotFound:
        return  # deleted while the export ran; its entry stays empty


class _Sink(io.RawIOBase):
    """Takes what zipfile writes and gives it away again; can't be sought, so nothing is rewritten."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, part: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]  # zipfile writes these
        self._held += part
        return len(part)

    def taken(self) -> bytes:
        given, self._held = bytes(self._held), bytearray()
        return given
