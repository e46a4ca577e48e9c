"""Công văn lấy ý kiến: what one agency is asked, why it, by when, and what a clear answer holds."""

from collections.abc import Iterator, Sequence

from remiss.consultation.policy import SilenceOutcome
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import AgencyCode, Mandate, Question
from remiss.consultation.views.deadline_words import span_label
from remiss.documents.letters.letter import Letter, Paragraph
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.letters.past_notices import Standing
from remiss.documents.official_wording import moment, named_draft, one_line
from remiss.texts import say, text, texts


def letter(standing: Standing, agency: AgencyCode, head: Letterhead) -> Letter:
    """The letter on the day the request went out, of the case as it stood then."""
    case, request = standing.case, standing.case.requests[agency]
    return Letter(
        head=head,
        made_at=standing.at,
        urgency=case.draft.urgency,
        subject=say("request_letter.subject", draft=named_draft(case.draft)).vi,
        to=(request.agency.name.vi,),
        body=tuple(_body(case, request)),
    )


def questions(asked: Sequence[Question], request: Request) -> Iterator[Paragraph]:
    """The questions, numbered, with the mandate that makes them the agency's own.

    One mandate behind them all is said once, at the end.
    """
    mandates = {match.question: match.mandate for match in request.matches if match.mandate}
    behind = list(dict.fromkeys(mandates[q.id] for q in asked if q.id in mandates))
    for number, question in enumerate(asked, start=1):
        tail = text("letter.difficult").vi if question.difficult else ""
        yield Paragraph(lead=f"{number}.", text=one_line(question.text), tail=tail)
        if len(behind) > 1 and question.id in mandates:
            yield _mandate("letter.mandate_of_one", mandates[question.id])
    if len(behind) == 1:
        yield _mandate("letter.mandate_of_all", behind[0])


def _mandate(key: str, mandate: Mandate) -> Paragraph:
    basis, title = _inside(mandate.legal_basis), one_line(mandate.title)
    return _said("letter.mandate", lead=text(key).vi, title=title, basis=basis)


def consequence(case: Consultation) -> str:
    """What follows when nobody answers; silence is never agreement given."""
    silence = case.policy.silence
    if silence.outcome is not SilenceOutcome.DEEMED_AGREED:
        return text("letter.on_record").vi
    if not silence.printed_basis:
        return text("letter.deemed_agreed").vi
    return say("letter.deemed_agreed.under", basis=_inside(silence.printed_basis)).vi


def contact(case: Consultation) -> Paragraph:
    """Whom to turn to."""
    officer, agency = one_line(case.officer.name), one_line(case.drafting_agency.name.vi)
    return _said("letter.contact", officer=officer, agency=agency, consultation=case.id)


def _body(case: Consultation, request: Request) -> Iterator[Paragraph]:
    drafting, asked = one_line(case.drafting_agency.name.vi), one_line(request.agency.name.vi)
    draft, reason = named_draft(case.draft), _reason(request)
    yield _said(
        "request_letter.opening", drafting=drafting, draft=draft, reason=reason, asked=asked
    )
    yield from questions(case.questions_of(request), request)
    yield _said("request_letter.clear")
    yield from (Paragraph(text=point.vi) for point in texts("request_letter.point").values())
    yield Paragraph(
        text=say("request_letter.due", drafting=drafting).vi,
        tail=f"{moment(request.due_at)}.",
    )
    yield from _by_rule(case)
    yield _said("request_letter.afterwards", consequence=consequence(case))
    yield _enclosed(case)
    yield contact(case)
    yield _said("request_letter.thanks")


def _by_rule(case: Consultation) -> Iterator[Paragraph]:
    """The time to reply, where a rule that a letter may cite sets it."""
    if basis := case.policy.printed_basis:
        within = span_label(case.policy.reply_within).vi
        yield _said("request_letter.by_rule", within=within, basis=_inside(basis))


def _said(key: str, **facts: str) -> Paragraph:
    return Paragraph(text=say(key, **facts).vi)


def _reason(request: Request) -> str:
    """Why this agency: its mandate, or the reason a supervisor gave in a mandate's place."""
    if request.override is None:
        return text("request_letter.because_of_mandate").vi
    return say("request_letter.because_of_reason", reason=_inside(request.override.reason)).vi


def _enclosed(case: Consultation) -> Paragraph:
    number = case.draft.number
    named = say("request_letter.numbered", number=one_line(number)) if number else None
    return _said(
        "request_letter.enclosed",
        named=(named or text("request_letter.file")).vi,
        sha256=case.draft.sha256,
    )


def _inside(sentence: str) -> str:
    """A sentence as a part of another."""
    return one_line(sentence).removesuffix(".")
