"""Kombu's filesystem transport, made safe for a reader that looks while a writer writes.

The original opens a message under its final name before writing it, so a worker may fetch an empty
one and die of it, and fetches through the system's temporary folder, which may be another file system.
"""

import json
from pathlib import Path
from queue import Empty
from time import time_ns
from typing import Any
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import filesystem

NAME = "everkeep-folder"
WAIT_SECONDS = 0.2


class FolderChannel(filesystem.Channel):
    """A message is one file: written aside, then renamed; fetched by removing it."""

    def _put(self, queue: str, payload: dict[str, Any], **_: Any) -> None:  # type: ignore[override]  # as its base
        name = f"{time_ns()}_{uuid4().hex}.{queue}.msg"
        folder = Path(self.data_folder_out)
        unfinished = folder / f".{name}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(payload))
            unfinished.rename(folder / name)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise ChannelError(f"cannot add a message to {folder}: {error.strerror}") from error

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for waiting in self._waiting(queue):
            try:
                text = waiting.read_text()
                waiting.unlink()  # of several readers one removes it, and has it
                return json.loads(text)
            except FileNotFoundError:
                continue
            except ValueError:  # of no use to anybody; the sweep sends what it may have said
                continue
        raise Empty

    def _size(self, queue: str) -> int:
        return len(self._waiting(queue))

    def _waiting(self, queue: str) -> list[Path]:
        """The messages, oldest first; none when the folder is gone, which the next writer makes again."""
        return sorted(Path(self.data_folder_in).glob(f"[0-9]*.{queue}.msg"))


class Transport(filesystem.Transport):
    """The filesystem transport with the channel above."""

    Channel = FolderChannel

    def drain_events(self, connection: Any, timeout: float | None = None, **_: Any) -> None:
        """Wait for a message, shortly: only in between does Celery look whether it has to end."""
        super().drain_events(connection, timeout=WAIT_SECONDS)  # type: ignore[no-untyped-call]  # kombu has no types
