"""Logs: one format, without secrets."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from app.kernel import logs
from app.kernel.config import Settings

SECRET = "eks_F1qxJOsm2szJk_Cf7l9a"


@pytest.fixture
def written(settings: Settings, request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What goes into the log while the test runs, in the format that it asks for."""
    settings.log_format = getattr(request, "param", "text")
    root = logging.getLogger()
    before, level, configured = root.handlers[:], root.level, structlog.get_config()
    logs.configure()
    stream = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.configure(**configured)


@pytest.mark.parametrize(
    "text",
    [
        f"headers={{'host': 'x', 'cookie': 'everkeep_session={SECRET}; theme=dark'}}",
        f'"Cookie": "everkeep_session={SECRET}"',
        f"authorization: 'Bearer {SECRET}'",
        f"(b'cookie', b'everkeep_session={SECRET}')",
        f"Set-Cookie everkeep_session={SECRET}; HttpOnly",
    ],
)
def test_secrets_of_a_session_never_reach_the_log(text: str, written: io.StringIO) -> None:
    logging.getLogger("reflex_base.event.processor.event_processor").error("Error processing %s", text)
    structlog.get_logger("everkeep").warning("odd event", event_text=text)
    assert SECRET not in written.getvalue()
    assert "odd event" in written.getvalue()


def test_what_is_not_secret_stays_readable(written: io.StringIO) -> None:
    logging.getLogger("anything").warning("the host is %s", "example.com")
    assert "the host is example.com" in written.getvalue()


@pytest.mark.parametrize("written", ["json"], indirect=True)
def test_each_line_is_one_object_with_the_ids_that_are_bound(written: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(job_id="j1", request_id="r1"):
        structlog.get_logger("everkeep").info("rendered", seconds=3)
        logging.getLogger("celery").warning("from a library")
    first, second = (json.loads(line) for line in written.getvalue().splitlines())
    assert (first["event"], first["job_id"], first["seconds"]) == ("rendered", "j1", 3)
    assert (second["event"], second["request_id"], second["level"]) == ("from a library", "r1", "warning")


@pytest.mark.parametrize("written", ["text", "json"], indirect=True)
def test_a_traceback_shows_no_local_variables(written: io.StringIO) -> None:
    password = "local-" + "secret"
    try:
        raise RuntimeError("a fault")
    except RuntimeError:
        structlog.get_logger("everkeep").exception("failed", length=len(password))
    assert "a fault" in written.getvalue()
    assert password not in written.getvalue()
