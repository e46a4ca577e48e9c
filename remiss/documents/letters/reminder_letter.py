"""Công văn nhắc, công văn đôn đốc: the paper form of a reminder that the case has sent."""

from collections.abc import Iterator

from remiss.consultation.state import Request, Stage
from remiss.consultation.values import AgencyCode
from remiss.documents.letters.letter import Letter, Paragraph
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.letters.past_notices import NoticeKind, Standing
from remiss.documents.letters.request_letter import consequence, contact, questions
from remiss.documents.official_wording import (
    count,
    long_day,
    moment,
    named_draft,
    one_line,
    raise_first,
)
from remiss.texts import say, text


def letter(standing: Standing, agency: AgencyCode, head: Letterhead) -> Letter:
    """The letter on the day the notice went out, of the case as it stood then."""
    case, request = standing.case, standing.case.requests[agency]
    return Letter(
        head=head,
        made_at=standing.at,
        urgency=case.draft.urgency,
        subject=_subject(standing),
        to=(request.agency.name.vi,),
        body=tuple(_body(standing, request)),
    )


def what_came(request: Request) -> str:
    """That nothing came, or that what came was returned."""
    if request.stage is not Stage.RETURNED:
        return text("letter.nothing_came").vi
    day, returns = long_day(request.replies[-1].received_at), count(request.returns)
    return say("letter.returned", day=day, returns=returns).vi


def _subject(standing: Standing) -> str:
    early = standing.given[-1].kind is NoticeKind.REMINDER
    key = "reminder_letter.reminder_subject" if early else "reminder_letter.overdue_subject"
    return say(key, draft=named_draft(standing.case.draft)).vi


def _body(standing: Standing, request: Request) -> Iterator[Paragraph]:
    case, overdue = standing.case, standing.given[-1].kind is NoticeKind.OVERDUE
    drafting, asked = one_line(case.drafting_agency.name.vi), one_line(request.agency.name.vi)
    day, draft = raise_first(long_day(request.sent_at)), named_draft(case.draft)
    yield Paragraph(
        text=say("reminder_letter.asked", day=day, drafting=drafting, asked=asked, draft=draft).vi,
        tail=f"{moment(request.due_at)}.",
    )
    passed = text("reminder_letter.passed").vi if overdue else ""
    came = what_came(request)
    yield Paragraph(text=say("reminder_letter.standing", passed=passed, what_came=came).vi)
    yield from questions(case.owed_by(request), request)
    key = "reminder_letter.reply_now" if overdue else "reminder_letter.reply_in_time"
    yield Paragraph(text=say(key, drafting=drafting, asked=asked).vi)
    yield Paragraph(text=say("reminder_letter.reported", consequence=consequence(case)).vi)
    yield contact(case)
    yield Paragraph(text=text("reminder_letter.closing").vi)
