"""Starts a program that ends with its parent and within limits: `guard.py PARENT BYTES MEMORY PROGRAM …`.

Run as a script of its own, because setting this up between fork and exec of a threaded worker may
deadlock it. The program takes this one's place, so there is one process to watch.
"""

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1
_ENDED_WITH_PARENT = 64


def _guard(parent: int, max_bytes: int, max_memory: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(_ENDED_WITH_PARENT)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a full quota is then an error that it can tell
    resource.setrlimit(resource.RLIMIT_FSIZE, (max_bytes, max_bytes))
    # Not the address space: allocators reserve far more of that on machines with many cores.
    resource.setrlimit(resource.RLIMIT_DATA, (max_memory, max_memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _guard(*(int(argument) for argument in sys.argv[1:4]))
    os.execv(sys.argv[4], sys.argv[4:])  # noqa: S606  given by our own caller
