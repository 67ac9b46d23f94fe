"""The keeper of the app's own worker, without a worker."""

import threading

import pytest

from app.adapters import embedded_worker
from app.adapters.embedded_worker import EmbeddedWorker
from app.kernel.config import Settings


def test_a_worker_that_cannot_be_started_is_tried_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []
    tried_again = threading.Event()

    def start() -> None:
        tries.append("one more")
        if len(tries) == 2:
            tried_again.set()
        raise OSError("no room for another process")

    monkeypatch.setattr(embedded_worker, "_start_worker", start)
    monkeypatch.setattr(embedded_worker, "LONGEST_PAUSE_SECONDS", 0.01)
    settings.embedded_worker = True

    with EmbeddedWorker(settings):
        assert tried_again.wait(60)
