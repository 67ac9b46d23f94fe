"""What a browser's own words say about the machine."""

import pytest

from app.kernel.devices import device_of


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148 Safari/604.1", "phone"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36", "phone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "computer"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_the_kind_of_device(agent: str, device: str):
    assert device_of(agent) == device
