"""What the whole suite needs beyond Python, and what happens where it is absent."""

import os

import pytest

REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"


def need(present: object, what: str) -> None:
    """Skip the test with one line when `what` is absent; fail it where everything must run."""
    if present:
        return
    if REQUIRED:
        pytest.fail(f"{what} is absent, and REQUIRE_SERVICES=1 allows no gaps")
    pytest.skip(f"{what} is absent")
