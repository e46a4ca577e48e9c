"""Logging: one line per event, the same shape for our code and for the libraries under it."""

import logging
import re
import sys
from collections.abc import Mapping
from functools import lru_cache

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from remiss.repeated_lines import Repeats
from remiss.settings import Settings

HIDDEN = "[hidden]"
_SECRET_KEY = re.compile(
    r"password|passwd|secret|token|authorization|dsn|api_?key|cookie|private_key", re.IGNORECASE
)
# A password inside an address, which ends at an @; a bearer token inside a header or a message.
_SECRET_TEXT = re.compile(r"(://[^:/@\s]*:)[^\s]+(?=@)|(\bBearer )[^@\s]+", re.IGNORECASE)
# What could end a line, move the cursor, colour it, or turn round what is read: C0 and C1 controls
# with the escape, line and paragraph separators, bidirectional and invisible marks, surrogates.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_TRACES = ("exception", "stack")
"""What has lines of its own; each is marked, so that none passes for a line of the log."""
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


def plain(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Turn every value into text, numbers, lists and mappings, so that what follows sees it all."""
    return {str(key): _plain(value) for key, value in event.items()}


def _plain(value: object) -> object:
    match value:
        case bool() | int() | float() | None:
            return value
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(inner) for inner in value]
        case bytes():
            return value.decode(errors="backslashreplace")
        case _:
            return str(value)


def neutralise(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Write out what does not print: a value from outside must not look like something else."""
    return {_legible(key): _neutral(key, value) for key, value in event.items()}


def _neutral(key: str, value: object) -> object:
    match value:
        case str() if key in _TRACES:
            return "\n".join(f"  | {_legible(line)}" for line in value.split("\n"))
        case str():
            return _legible(value)
        case dict():
            return {_legible(name): _neutral("", inner) for name, inner in value.items()}
        case list():
            return [_neutral("", inner) for inner in value]
        case _:
            return value


def _legible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return _UNPRINTABLE.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", text)


def hide_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace values that are secret by their name, and secrets inside texts."""
    return {key: _hide(key, value) for key, value in event.items()}


@lru_cache(maxsize=1024)
def _secret(key: str) -> bool:
    return _SECRET_KEY.search(key) is not None


def _hide(key: str, value: object) -> object:
    if _secret(key) and value is not None:
        return HIDDEN
    match value:
        case str():
            return _SECRET_TEXT.sub(lambda found: f"{found[1] or found[2]}{HIDDEN}", value)
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
        plain,
        hide_secrets,
        neutralise,
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
    handler.addFilter(Repeats())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    # One line for each request is ours; this one would hold what was searched for.
    logging.getLogger("uvicorn.access").disabled = True
    for name in _QUIETED:
        logging.getLogger(name).setLevel(logging.WARNING)
