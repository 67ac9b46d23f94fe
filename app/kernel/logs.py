"""Structured logs of every process: text for people, one JSON object a line by setting."""

import logging
import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from app.kernel.config import settings

# Reflex logs the headers of an event that it does not know, the session's cookie among them.
_SECRETS = (
    re.compile(r"""(['"]?(?:cookie|authorization|set-cookie)['"]?\s*[:=]\s*b?)(['"])(?:(?!\2).)*\2""", re.I),
    re.compile(r"(everkeep_session=)()[^;,'\"\s]+"),
)
_MASKED = r"\1\2…\2"


def masked(text: str) -> str:
    """`text` with the values of cookies and authorization headers replaced."""
    for secret in _SECRETS:
        text = secret.sub(_MASKED, text)
    return text


class MaskSecrets(logging.Filter):
    """Lets every record pass, without the secrets in its message."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):  # structlog sends its fields, which are masked already
            record.msg, record.args = masked(record.getMessage()), None
        return True


def _mask_fields(_logger: Any, _method: str, event: EventDict) -> EventDict:
    return {name: masked(value) if isinstance(value, str) else value for name, value in event.items()}


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _mask_fields,
]
# One list for good: a logger keeps the one that it first met.
_PROCESSORS: list[Processor] = [*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter]


def configure() -> None:
    """Send the logs of everything in this process through one format. Safe to call twice."""
    structlog.configure(
        processors=_PROCESSORS,
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.addFilter(MaskSecrets())
    handler.setFormatter(_formatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings().log_level.upper())
    _tame_libraries()


def _formatter() -> logging.Formatter:
    if settings().log_format == "json":
        last: list[Processor] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        # The prettier kind prints local variables: slow, and secrets may be among them.
        plain = structlog.dev.plain_traceback
        last = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )


def _tame_libraries() -> None:
    """Mask at the source what Reflex's own handlers print, and quiet what says nothing of use."""
    logging.getLogger("reflex_base.event.processor.event_processor").addFilter(MaskSecrets())
    for talkative in ("httpx", "httpcore", "PIL", "asyncio", "multipart", "_granian", "alembic.runtime"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
