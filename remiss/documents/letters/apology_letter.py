"""Thư xin lỗi: to the applicant whose return date cannot be kept, with the new one.

Source: Nghị định 118/2025/NĐ-CP, amended by Nghị định 367/2025/NĐ-CP.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from remiss.consultation.life.events import Event, ReturnDateMoved
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation
from remiss.consultation.values import Procedure
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter import Letter, Paragraph
from remiss.documents.official_wording import long_day, one_line
from remiss.texts import Bilingual, say, text

STARTS = {
    "man": ("ông ",),
    "woman": ("bà ",),
    "body": (
        *("công ty", "tổng công ty", "tập đoàn", "doanh nghiệp", "hợp tác xã", "liên hiệp"),
        *("chi nhánh", "ngân hàng", "quỹ ", "hội ", "hiệp hội", "trường ", "bệnh viện"),
        *("ủy ban", "ubnd", "sở ", "ban quản lý", "trung tâm", "viện "),
    ),
}
"""How the names of applicants begin, by the form that addresses them."""


class Apology(NamedTuple):
    """The case when the new date was recorded, and the event that records it."""

    case: Consultation
    moved: ReturnDateMoved


def last_apology(events: Sequence[Event]) -> Apology | None:
    """What the last letter is about; None: no new date was recorded."""
    places = [n for n, event in enumerate(events) if isinstance(event, ReturnDateMoved)]
    if not places:
        return None
    case, moved = fold(events[: places[-1] + 1]), events[places[-1]]
    assert isinstance(case, Consultation)  # noqa: S101 -- its first event opened it
    assert isinstance(moved, ReturnDateMoved)  # noqa: S101 -- as looked for
    return Apology(case, moved)


def letter(apology: Apology, desk: Desk) -> Letter:
    """The letter on the day the new date was recorded."""
    case, moved = apology
    assert case.procedure is not None  # noqa: S101 -- its date was moved
    return Letter(
        head=desk.head(case),
        made_at=moved.at,
        subject=text("apology_letter.subject").vi,
        to=(case.procedure.applicant or text("apology_letter.applicant").vi,),
        body=tuple(_body(case, case.procedure, moved, desk)),
    )


def _body(
    case: Consultation, procedure: Procedure, moved: ReturnDateMoved, desk: Desk
) -> Iterator[Paragraph]:
    agency, you = one_line(case.drafting_agency.name.vi), _you(procedure.applicant)
    yield _said(
        "apology_letter.promised",
        agency=agency,
        you=you,
        number=one_line(procedure.number),
        name=say("apology_letter.named", name=one_line(procedure.name)) if procedure.name else None,
        before=long_day(moved.before),
    )
    yield _said("apology_letter.why", reason=one_line(moved.reason).removesuffix("."))
    again = say("apology_letter.again", agency=agency, you=you).vi
    yield Paragraph(text=again, tail=f"{long_day(moved.return_on)}.")
    yield _said(
        "apology_letter.contact",
        officer=one_line(case.officer.name),
        agency=agency,
        telephone=desk.telephone(case.officer),
    )
    yield _said("apology_letter.closing", you=you)


def _you(applicant: str | None) -> Bilingual:
    """How the letter addresses the applicant, by how the name begins; both where nothing tells."""
    name = one_line(applicant or "").casefold()
    named = (form for form, starts in STARTS.items() if name.startswith(starts))
    return text(f"apology_letter.you.{next(named, 'anyone')}")


def _said(key: str, **facts: object) -> Paragraph:
    return Paragraph(text=say(key, **facts).vi)
