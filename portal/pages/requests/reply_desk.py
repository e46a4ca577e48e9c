"""Who writes a reply, about what and when; what is asked, and what came before."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from portal.pages.requests.act_pages import Option
from portal.paths import request_path
from remiss.consultation.state import (
    ReceivedReply,
    Request,
    Stage,
)
from remiss.consultation.values import (
    QuestionId,
    Value,
)
from remiss.ledger.reads.earlier_opinions import EarlierOpinion
from remiss.ledger.reads.pages import ListPage
from remiss.texts import Bilingual, Text, say
from remiss.views.seen_case import SeenCase


class AskedAnswer(Value):
    """A question to answer, under its number in the case."""

    number: int
    id: QuestionId
    words: Text
    name: Bilingual


class Earlier(Value):
    """A reply of the agency that this one completes or takes the place of."""

    path: str
    name: Bilingual
    said: tuple[Bilingual, ...]
    """What was found in it, or why it came back."""


class Writing(NamedTuple):
    """Who writes, about what, and when."""

    seen: SeenCase
    request: Request
    now: datetime
    people: tuple[Option, ...]
    corrects: int | None
    before: ListPage[EarlierOpinion]
    """What the agency answered on the same fields, the newest of it."""


def asked_of(desk: Writing) -> Iterator[AskedAnswer]:
    """The questions still owed; of a correction, all that were put to the agency."""
    case, request = desk.seen.case, desk.request
    numbers = case.question_numbers
    owed = case.owed_by(request) if desk.corrects is None else case.questions_of(request)
    for question in owed:
        yield AskedAnswer(
            number=numbers[question.id],
            id=question.id,
            words=question.text,
            name=say("portal.reply.question", number=numbers[question.id]),
        )


def earlier_reply(desk: Writing) -> Earlier | None:
    """The reply that came back, or the one that is corrected."""
    found = _before(desk)
    if found is None:
        return None
    findings = found.assessment.findings if found.assessment else ()
    reasons = [Bilingual(vi=found.reasons, en=found.reasons)] if found.reasons else []
    case, agency = desk.seen.case.id, desk.request.agency.code
    return Earlier(
        path=request_path(case, agency, "replies", str(found.number)),
        name=say("portal.request.received_number", number=found.number),
        said=(*reasons, *(finding.message for finding in findings)),
    )


def _before(desk: Writing) -> ReceivedReply | None:
    replies = desk.request.replies
    if desk.corrects is not None:
        return next((one for one in replies if one.number == desk.corrects), None)
    return replies[-1] if replies and desk.request.stage is Stage.RETURNED else None
