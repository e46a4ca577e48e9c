"""What the agency itself answered before: a few beside its reply, all of them on a page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from portal.addresses import WORK
from portal.page import Page
from portal.parts.paging import Paging, paging
from portal.parts.rungs import begun
from portal.paths import request_path
from portal.present_cases import PresentCase
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Position, Value
from remiss.ledger.reads.earlier_opinions import EarlierOpinion
from remiss.ledger.reads.pages import ListPage
from remiss.texts import Bilingual, Text, label, say, text

ROWS, BESIDE = 10, 3
"""On the page; beside a reply that is written."""
SNIPPET = 300
PAGE = "earlier-opinions"


class OpinionLine(Value):
    """The position taken on one field, or on the whole."""

    name: Bilingual
    position: Bilingual
    legal_basis: Text
    reason: Text


class ShownOpinion(Value):
    """One reply of before."""

    subject: Text
    drafting_agency: Bilingual
    given_at: datetime
    receipt: str
    lines: tuple[OpinionLine, ...]


class OpinionsBeside(Value):
    """The newest of them."""

    shown: tuple[ShownOpinion, ...]
    more: str | None
    """Where the others are; None: there are none."""


class OwnOpinionsPage(Page):
    """All of them, newest first."""

    template: ClassVar[str] = "requests/earlier-opinions.html"
    here: ClassVar[str] = WORK

    case: str
    subject: Text
    agency: Bilingual
    request: str
    fields: tuple[Bilingual, ...]
    """That are asked about now."""
    shown: tuple[ShownOpinion, ...]
    paging: Paging


def own_opinions_page(
    found: PresentCase, request: Request, read: ListPage[EarlierOpinion], cursor: str | None
) -> OwnOpinionsPage:
    """One page of them."""
    seen, case, code = found.seen, found.seen.case, request.agency.code
    fields = dict.fromkeys(question.field for question in seen.questions_of(request))
    return OwnOpinionsPage(
        title=say("portal.opinions.title", agency=request.agency.name),
        case=case.id,
        subject=case.draft.subject,
        agency=request.agency.name,
        request=request_path(case.id, code),
        fields=tuple(_field(case, field) for field in fields),
        shown=_shown(case, request, read.items),
        paging=paging(request_path(case.id, code, PAGE), {}, cursor, read.next),
    )


def opinions_beside(
    case: Consultation, request: Request, read: ListPage[EarlierOpinion]
) -> OpinionsBeside:
    """The first of them, and the way to the rest."""
    more = request_path(case.id, request.agency.code, PAGE) if read.next else None
    return OpinionsBeside(shown=_shown(case, request, read.items), more=more)


def _shown(
    case: Consultation, request: Request, read: Iterable[EarlierOpinion]
) -> tuple[ShownOpinion, ...]:
    code = request.agency.code
    return tuple(
        ShownOpinion(
            subject=each.subject,
            drafting_agency=each.drafting_agency,
            given_at=each.given_at,
            receipt=f"{request_path(each.consultation, code, 'replies', str(each.number))}"
            f"?ordinal={each.ordinal}",
            lines=tuple(_lines(case, each)),
        )
        for each in read
    )


def _lines(case: Consultation, opinion: EarlierOpinion) -> Iterator[OpinionLine]:
    """On each field; the whole where it says something of its own, or nothing else does."""
    for answer in opinion.answers:
        yield OpinionLine(
            name=_field(case, answer.field),
            position=_position(answer.position),
            legal_basis=answer.legal_basis,
            reason=_short(answer.reason),
        )
    if opinion.position is not Position.NONE or opinion.legal_basis or not opinion.answers:
        yield OpinionLine(
            name=text("portal.opinions.whole"),
            position=_position(opinion.position),
            legal_basis=opinion.legal_basis,
            reason="",
        )


def _field(case: Consultation, field: str) -> Bilingual:
    return case.directory.fields.get(field) or Bilingual(vi=field, en=field)


def _position(position: Position) -> Bilingual:
    if position is Position.NONE:
        return text("portal.opinions.in_words")
    return begun(label(position))


def _short(words: str) -> str:
    return words if len(words) <= SNIPPET else f"{words[:SNIPPET]}…"
