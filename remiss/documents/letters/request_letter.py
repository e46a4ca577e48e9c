"""Công văn lấy ý kiến: what one agency is asked, why it, by when, and what a clear answer holds."""

from collections.abc import Iterator

from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.deadline_words import span_label
from remiss.documents.letters.case_fields import consequence, filling, inside, questions
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter import Block, Paragraph
from remiss.documents.letters.letter_fields import Filled, Filling, lines, mark, marked
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.past_notices import Standing
from remiss.documents.official_wording import long_day, one_line
from remiss.texts import say, text, texts

SUBJECT = "request_letter.subject"


def body() -> Iterator[Block]:
    """The text of the template."""
    yield Paragraph(text=marked("request_letter.opening"))
    yield Paragraph(text=mark("questions"))
    yield Paragraph(text=text("request_letter.clear").vi)
    yield from (Paragraph(text=point.vi) for point in texts("request_letter.point").values())
    yield Paragraph(text=marked("request_letter.due"), tail=f"{mark('due')}.")
    yield Paragraph(text=mark("rule"))
    yield Paragraph(text=mark("consequence"))
    yield Paragraph(text=marked("request_letter.enclosed"))
    yield Paragraph(text=marked("letter.contact"))
    yield Paragraph(text=text("request_letter.thanks").vi)


def letter(standing: Standing, agency: AgencyCode, desk: Desk) -> Filling:
    """The letter on the day the request went out, of the case as it stood then."""
    case, request = standing.case, standing.case.requests[agency]
    own: dict[str, Filled] = {
        "reason": _reason(request),
        "questions": tuple(questions(case.questions_of(request), request)),
        "rule": lines(*_rule(case)),
        "consequence": consequence(case, text("letter.you").vi),
        "enclosed": _enclosed(case),
    }
    return filling(LetterKind.REQUEST, standing, request, desk, SUBJECT, own)


def _reason(request: Request) -> str:
    """Why this agency: its mandate, or the reason a supervisor gave in a mandate's place."""
    if request.override is None:
        return text("request_letter.because_of_mandate").vi
    return say("request_letter.because_of_reason", reason=inside(request.override.reason)).vi


def _rule(case: Consultation) -> Iterator[str]:
    """The rule that sets the time to reply, and whose application waits for the answer."""
    if basis := case.policy.printed_basis:
        within = span_label(case.policy.reply_within)
        yield say("request_letter.by_rule", within=within, basis=inside(basis)).vi
    if case.procedure:
        number, day = one_line(case.procedure.number), long_day(case.procedure.return_on)
        yield say("request_letter.procedure", number=number, day=day).vi


def _enclosed(case: Consultation) -> str:
    number = case.draft.number
    if number is None:
        return text("request_letter.draft").vi
    return say("request_letter.numbered", number=one_line(number)).vi
