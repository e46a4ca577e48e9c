"""Công văn nhắc, công văn đôn đốc: the paper form of a reminder that the case has sent."""

from collections.abc import Iterator

from remiss.consultation.values import AgencyCode
from remiss.documents.letters.case_fields import (
    consequence,
    filling,
    letter_before,
    questions,
    what_came,
)
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter import Block, Paragraph
from remiss.documents.letters.letter_fields import Filled, Filling, mark, marked
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.past_notices import NoticeKind, Standing
from remiss.texts import text

SUBJECTS = {
    LetterKind.REMINDER: "reminder_letter.reminder_subject",
    LetterKind.OVERDUE: "reminder_letter.overdue_subject",
}


def body(kind: LetterKind) -> Iterator[Block]:
    """The text of the template: before the deadline, or after it."""
    overdue = kind is LetterKind.OVERDUE
    yield Paragraph(text=marked("reminder_letter.asked"), tail=f"{mark('due')}.")
    yield Paragraph(text=marked(f"reminder_letter.{'passed' if overdue else 'standing'}"))
    yield Paragraph(text=mark("questions"))
    reply = "reply_now" if overdue else "reply_in_time"
    yield Paragraph(text=marked(f"reminder_letter.{reply}"))
    yield Paragraph(text=mark("consequence"))
    yield Paragraph(text=marked("letter.contact"))
    yield Paragraph(text=text("reminder_letter.closing").vi)


def letter(standing: Standing, agency: AgencyCode, desk: Desk) -> Filling:
    """The letter on the day the notice went out, of the case as it stood then."""
    case, request = standing.case, standing.case.requests[agency]
    overdue = standing.given[-1].kind is NoticeKind.OVERDUE
    kind, you = LetterKind.OVERDUE if overdue else LetterKind.REMINDER, text("letter.you").vi
    own: dict[str, Filled] = {
        "before": letter_before("letter.before", standing, request, desk),
        "state": what_came(case, request, you),
        "questions": tuple(questions(case, case.owed_by(request), request)),
        "consequence": consequence(case, you),
    }
    return filling(kind, standing, request, desk, SUBJECTS[kind], own)
