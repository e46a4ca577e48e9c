"""What an agency is asked to complete, written beforehand for whoever decides on its reply."""

from collections.abc import Iterator, Sequence

from remiss.consultation.state import ReceivedReply
from remiss.consultation.views.reply.four_results import AskedOf, findings_on, is_answered
from remiss.texts import say

MOST = 2_000
"""Characters of the reasons of a return."""
QUOTED = 160
"""Characters of a question or a passage quoted in it."""


def completion_text(received: ReceivedReply, asked: Sequence[AskedOf]) -> str:
    """Vietnamese, as the letter will be; it names each question, and fits what reasons may hold."""
    lines = [say("review.completion.opening").vi, *_lines(received, asked)]
    if len(lines) == 1:
        return say("review.completion.anything").vi
    whole = "\n".join(lines)
    return whole if len(whole) <= MOST else _short(received, asked)


def _lines(received: ReceivedReply, asked: Sequence[AskedOf]) -> Iterator[str]:
    for one in asked:
        facts = {"number": one.number, "text": _cut(one.question.text)}
        shown = [f.span for f in findings_on(received.assessment, one.question.id) if f.span]
        if one.question.id in received.outdated:
            yield say("review.completion.outdated", **facts).vi
        elif shown:
            yield say("review.completion.passage", span=_cut(shown[0]), **facts).vi
        elif not is_answered(received, one.question.id):
            yield say("review.completion.absence", **facts).vi
    for finding in findings_on(received.assessment, None):
        yield finding.message.vi


def _short(received: ReceivedReply, asked: Sequence[AskedOf]) -> str:
    numbers = ", ".join(str(one.number) for one in asked if _named(received, one))
    return say("review.completion.short", numbers=numbers).vi[:MOST]


def _named(received: ReceivedReply, one: AskedOf) -> bool:
    id_ = one.question.id
    found = findings_on(received.assessment, id_)
    return bool(found) or id_ in received.outdated or not is_answered(received, id_)


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1] + "…"
