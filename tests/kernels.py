"""The kernels that paint planets: compiled once, by whoever needs them first, and then found by all."""

from pathlib import Path

from filelock import FileLock

from app.adapters.painter.planet import compile_kernels

FOLDER = Path(__file__).resolve().parents[1] / "data" / "kernels"


def compiled() -> Path:
    """Their folder, once they are in it: each of two that compile at the same time needs half a minute."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with FileLock(FOLDER / "tests.lock"):
        compile_kernels(FOLDER)
    return FOLDER
