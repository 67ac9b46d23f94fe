"""Passwords, growing delays, and how a browser is called."""

from datetime import UTC, datetime, timedelta

import pytest

from app.features.accounts.errors import PasswordTooCommon, PasswordTooShort
from app.features.accounts.rules.devices import device_name
from app.features.accounts.rules.passwords import check_password, is_common
from app.features.accounts.rules.throttling import LONGEST, delay, seconds_left

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("password", ["", "short", "ninechars", "日本語のパスワード"])
def test_fewer_than_ten_characters_are_refused(password: str) -> None:
    with pytest.raises(PasswordTooShort, match="at least 10"):
        check_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "password123",
        "Password2024!",
        "P@ssw0rd123",
        "passwordpassword",
        "1234567890",
        "0987654321",
        "qwertyuiop",
        "QwertyUiop123",
        "1q2w3e4r5t6y",
        "aaaaaaaaaaaa",
        "abababababab",
        "iloveyou2025",
        "letmein12345",
        "administrator",
        "Welcome12345",
        "liverpoolfc1",
        "1qaz2wsx3edc",
        "correcthorsebatterystaple",
        "changeme!!!!",
    ],
)
def test_passwords_that_are_guessed_first_are_refused_in_every_disguise(password: str) -> None:
    with pytest.raises(PasswordTooCommon):
        check_password(password)


@pytest.mark.parametrize(
    "password",
    ["a lantern in the fog", "Xk4#vNq8!rT2", "grün-ist-der-Wald", "пароль на закате", "miles from nowhere 7"],
)
def test_a_password_of_ones_own_is_taken(password: str) -> None:
    assert check_password(password) == password


def test_ones_own_email_is_no_password() -> None:
    with pytest.raises(PasswordTooCommon):
        check_password("Ada@Example.org", personal=("ada@example.org",))


def test_the_same_password_from_two_keyboards_is_one_password() -> None:
    assert check_password("cafe\u0301 au lait!") == check_password("caf\u00e9 au lait!")


def test_the_error_names_the_field_that_was_typed_in() -> None:
    with pytest.raises(PasswordTooShort) as caught:
        check_password("short", field="new_password")
    assert list(caught.value.fields) == ["new_password"]


def test_a_common_word_inside_a_longer_sentence_is_no_harm() -> None:
    assert not is_common("seven dragons sleep under the password tree")


def test_delays_double_and_end_at_a_quarter_of_an_hour() -> None:
    waits = [delay(failures, free=4) for failures in range(1, 9)]
    assert waits == [timedelta(seconds=s) for s in (0, 0, 0, 1, 2, 4, 8, 16)]
    assert delay(10_000, free=4) == LONGEST


def test_a_part_of_a_second_left_counts_as_one() -> None:
    assert seconds_left(NOON + timedelta(milliseconds=1), NOON) == 1
    assert seconds_left(NOON, NOON) == 0
    assert seconds_left(None, NOON) == 0


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Android 15; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0", "Firefox on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari on Mac"),
        ("curl/8.5.0", "curl"),
        ("", "Another device"),
    ],
)
def test_a_browser_is_called_by_its_name_and_system(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
