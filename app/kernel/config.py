"""Settings, read from the environment and `.env`."""

import os
import re
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

GIB = 1024**3
MIB = 1024**2


class Settings(BaseSettings):
    """Every variable that an operator can set; the README's table is checked against this class."""

    # What is wrong with a value is said without it: it may be a key, or hold a password.
    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    env: Literal["development", "production"] = Field("development", validation_alias="ENV")
    database_url: str = Field("sqlite:///./everkeep.db", validation_alias="DATABASE_URL")
    redis_url: str | None = Field(None, validation_alias="REDIS_URL")
    data_dir: Path = Field(Path("data"), validation_alias="DATA_DIR")
    host: str = Field("127.0.0.1", validation_alias="HOST")
    port: int = Field(3000, validation_alias="PORT")
    public_url: str | None = Field(None, validation_alias="PUBLIC_URL")
    trusted_proxy_hops: int = Field(0, ge=0, le=9, validation_alias="TRUSTED_PROXY_HOPS")
    secret_key: str | None = Field(None, validation_alias="SECRET_KEY")
    embedded_worker: bool | None = Field(None, validation_alias="EMBEDDED_WORKER")
    web_processes: int | None = Field(None, ge=1, le=64, validation_alias="WEB_PROCESSES")
    worker_threads: int = Field(2, ge=1, le=64, validation_alias="WORKER_THREADS")
    paint_ahead: bool = Field(True, validation_alias="PAINT_AHEAD")
    styleguide: bool = Field(False, validation_alias="STYLEGUIDE")
    log_format: Literal["text", "json"] = Field("text", validation_alias="LOG_FORMAT")
    log_level: str = Field("INFO", validation_alias="LOG_LEVEL")
    max_video_bytes: int = Field(2 * GIB, validation_alias="MAX_VIDEO_BYTES")
    max_audio_bytes: int = Field(500 * MIB, validation_alias="MAX_AUDIO_BYTES")
    max_image_bytes: int = Field(20 * MIB, validation_alias="MAX_IMAGE_BYTES")
    account_quota_bytes: int = Field(50 * GIB, validation_alias="ACCOUNT_QUOTA_BYTES")
    upload_idle_hours: float = Field(24, gt=0, validation_alias="UPLOAD_IDLE_HOURS")
    stories_dir: Path | None = Field(None, validation_alias="STORIES_DIR")
    images_url: str | None = Field(None, validation_alias="IMAGES_URL")
    images_api_key: SecretStr | None = Field(None, validation_alias="IMAGES_API_KEY")
    images_model: str | None = Field(None, validation_alias="IMAGES_MODEL")
    images_size: str = Field(
        "1536x1024", pattern=r"^[1-9]\d{2,3}x[1-9]\d{2,3}$", validation_alias="IMAGES_SIZE"
    )
    images_timeout_seconds: float = Field(120, gt=0, le=3600, validation_alias="IMAGES_TIMEOUT_SECONDS")
    images_deadline_seconds: float = Field(240, gt=0, le=7200, validation_alias="IMAGES_DEADLINE_SECONDS")

    @field_validator("redis_url", "images_url", "images_model", "images_api_key", mode="before")
    @classmethod
    def _none_when_empty(cls, given: object) -> object:
        """`REDIS_URL=` in a compose file or over an `.env` means that there is none."""
        return (given.strip() or None) if isinstance(given, str) else given

    @field_validator("database_url")
    @classmethod
    def _through_psycopg(cls, url: str) -> str:
        """Accept the two common PostgreSQL spellings and name the driver that we ship."""
        for scheme in ("postgresql://", "postgres://"):
            if url.startswith(scheme):
                return "postgresql+psycopg://" + url.removeprefix(scheme)
        return url

    @field_validator("images_url")
    @classmethod
    def _plain_address(cls, url: str | None) -> str | None:
        """Where requests go: names and passwords in an address end up in logs."""
        if url is not None and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#@]*)?", url):
            raise ValueError("use an address such as https://api.openai.com/v1, with no name, key or query")
        return url.rstrip("/") if url else None

    @field_validator("images_api_key")
    @classmethod
    def _fit_for_a_header(cls, key: SecretStr | None) -> SecretStr | None:
        """Refused here, without being told: a client that refuses a header quotes it."""
        if key is not None and not re.fullmatch(r"[!-~]+", key.get_secret_value()):
            raise ValueError("the key must be plain letters, digits and signs without spaces")
        return key

    @model_validator(mode="after")
    def _service_with_its_model(self) -> Self:
        if self.images_url and not self.images_model:
            raise ValueError("IMAGES_URL needs IMAGES_MODEL, the model that is to paint")
        return self

    @property
    def runs_embedded_worker(self) -> bool:
        """Whether the app starts a worker itself: by default only when no broker is configured."""
        return self.embedded_worker if self.embedded_worker is not None else self.redis_url is None

    @property
    def server_processes(self) -> int:
        """Without Redis a tab's state lives in one process; with it, by default one for each core up to 4."""
        if self.redis_url is None:
            return 1
        return self.web_processes or min(os.cpu_count() or 1, 4)

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"

    @property
    def queue_dir(self) -> Path:
        return self.data_dir / "queue"


@lru_cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()


def public_url() -> str:
    """Where people reach this installation, without a slash at the end; written into letters.

    Never taken from a request: whoever asks for somebody's link could name their own host there.
    """
    return (settings().public_url or f"http://localhost:{settings().port}").rstrip("/")


MIN_SECRET_LENGTH = 32


def secret_key() -> str:
    """The key of `secret_hashes`: as set, or made on first start and kept in the data folder (mode 0600).

    Raises `ValueError` when a weak one is set in production.
    """
    given = settings().secret_key
    if given is not None and settings().env == "production" and _is_weak(given):
        raise ValueError(f"SECRET_KEY is weak: use at least {MIN_SECRET_LENGTH} random characters")
    return given or _kept_key(settings().data_dir / "secret_key")


def _is_weak(key: str) -> bool:
    return len(key) < MIN_SECRET_LENGTH or len(set(key)) < 10


@lru_cache
def _kept_key(path: Path) -> str:
    """The key in `path`, made when there is none. Of several that start at once, all get the same one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Under its name the file is whole from the start, and never replaced.
        with NamedTemporaryFile("w", dir=path.parent) as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            os.fsync(made.fileno())
            with suppress(FileExistsError):
                path.hardlink_to(made.name)
    return path.read_text()
