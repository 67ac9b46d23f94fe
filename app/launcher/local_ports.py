"""Loopback ports for servers that are started for a while: trials and tests."""

import random
import socket

# Below the ports that systems hand out for outgoing connections: one of those could take a server's port
# between two of its lives, or a client that tries a port where nobody listens could reach itself there.
_ODD = range(21001, 32000, 2)
_TRIES = 100


def free_port() -> int:
    """An odd loopback port that nobody holds. Raises `OSError` when none is found."""
    for port in random.choices(_ODD, k=_TRIES):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise OSError("no loopback port is free")


def is_listening(port: int) -> bool:
    """Whether somebody takes connections there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
