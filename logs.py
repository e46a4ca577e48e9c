"""Logging: one line per event, the same shape for our code and for the libraries under it."""

import logging
import re
import sys
from collections.abc import Mapping

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from settings import Settings

HIDDEN = "[hidden]"
_SECRET_KEY = re.compile(
    r"password|passwd|secret|token|authorization|dsn|api_?key|cookie|private_key", re.IGNORECASE
)
# A password inside an address, a bearer token inside a header or a message.
_SECRET_TEXT = re.compile(r"(://[^:/@\s]*:|\bBearer )[^@\s]+", re.IGNORECASE)
_QUIETED = ("asyncio", "httpcore", "httpx")


def configure(settings: Settings) -> None:
    """Send every log line to standard error, as JSON or, on a terminal, readable.

    Safe to call again: the last call wins.
    """
    shared = _shared_processors()
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = StandardError()
    handler.setFormatter(_formatter(settings, shared))
    _route_everything_to(handler, settings.log_level)


class StandardError(logging.Handler):
    """Writes to what standard error is at that moment: it may be redirected after the start."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:  # noqa: BLE001 - as every handler: logging must not break the caller
            self.handleError(record)


def hide_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace values that are secret by their name, and secrets inside texts."""
    return {key: _hide(key, value) for key, value in event.items()}


def _hide(key: str, value: object) -> object:
    if _SECRET_KEY.search(key) and value is not None:
        return HIDDEN
    match value:
        case str():
            return _SECRET_TEXT.sub(rf"\1{HIDDEN}", value)
        case Mapping():
            return {name: _hide(str(name), inner) for name, inner in value.items()}
        case list() | tuple():
            return [_hide(key, inner) for inner in value]
        case _:
            return value


def _shared_processors() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.processors.UnicodeDecoder(),
        _drop_colored_copy,
        hide_secrets,
    ]


def _drop_colored_copy(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Uvicorn sends each message a second time, with terminal colors."""
    event.pop("color_message", None)
    return event


def _formatter(settings: Settings, shared: list[Processor]) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _renderer(settings),
        ],
    )


def _renderer(settings: Settings) -> Processor:
    wanted = settings.log_format
    if wanted == "console" or (wanted == "auto" and sys.stderr.isatty()):
        # The plain formatter: the default prints local variables, which may hold secrets.
        return structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            exception_formatter=structlog.dev.plain_traceback,
            timestamp_key="at",
        )
    return structlog.processors.JSONRenderer(ensure_ascii=False, default=str)


def _route_everything_to(handler: logging.Handler, level: str) -> None:
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    for name in _QUIETED:
        logging.getLogger(name).setLevel(logging.WARNING)
