"""Logs as one JSON object a line; never tokens, descriptions or amounts."""

import logging

import structlog

_HIDDEN_KEYS = (
    "token", "secret", "password", "authorization", "cookie", "code", "description", "amount",
    "balance", "merchant", "email",
)  # fmt: skip


def configure_logging(level: int = logging.INFO) -> None:
    """Send structlog and the standard library to standard error as JSON lines."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            hide_private,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # Request lines of the bank client carry account ids and windows.
    for noisy in ("httpx2", "httpcore2", "procrastinate"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def hide_private(
    _logger: object, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Blank every value whose key names something private."""
    for key in event:
        if key not in ("event", "error_code") and any(word in key.lower() for word in _HIDDEN_KEYS):
            event[key] = "[hidden]"
    return event
