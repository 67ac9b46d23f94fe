"""Waits until the app at the given address is ready, and looks at its first page."""

import sys
import time
import urllib.error
import urllib.request

PATIENCE_SECONDS = 300


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as reply:
        return reply.read().decode()


def wait_until_ready(url: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            read(f"{url}/api/ready")
            return
        except (urllib.error.URLError, OSError) as reason:
            if time.monotonic() > until:
                sys.exit(f"not ready after {PATIENCE_SECONDS} s: {reason}")
            time.sleep(0.5)


wait_until_ready(sys.argv[1])
if "Everkeep" not in read(sys.argv[1]):
    sys.exit("the first page does not say Everkeep")
print("make run serves the app")
