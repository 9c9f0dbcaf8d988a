"""Messages to people outside the app: e-mail and whatever Apprise reaches; never logged."""

import smtplib
from collections.abc import Sequence
from email.message import EmailMessage

import structlog

from app.core.config import Settings

_TIMEOUT_SECONDS = 20.0
_IMPLICIT_TLS_PORT = 465
_log = structlog.get_logger(__name__)


def can_notify(settings: Settings) -> bool:
    """Return whether there is any way to reach a person."""
    return bool(settings.smtp_host or settings.notify_urls.strip())


def notify(settings: Settings, *, to: Sequence[str], subject: str, body: str) -> bool:
    """Send a message every way there is; return whether at least one took it."""
    taken = False
    if settings.smtp_host and to:
        taken |= _email(settings, to=to, subject=subject, body=body)
    if settings.notify_urls.strip():
        taken |= _apprise(settings, subject=subject, body=body)
    return taken


def _email(settings: Settings, *, to: Sequence[str], subject: str, body: str) -> bool:
    try:
        with _connected(settings) as server:
            if settings.smtp_username:
                server.login(settings.smtp_username, settings.smtp_password.get_secret_value())
            # One letter each: nobody sees who else is told.
            for address in to:
                message = EmailMessage()
                message["Subject"] = subject
                message["From"] = settings.smtp_from or settings.smtp_username
                message["To"] = address
                message.set_content(body)
                server.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # The server's words may repeat an address.
        _log.warning("e-mail not sent", error_code=type(error).__name__)
        return False
    return True


def _connected(settings: Settings) -> smtplib.SMTP:
    if settings.smtp_port == _IMPLICIT_TLS_PORT:
        return smtplib.SMTP_SSL(settings.smtp_host, settings.smtp_port, timeout=_TIMEOUT_SECONDS)
    server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=_TIMEOUT_SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls()
        server.ehlo()
    elif settings.smtp_username:
        server.close()
        raise smtplib.SMTPNotSupportedError("no encryption for a password")
    return server


def _apprise(settings: Settings, *, subject: str, body: str) -> bool:
    # Slow to import, and only the worker of an installation that uses it needs it.
    import apprise  # noqa: PLC0415

    outlets = apprise.Apprise()
    for url in settings.notify_urls.replace(",", " ").split():
        if not outlets.add(url):
            _log.warning("a notification address is not understood")
    return bool(outlets.notify(title=subject, body=body)) if len(outlets) else False
