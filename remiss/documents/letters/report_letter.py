"""The report letters of the ladder: to the head of an agency, to the Office, to the Chairman.

The first two are công văn, the last a báo cáo. "kịp thời báo cáo Chủ tịch UBND tỉnh ... cơ quan,
địa phương có nhiệm vụ quá hạn" (Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 3).
"""

from collections.abc import Iterator

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Request
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.lateness import days_late
from remiss.documents.letters.case_fields import filling, letter_before, questions, what_came
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter import Block, Paragraph
from remiss.documents.letters.letter_fields import Filled, Filling, lines, mark, marked
from remiss.documents.letters.letter_kind import REPORTS, LetterKind
from remiss.documents.letters.past_notices import Standing
from remiss.documents.official_wording import count, day, join_names, lower_first, one_line
from remiss.texts import say, text

SUBJECTS = {
    LetterKind.TO_HEAD: "report_letter.subject_to_head",
    LetterKind.TO_OFFICE: "report_letter.subject",
    LetterKind.TO_CHAIRMAN: "report_letter.subject",
}
ADDRESSEES = {
    LetterKind.TO_HEAD: "letter.comrade",
    LetterKind.TO_OFFICE: "letter.office",
    LetterKind.TO_CHAIRMAN: "letter.chairman",
}
CONTACT = "letter.contact"
ENDS = {
    LetterKind.TO_HEAD: ("report_letter.ask_head", CONTACT, "report_letter.closing_to_head"),
    LetterKind.TO_OFFICE: ("report_letter.ask_office", CONTACT, "report_letter.closing_to_office"),
    LetterKind.TO_CHAIRMAN: (CONTACT, "report_letter.ask_chairman"),
}
"""How each ends: a letter with thanks, a report with what it asks for."""


def body(kind: LetterKind) -> Iterator[Block]:
    """The text of the template."""
    yield Paragraph(text=marked("report_letter.opening"), tail=f"{mark('days')}.")
    yield Paragraph(text=marked("report_letter.standing"))
    yield Paragraph(text=mark("questions"))
    yield Paragraph(text=mark("official"))
    yield Paragraph(text=mark("earlier"))
    yield from (Paragraph(text=marked(key)) for key in ENDS[kind])


def letter(standing: Standing, agency: AgencyCode, level: EscalationLevel, desk: Desk) -> Filling:
    """The letter to that level, on the day the case rose to it, of the case as it stood then."""
    case, request, kind = standing.case, standing.case.requests[agency], REPORTS[level]
    late = count(days_late(case, request, standing.at))
    own: dict[str, Filled] = {
        "before": letter_before("report_letter.before", standing, request, desk),
        "now": day(standing.at),
        "days": say("report_letter.days", days=late).vi,
        "state": what_came(case, request, one_line(request.agency.name.vi)),
        "questions": tuple(questions(case, case.owed_by(request), request)),
        "official": _official(request),
        "earlier": lines(*_earlier(standing)),
        "head": desk.head_of(request.agency),
        "copies": lines(*_copies(kind, request)),
    }
    return filling(kind, standing, request, desk, SUBJECTS[kind], own)


def _official(request: Request) -> str:
    asked = one_line(request.agency.name.vi)
    if request.official is None:
        return say("report_letter.not_assigned", asked=asked).vi
    return say("report_letter.assigned", asked=asked, official=one_line(request.official.name)).vi


def _earlier(standing: Standing) -> Iterator[str]:
    if earlier := standing.given[:-1]:
        drafting = one_line(standing.case.drafting_agency.name.vi)
        notices = join_names(lower_first(notice.text.vi) for notice in earlier)
        yield say("report_letter.earlier", drafting=drafting, notices=notices).vi


def _copies(kind: LetterKind, request: Request) -> Iterator[str]:
    """Who else learns of it: the levels told before, and the agency, unless the letter is to it."""
    above = "letter.office" if kind is LetterKind.TO_CHAIRMAN else "letter.committee"
    told = "letter.to_cooperate" if kind is LetterKind.TO_CHAIRMAN else "letter.to_report"
    asked, to = one_line(request.agency.name.vi), text(ADDRESSEES[kind]).vi
    yield say(told, whom=text(above)).vi
    if asked not in {to, text(above).vi}:
        yield say("letter.to_cooperate", whom=asked).vi
