"""Văn bản đôn đốc: the Office urges an agency to reply, in its own name and words."""

from collections.abc import Iterator

from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import AgencyCode
from remiss.documents.letters.case_fields import (
    filling,
    head_fields,
    letter_before,
    questions,
    what_came,
)
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter import Block, Paragraph
from remiss.documents.letters.letter_fields import Filled, Filling, lines, mark, marked
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.past_notices import Standing
from remiss.documents.official_wording import one_line
from remiss.texts import say, text

SUBJECT = "urging_letter.subject"


def body() -> Iterator[Block]:
    """The text of the template."""
    yield Paragraph(text=marked("reminder_letter.asked"), tail=f"{mark('due')}.")
    yield Paragraph(text=marked("urging_letter.standing"))
    yield Paragraph(text=mark("questions"))
    yield Paragraph(text=marked("urging_letter.urges"))
    yield Paragraph(text=mark("words"))
    yield Paragraph(text=marked("urging_letter.say_why"))
    yield Paragraph(text=marked("letter.contact"))
    yield Paragraph(text=text("urging_letter.closing").vi)


def letter(standing: Standing, agency: AgencyCode, desk: Desk) -> Filling:
    """The letter on the day the Office urged, of the case as it stood then."""
    case, request, urged = standing.case, standing.case.requests[agency], standing.urged
    assert urged is not None  # noqa: S101 -- it is what went out
    copies = (
        say("letter.to_report", whom=text("letter.committee")).vi,
        say("letter.to_cooperate", whom=one_line(case.drafting_agency.name.vi)).vi,
    )
    own: dict[str, Filled] = {
        **head_fields(desk.head_of_office(urged.office)),
        "before": letter_before("letter.before", standing, request, desk),
        "state": _state(case, request),
        "questions": tuple(questions(case, case.owed_by(request), request)),
        "words": one_line(urged.words),
        "copies": lines(*copies),
    }
    return filling(LetterKind.URGING, standing, request, desk, SUBJECT, own)


def _state(case: Consultation, request: Request) -> str:
    came = what_came(case, request, text("letter.you").vi)
    return say("urging_letter.passed", state=came).vi if request.overdue else came
