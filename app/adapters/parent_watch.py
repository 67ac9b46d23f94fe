"""Processes that end with the one that started them."""

import os
import signal
import threading

_LOOK_EVERY_SECONDS = 0.25


def end_with_parent(parent: int) -> None:
    """Let this process get SIGTERM as soon as its parent is gone, even one that was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            threading.Event().wait(_LOOK_EVERY_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
