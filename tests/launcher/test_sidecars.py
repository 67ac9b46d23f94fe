"""Compressed copies of the pages are made smaller, and stay copies."""

import gzip
from pathlib import Path

from app.launcher.sidecars import squeeze


def test_a_copy_gets_smaller_and_stays_a_copy(tmp_path: Path) -> None:
    text = b" ".join(b"const page%d = draw(%d);" % (n, n * n) for n in range(2000))
    copy = tmp_path / "assets" / "page.js.gz"
    copy.parent.mkdir()
    (tmp_path / "assets" / "page.js").write_bytes(text)
    copy.write_bytes(gzip.compress(text, 9))
    before = copy.stat().st_size

    squeeze(tmp_path)

    assert copy.stat().st_size < before
    assert gzip.decompress(copy.read_bytes()) == text


def test_what_is_no_copy_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "download.gz").write_bytes(b"somebody's own")
    squeeze(tmp_path)
    assert (tmp_path / "download.gz").read_bytes() == b"somebody's own"
