"""Log lines: one shape, whoever logs, and no secrets."""

import json
import logging
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from remiss import logs
from remiss.settings import Settings

Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str], restored: None) -> Lines:
    """JSON logging for one test; gives the lines logged so far."""
    logs.configure(Settings(log_format="json"))
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.fixture
def restored() -> Iterator[None]:
    """Logging as it was, after a test that sets it up."""
    root = logging.getLogger()
    before, configured = (root.handlers[:], root.level), structlog.get_config()
    yield
    root.handlers[:], root.level = before
    logging.captureWarnings(capture=False)
    structlog.configure(**configured)


def test_an_event_carries_what_is_bound(lines: Lines) -> None:
    """Bound context and Vietnamese text arrive readable."""
    with structlog.contextvars.bound_contextvars(consultation="c-1", agency="Sở Tài chính"):
        structlog.get_logger("remiss").info("reply_returned", verdict="vague")
    (line,) = lines()
    assert line["event"] == "reply_returned"
    assert (line["consultation"], line["agency"]) == ("c-1", "Sở Tài chính")
    assert (line["verdict"], line["level"]) == ("vague", "info")


def test_libraries_log_in_the_same_shape(lines: Lines) -> None:
    """A standard-library record becomes the same kind of line, with its extras."""
    logging.getLogger("temporalio.worker").warning("slow %s", "poll", extra={"agency": "H99"})
    (line,) = lines()
    assert (line["event"], line["logger"]) == ("slow poll", "temporalio.worker")
    assert line["agency"] == "H99"


def test_secrets_are_hidden(lines: Lines) -> None:
    """By key, however deep, and inside texts and tracebacks."""
    log = structlog.get_logger("remiss")
    log.info("a", token="t-1", headers={"Authorization": "Bearer t-2"}, note="Bearer t-3 sent")
    log.error("b", exc_info=OSError("cannot reach postgresql://remiss:t-4@db/remiss"))
    text = json.dumps(lines())
    assert "t-" not in text.replace("remiss-", "")
    assert "postgresql://remiss:[hidden]@db/remiss" in text


HOSTILE = {
    "newline": "ok\n2026-11-24 [info] signed_in actor=chairman",
    "return": "ok\r2026-11-24",
    "colour": "\x1b[31mred\x1b[0m",
    "cursor": "\x9b2K\x9b1A",
    "bidi": "\u202egnơưH\u202c \u2066x\u2069",
    "invisible": "a\u200bb\ufeff\u2060",
    "separators": "a\u2028b\u2029c\x85d",
    "nul and bell": "\x00\x07\x08\x7f",
    "surrogate": "\ud800",
    "tag": "\U000e0041",
}
NEVER = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Hostile:
    """What a library may hand to the log: an object that prints as it likes."""

    def __str__(self) -> str:
        return "ok\n\x1b[31mforged Bearer t-0"

    __repr__ = __str__


@pytest.mark.parametrize("style", ["json", "console"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_comes_from_outside_stays_within_its_line(
    capsys: pytest.CaptureFixture[str], restored: None, style: Any, kind: str
) -> None:
    """In each format, wherever it stands: as event, value, key, deep inside, or in a message."""
    value = HOSTILE[kind]
    logs.configure(Settings(log_format=style))
    log = structlog.get_logger("remiss")
    log.info("path_refused", path=value, deep={"a": [value], value: 1})
    log.info(value)
    logging.getLogger("uvicorn.error").warning("Invalid %s", value, extra={"agency": value})
    said = capsys.readouterr().err
    lines = said.splitlines()
    assert len(lines) == 3, said
    assert not NEVER.search(said), repr(said)
    assert all(re.search(r"\\u\{[0-9a-f]+\}", line) for line in lines), said


@pytest.mark.parametrize("style", ["json", "console"])
def test_objects_are_as_tame_as_texts(
    capsys: pytest.CaptureFixture[str], restored: None, style: Any
) -> None:
    """What prints itself is written out the same way, with its secrets hidden."""
    logs.configure(Settings(log_format=style))
    structlog.get_logger("remiss").info("failed", error=Hostile(), many=(Hostile(), b"\x1b"))
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert not NEVER.search(said), repr(said)
    assert "t-0" not in said


@pytest.mark.parametrize("style", ["json", "console"])
def test_an_exceptions_message_forges_no_line(
    capsys: pytest.CaptureFixture[str], restored: None, style: Any
) -> None:
    """A traceback keeps its lines in the readable format, each marked as part of it."""
    logs.configure(Settings(log_format=style))
    try:
        raise ValueError("\x1b[2Jbad\n2026-11-24 [info     ] signed_in actor=chairman")  # noqa: TRY301
    except ValueError:
        structlog.get_logger("remiss").exception("request_failed")
    said = capsys.readouterr().err
    assert not NEVER.search(said), repr(said)
    first, *rest = said.splitlines()
    assert "request_failed" in first
    assert all(line.startswith("  | ") for line in rest)
    assert "Traceback" in said


def test_vietnamese_is_left_as_it_is(lines: Lines) -> None:
    """Composed or decomposed, nothing a person writes is written out in numbers."""
    text = "Đề nghị Sở Tài chính trả lời “đúng hạn” – ngày 01/12 · 100% 👍"
    for form in ("NFC", "NFD"):
        said = unicodedata.normalize(form, text)
        structlog.get_logger("remiss").info("noted", text=said)
        (line,) = lines()
        assert line["text"] == said


def test_an_address_is_no_secret_and_a_password_is(lines: Lines) -> None:
    """A port is printed, by which people find the service; what stands before an @ is not."""
    log = structlog.get_logger("remiss")
    log.info("a", url="http://127.0.0.1:8728/docs", other="http://[::1]:8728")
    log.info("b", url="postgresql://remiss:hid:den/@127.0.0.1:5432/remiss")
    first, second = lines()
    assert (first["url"], first["other"]) == ("http://127.0.0.1:8728/docs", "http://[::1]:8728")
    assert second["url"] == "postgresql://remiss:[hidden]@127.0.0.1:5432/remiss"


def test_a_request_is_one_line_and_without_what_was_searched_for(lines: Lines) -> None:
    """The server's own line stays away, whatever it was told at its start."""
    access = logging.getLogger("uvicorn.access")
    access.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", "/v1/x?q=secret", "1.1", 200)
    logging.getLogger("uvicorn.error").warning("told")
    assert [line["event"] for line in lines()] == ["told"]
