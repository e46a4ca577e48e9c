"""Công văn lấy ý kiến: what one agency is asked, why it, by when, and what a clear answer holds."""

from collections.abc import Iterator

from remiss.consultation.rule_number import READ_AFTER_CLOSING
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Agency, AgencyCode, Outside
from remiss.consultation.views.deadline_words import span_label
from remiss.consultation.views.task_deadline import cite_task
from remiss.documents.letters.case_fields import consequence, filling, inside, questions
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter import Block, Paragraph
from remiss.documents.letters.letter_fields import Filled, Filling, lines, mark, marked
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.past_notices import Standing
from remiss.documents.official_wording import long_day, lower_first, one_line
from remiss.texts import label, say, text, texts

SUBJECT = "request_letter.subject"
OPENINGS = {
    LetterKind.REQUEST: "request_letter.opening",
    LetterKind.IN_PROCEDURE: "request_letter.opening_in_procedure",
}
DUE = {
    LetterKind.REQUEST: "request_letter.due",
    LetterKind.IN_PROCEDURE: "request_letter.due_in_procedure",
}
"""The part of the letter that says what for: to draft something, or to answer an applicant."""


def body(kind: LetterKind) -> Iterator[Block]:
    """The text of the template."""
    yield Paragraph(text=marked(OPENINGS[kind]))
    yield Paragraph(text=mark("questions"))
    yield Paragraph(text=text("request_letter.clear").vi)
    yield from (Paragraph(text=point.vi) for point in texts("request_letter.point").values())
    yield Paragraph(text=marked(DUE[kind]), tail=f"{mark('due')}.")
    yield Paragraph(text=mark("rule"))
    yield Paragraph(text=mark("consequence"))
    yield Paragraph(text=marked("request_letter.enclosed"))
    yield Paragraph(text=marked("letter.contact"))
    yield Paragraph(text=text("request_letter.thanks").vi)


def letter(standing: Standing, agency: AgencyCode, desk: Desk) -> Filling:
    """The letter on the day the request went out, of the case as it stood then."""
    case, request = standing.case, standing.case.requests[agency]
    own: dict[str, Filled] = {
        "reason": _reason(case, request),
        "questions": tuple(questions(case, case.questions_of(request), request)),
        "rule": lines(*_rule(case), *_task(case), *_urgency(case), *_read_by_others(case)),
        "consequence": _consequence(case, request),
        "enclosed": _enclosed(case),
    }
    if request.agency.outside:
        own["asked"] = _addressed(request.agency, request.agency.outside)
    if case.procedure is None:
        return filling(LetterKind.REQUEST, standing, request, desk, SUBJECT, own)
    own["file"] = one_line(case.procedure.number)
    own["return_on"] = long_day(case.procedure.return_on)
    return filling(LetterKind.IN_PROCEDURE, standing, request, desk, SUBJECT, own)


def _consequence(case: Consultation, request: Request) -> str:
    """Of silence; a body outside the registry is only asked to send word."""
    if not request.outside:
        return consequence(case, text("letter.you").vi)
    drafting = one_line(case.drafting_agency.name.vi)
    return say("request_letter.send_word", drafting=drafting).vi


def _addressed(agency: Agency, outside: Outside) -> str:
    """A body that a letter reaches by post alone."""
    address = inside(outside.address)
    return one_line(say("request_letter.addressed", name=agency.name.vi, address=address).vi)


def _reason(case: Consultation, request: Request) -> str:
    """Why this agency: its mandate, or the reason a supervisor gave in a mandate's place."""
    if request.override is None:
        if case.procedure:
            return text("request_letter.because_of_file").vi
        return text("request_letter.because_of_mandate").vi
    return say("request_letter.because_of_reason", reason=inside(request.override.reason)).vi


def _rule(case: Consultation) -> Iterator[str]:
    """The time to reply, where a rule that a letter may cite sets it."""
    if basis := case.policy.printed_basis:
        within = span_label(case.policy.reply_within)
        yield say("request_letter.by_rule", within=within, basis=inside(basis)).vi


def _task(case: Consultation) -> Iterator[str]:
    """The task it serves, by when it is to be submitted, where the case names one."""
    if task := case.task:
        number = one_line(task.number) if task.number else None
        plain = {"given_by": one_line(task.given_by), "number": number}
        cited = cite_task(task.model_copy(update=plain)).vi
        yield say("request_letter.serves", task=lower_first(cited)).vi


def _urgency(case: Consultation) -> Iterator[str]:
    """Why the letter carries a mark of urgency, and who approved that."""
    if approval := case.urgency_approval:
        grade = label(case.draft.urgency)
        by, reason = one_line(approval.approved_by.name), inside(approval.reason)
        yield say("request_letter.urgent", grade=grade, by=by, reason=reason).vi


def _read_by_others(case: Consultation) -> Iterator[str]:
    """That all asked read the reply in the end, in cases whose rules have it."""
    if case.rules >= READ_AFTER_CLOSING:
        drafting = one_line(case.drafting_agency.name.vi)
        yield say("request_letter.read_by_others", drafting=drafting).vi


def _enclosed(case: Consultation) -> str:
    """What goes with the letter, and its file by the name it was sent under."""
    sent, file = _what_is_sent(case), case.draft.file
    if file is None:
        return sent
    inside = "; ".join(map(one_line, file.contains))
    key = "request_letter.in_file.of" if inside else "request_letter.in_file"
    return say(key, sent=sent, file=one_line(file.name), files=inside).vi


def _what_is_sent(case: Consultation) -> str:
    number = case.draft.number
    if number is None and case.procedure:
        return text("request_letter.application").vi
    if number is None:
        return text("request_letter.draft").vi
    return say("request_letter.numbered", number=one_line(number)).vi
