"""What every letter of a case says alike: who issues it and to whom, the draft, whom to call."""

from collections.abc import Iterator, Mapping, Sequence

from remiss.consultation.policy import SilenceOutcome
from remiss.consultation.state import Consultation, Request, Stage
from remiss.consultation.telling.labels import URGENCIES
from remiss.consultation.values import Draft, Mandate, Question, Urgency
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter import Paragraph
from remiss.documents.letters.letter_fields import Filled, Filling, lines
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.letters.past_notices import Standing
from remiss.documents.official_wording import (
    count,
    long_day,
    moment,
    named_draft,
    one_line,
)
from remiss.texts import Bilingual, say, text


def filling(
    kind: LetterKind,
    standing: Standing,
    request: Request,
    desk: Desk,
    subject: str,
    own: Mapping[str, Filled],
) -> Filling:
    """The letter about one request; `own` are the fields that only this kind has."""
    case = standing.case
    known = {
        **_fields_above(standing),
        **head_fields(desk.head(case)),
        **_case_fields(case, request, desk),
        **own,
    }
    return Filling(
        kind=kind,
        made_at=standing.at,
        title=say(subject, **known).vi,
        urgency=case.draft.urgency,
        fields=known,
    )


def questions(
    case: Consultation, asked: Sequence[Question], request: Request
) -> Iterator[Paragraph]:
    """The questions by their numbers within the case, with the mandate that makes them its own.

    One mandate behind them all is said once, at the end.
    """
    mandates = {match.question: match.mandate for match in request.matches if match.mandate}
    behind = list(dict.fromkeys(mandates[q.id] for q in asked if q.id in mandates))
    for question in asked:
        number = case.question_numbers[question.id]
        tail = text("letter.difficult").vi if question.difficult else ""
        lead = say("letter.question", number=number).vi
        yield Paragraph(lead=lead, text=one_line(question.text), tail=tail)
        if len(behind) > 1 and question.id in mandates:
            yield _mandate("letter.mandate_of_one", mandates[question.id])
    if len(behind) == 1:
        yield _mandate("letter.mandate_of_all", behind[0])


def consequence(case: Consultation, asked: str) -> str:
    """What follows when nobody answers; silence is never agreement given."""
    silence = case.policy.silence
    if silence.outcome is not SilenceOutcome.DEEMED_AGREED:
        drafting = one_line(case.drafting_agency.name.vi)
        return say("letter.on_record", drafting=drafting).vi
    if not silence.printed_basis:
        return say("letter.deemed_agreed", asked=asked).vi
    return say("letter.deemed_agreed.under", asked=asked, basis=inside(silence.printed_basis)).vi


def what_came(case: Consultation, request: Request, asked: str) -> str:
    """That nothing came, or that what came was returned."""
    drafting = one_line(case.drafting_agency.name.vi)
    if request.stage is not Stage.RETURNED:
        return say("letter.nothing_came", drafting=drafting, asked=asked).vi
    day, returns = long_day(request.replies[-1].received_at), count(request.returns)
    facts = {"day": day, "returns": returns, "drafting": drafting, "asked": asked}
    return say("letter.returned", **facts).vi


def letter_before(key: str, standing: Standing, request: Request, desk: Desk) -> str:
    """The letter that asked, by number and day; what nobody recorded is left to be written."""
    case, known = standing.case, request.letter
    symbol = desk.head(case).symbol(report=False)
    return say(
        key,
        number=known.number if known else say("letter.number_to_fill", symbol=symbol),
        day=long_day(known.signed_on) if known else _day_to_fill(request),
        draft=named_draft(case.draft),
    ).vi


def _day_to_fill(request: Request) -> Bilingual:
    return say("letter.day_to_fill", year=request.sent_at.year)


def inside(sentence: str) -> str:
    """A sentence as a part of another."""
    return one_line(sentence).removesuffix(".")


def _mandate(key: str, mandate: Mandate) -> Paragraph:
    basis, title = inside(mandate.legal_basis), one_line(mandate.title)
    return Paragraph(text=say("letter.mandate", lead=text(key).vi, title=title, basis=basis).vi)


def head_fields(head: Letterhead) -> dict[str, Filled]:
    """What the letterhead of whoever issues a letter puts into it."""
    return {
        "superior": lines(*filter(None, [head.superior])),
        "issuer": lines(*head.agency.split("\n")),
        "abbreviation": head.abbreviation,
        "place": head.place,
        "unit": head.unit,
        "signature": lines(*head.signatory),
    }


def _fields_above(standing: Standing) -> dict[str, Filled]:
    urgency = standing.case.draft.urgency
    urgent = urgency is not Urgency.NORMAL
    return {
        "year": str(standing.at.year),
        "urgency": lines(URGENCIES[urgency].vi.upper()) if urgent else (),
    }


def _task(draft: Draft) -> str:
    """What the drafting carries out: the document that gave the task, or the agency's functions."""
    if draft.task is None:
        return text("request_letter.duty").vi
    return say("request_letter.task", task=inside(draft.task)).vi


def _case_fields(case: Consultation, request: Request, desk: Desk) -> dict[str, Filled]:
    return {
        "drafting": one_line(case.drafting_agency.name.vi),
        "asked": one_line(request.agency.name.vi),
        "draft": named_draft(case.draft),
        "task": _task(case.draft),
        "due": moment(request.due_at),
        "officer": one_line(case.officer.name),
        "post": desk.post(case),
        "telephone": desk.telephone(case.officer),
        "consultation": case.id,
        "sha256": case.draft.sha256,
    }
