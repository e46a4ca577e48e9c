"""The report letters of the ladder: to the head of an agency, to the Office, to the Chairman.

"kịp thời báo cáo Chủ tịch UBND tỉnh ... cơ quan, địa phương có nhiệm vụ quá hạn"
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 3).
"""

from collections.abc import Iterator

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Request
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.lateness import days_late
from remiss.documents.letters.letter import Block, Grid, Letter, Paragraph
from remiss.documents.letters.letterhead import Letterhead, head_of
from remiss.documents.letters.past_notices import Standing
from remiss.documents.letters.reminder_letter import what_came
from remiss.documents.letters.request_letter import contact, questions
from remiss.documents.official_wording import count, long_day, moment, named_draft, one_line
from remiss.texts import say, text, texts

FACTS, HEADS = texts("report_letter.fact"), texts("report_letter.head")


def letter(
    standing: Standing, agency: AgencyCode, level: EscalationLevel, head: Letterhead
) -> Letter:
    """The letter to that level, on the day the case rose to it, of the case as it stood then."""
    case, request = standing.case, standing.case.requests[agency]
    to_head = level <= EscalationLevel.HEAD
    return Letter(
        head=head,
        made_at=standing.at,
        urgency=case.draft.urgency,
        title=None if to_head else text("letter.report").vi,
        subject=_subject(standing, request, to_head=to_head),
        to=(_addressee(request, level),),
        body=tuple(_body(standing, request, level)),
        copies=_copies(request, level),
    )


def _addressee(request: Request, level: EscalationLevel) -> str:
    if level <= EscalationLevel.HEAD:
        return head_of(request.agency.name.vi)
    to_chairman = level is EscalationLevel.CHAIRMAN
    return text("letter.chairman" if to_chairman else "letter.office").vi


def _copies(request: Request, level: EscalationLevel) -> tuple[str, ...]:
    """Who else learns of it: always the agency reported, and above it the levels told before."""
    told = (text("letter.office").vi,) if level is EscalationLevel.CHAIRMAN else ()
    return (text("letter.as_above").vi, *told, request.agency.name.vi)


def _subject(standing: Standing, request: Request, *, to_head: bool) -> str:
    draft, asked = named_draft(standing.case.draft), one_line(request.agency.name.vi)
    if to_head:
        return say("report_letter.subject_to_head", draft=draft).vi
    return say("report_letter.subject", asked=asked, draft=draft).vi


def _body(standing: Standing, request: Request, level: EscalationLevel) -> Iterator[Block]:
    case = standing.case
    drafting, asked = one_line(case.drafting_agency.name.vi), one_line(request.agency.name.vi)
    late = count(days_late(standing.case, request, standing.at))
    opening = say(
        "report_letter.opening",
        drafting=drafting,
        draft=named_draft(case.draft),
        asked=asked,
        sent=long_day(request.sent_at),
        now=long_day(standing.at),
    )
    yield Paragraph(text=opening.vi, tail=say("report_letter.days", days=late).vi)
    yield _facts(standing, request, late)
    yield Paragraph(text=text("report_letter.owed").vi)
    yield from questions(case.owed_by(request), request)
    if earlier := standing.given[:-1]:
        yield Paragraph(text=text("report_letter.earlier").vi)
        yield from (Paragraph(text=f"- {notice.text.vi}.") for notice in earlier)
    yield Paragraph(text=_asked_for(request, level))
    yield contact(case)
    to_head = level <= EscalationLevel.HEAD
    key = "report_letter.closing_to_head" if to_head else "report_letter.closing"
    yield Paragraph(text=say(key, drafting=drafting).vi)


def _facts(standing: Standing, request: Request, late: str) -> Grid:
    official = request.official.name if request.official else None
    facts = (
        ("agency", f"{request.agency.name.vi} ({request.agency.code})"),
        ("official", official or text("report_letter.not_assigned").vi),
        ("due", moment(request.due_at)),
        ("late", late),
        ("state", what_came(request)),
        ("case", f"{standing.case.id}, {standing.case.officer.name}"),
    )
    return Grid(
        heads=tuple(head.vi for head in HEADS.values()),
        shares=(3, 7),
        rows=tuple((FACTS[name].vi, fact) for name, fact in facts),
    )


def _asked_for(request: Request, level: EscalationLevel) -> str:
    asked = one_line(request.agency.name.vi)
    match level:
        case EscalationLevel.CHAIRMAN:
            what = say("report_letter.ask.chairman", asked=asked)
        case EscalationLevel.OFFICE:
            what = say("report_letter.ask.office", asked=asked)
        case _:
            what = say("report_letter.ask.head", head=head_of(asked))
    return say("report_letter.otherwise", what=what).vi
