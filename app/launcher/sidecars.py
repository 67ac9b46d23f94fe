"""Makes the compressed copies beside the built pages as small as gzip allows.

Reflex writes them with zlib; zopfli takes some seconds longer for 3 % less on every first visit over plain
HTTP, where browsers do not take brotli.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from zopfli.gzip import compress

# More rounds gain nothing on files of this size.
_ROUNDS = 5


def squeeze(folder: Path) -> None:
    """Write every `.gz` below `folder` again, from the file that it is a copy of."""
    copies = [path for path in sorted(folder.rglob("*.gz")) if path.with_suffix("").is_file()]
    with ThreadPoolExecutor() as pool:
        list(pool.map(_squeeze, copies))


def _squeeze(copy: Path) -> None:
    smaller = compress(copy.with_suffix("").read_bytes(), numiterations=_ROUNDS)
    if len(smaller) < copy.stat().st_size:
        copy.write_bytes(smaller)
