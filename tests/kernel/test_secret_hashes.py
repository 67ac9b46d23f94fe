"""What is kept of secrets depends on the installation's key."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

from app.kernel import config
from app.kernel.config import Settings
from app.kernel.secret_hashes import hash_secret

KEY = "a key of 32 or more characters, as it should be"


def test_a_hash_can_not_be_told_without_the_key(settings: Settings) -> None:
    settings.secret_key = KEY
    kept = hash_secret("eks_secret")
    assert kept == hash_secret("eks_secret")
    assert len(kept) == 64
    assert kept != hashlib.sha256(b"eks_secret").hexdigest()


def test_another_key_gives_another_hash(settings: Settings) -> None:
    settings.secret_key = KEY
    before = hash_secret("eks_secret")
    settings.secret_key = KEY[::-1]
    assert hash_secret("eks_secret") != before


def test_a_secret_that_is_no_text_has_a_hash(settings: Settings) -> None:
    settings.secret_key = KEY
    assert len(hash_secret("\udc80")) == 64


def test_all_that_start_at_once_get_the_one_key_that_is_kept(settings: Settings) -> None:
    def start(_: int) -> str:
        return config._kept_key.__wrapped__(settings.data_dir / "secret_key")

    with ThreadPoolExecutor(8) as starting:
        keys = set(starting.map(start, range(64)))
    kept = settings.data_dir / "secret_key"
    assert keys == {kept.read_text()}
    assert len(kept.read_text()) >= config.MIN_SECRET_LENGTH
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in settings.data_dir.iterdir()] == ["secret_key"]


def test_an_empty_setting_in_development_means_the_kept_one(settings: Settings) -> None:
    settings.secret_key = ""
    assert config.secret_key() == (settings.data_dir / "secret_key").read_text()
