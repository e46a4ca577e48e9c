"""Vào sổ: the number and day under which a signed reply went out, and its sealed copy."""

from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import request_of
from remiss.consultation.life.replying.messages import RecordReplyLetter, ReplyLetterRecorded
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation


def record_reply_letter(case: Consultation, command: RecordReplyLetter) -> tuple[Event, ...]:
    """Whatever became of the reply since; recorded again, the last one counts."""
    request = request_of(case, command.agency)
    if not 1 <= command.number <= len(request.replies):
        raise Refusal("no_such_reply", number=command.number)
    today = case.calendar.local(command.at).date()
    if command.signed_on > today:
        raise Refusal("letter_not_signed_yet", now=today)
    return (
        ReplyLetterRecorded(
            agency=command.agency,
            at=command.at,
            number=command.number,
            letter=command.letter,
            signed_on=command.signed_on,
            attachments=command.attachments,
            files=command.files,
            by=command.actor.person,
        ),
    )
