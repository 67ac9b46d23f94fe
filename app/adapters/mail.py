"""Letters for an installation without a mail server: the operator reads them in the log."""

import structlog

from app.kernel.ports.mail import Mail

log = structlog.get_logger()


class LogMail(Mail):
    """Writes each letter to the log, whole, for the operator to pass on."""

    def send(self, to: str, subject: str, text: str) -> None:
        log.info("letter", to=to, subject=subject, text=text)
