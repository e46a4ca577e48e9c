"""The replies an agency stands by in a case: when each came, and on which fields of government."""

from collections.abc import Iterator

from pydantic import AwareDatetime

from remiss.consultation.state import Consultation, ReceivedReply, Request
from remiss.consultation.values import AgencyCode, FieldCode, QuestionId, Value


class StandingReply(Value):
    """One that counts, or came beside silence; its words are in the ledger."""

    ordinal: int
    """Of its request among those of the agency in the case."""
    number: int
    at: AwareDatetime
    fields: dict[QuestionId, FieldCode]
    """Of the questions it answers; of a reply to the whole, of all that it was asked."""


def standing_replies(case: Consultation, agency: AgencyCode) -> Iterator[StandingReply]:
    """First to last, over all of the agency's requests in the case."""
    fields = {question.id: question.field for question in case.questions}
    for request in case.requests_of(agency):
        asked = {
            match.question: match.field or fields[match.question]
            for match in request.matches
            if match.question in fields
        }
        for received in request.replies:
            if _stands(request, received):
                yield StandingReply(
                    ordinal=request.ordinal,
                    number=received.number,
                    at=received.received_at,
                    fields=_answered(received, asked),
                )


def _stands(request: Request, received: ReceivedReply) -> bool:
    return (received.accepted and received.stands) or request.came_beside(received)


def _answered(
    received: ReceivedReply, asked: dict[QuestionId, FieldCode]
) -> dict[QuestionId, FieldCode]:
    said = {answer.question for answer in received.reply.answers}
    return {question: field for question, field in asked.items() if question in said} or asked
