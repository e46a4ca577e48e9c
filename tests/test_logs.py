"""Log lines: one shape, whoever logs, and no secrets."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

import logs
from settings import Settings

Lines = Callable[[], list[dict[str, object]]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """JSON logging for one test; gives the lines logged so far."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    logs.configure(Settings(log_format="json"))
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    root.handlers[:], root.level = before
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


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
