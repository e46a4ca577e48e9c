"""The comments of a case as they are worked through: each with what its agency said, in order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from pydantic import AwareDatetime

from remiss.consultation.authority import may, relation
from remiss.consultation.state import CaseStage, Comment, Consultation, Disposition
from remiss.consultation.telling.answer_parts import named_parts
from remiss.consultation.values import (
    EXPLAINS_ITSELF,
    WANTS_SOMETHING,
    AgencyCode,
    CommentId,
    DispositionKind,
    FinalWording,
    Value,
)
from remiss.documents.draft.clause_order import clause_order
from remiss.documents.table.case_table import consolidation
from remiss.documents.table.cited_letter import cite_letter
from remiss.documents.table.consolidation import Row
from remiss.texts import Bilingual, Text, comment_name, label, say, text
from remiss.views.seen_case import SeenCase

OVER = frozenset({CaseStage.CONCLUDED, CaseStage.ARCHIVED, CaseStage.CANCELLED})
LAST = 10_000


class Sort(StrEnum):
    """In which order comments stand."""

    CLAUSE = "clause"
    AGENCY = "agency"


class SaidPart(Value):
    """A part of what was said, under its name."""

    name: Bilingual
    text: Text


class Outcome(Value):
    """What became of a comment."""

    label: Bilingual
    explanation: Text
    by: Text
    at: AwareDatetime

    @classmethod
    def of(cls, disposition: Disposition | None) -> "Outcome | None":
        """As the officer said it; None: nothing yet."""
        if disposition is None:
            return None
        return cls(
            label=label(disposition.kind),
            explanation=disposition.explanation or "",
            by=disposition.by.name,
            at=disposition.at,
        )


class Objected(Value):
    """Why the agency does not accept what became of its comment, and what that was."""

    reasons: Text
    by: Text
    at: AwareDatetime
    before: Outcome | None


class ListedComment(Value):
    """One comment."""

    id: CommentId
    slot: str
    """What its fields are named by; another one after an objection, so that nothing is left of
    what was typed before."""
    agency: AgencyCode
    agency_name: Bilingual
    name: Bilingual
    """As sentences name it, whose agency they have named."""
    heading: Bilingual | Text
    """The clause it is about as it was written, else the question."""
    position: Bilingual
    letter: Text
    quoted: Text
    words: Text
    parts: tuple[SaidPart, ...]
    wording: Text
    """What it asks the draft to say, "" for nothing; one of the parts."""
    kinds: tuple[DispositionKind, ...]
    """What may be said of it."""
    objected: Objected | None
    kind: DispositionKind | None
    outcome: Outcome | None
    waits: bool
    """Whether somebody has to say what becomes of it: not where it only repeats another."""
    final: FinalWording | None

    @property
    def size(self) -> int:
        """About how many bytes of a page it takes."""
        said = (self.quoted, self.words, *(part.text for part in self.parts))
        return sum(len(each.encode()) for each in said)


class TypedDisposition(Value):
    """What was typed for a comment."""

    kind: DispositionKind | None = None
    why: str = ""

    @property
    def begun(self) -> bool:
        """Whether anything was."""
        return self.kind is not None or bool(self.why)

    @property
    def whole(self) -> bool:
        """Whether it can be sent: anything but adopting says why."""
        return self.kind is not None and (self.kind in EXPLAINS_ITSELF or bool(self.why))


def answer_to(entry: ListedComment, values: Mapping[str, Sequence[str]]) -> TypedDisposition:
    """What a form has for a comment."""
    kind = (values.get(f"kind.{entry.slot}") or ("",))[-1]
    why = (values.get(f"why.{entry.slot}") or ("",))[-1].strip()
    known = {each.value for each in entry.kinds}
    return TypedDisposition(kind=DispositionKind(kind) if kind in known else None, why=why)


def may_dispose(seen: SeenCase) -> bool:
    """Whether it is the visitor's to say what becomes of comments, and still time to."""
    case = seen.case
    return case.stage not in OVER and may(seen.actor, "dispose", relation(seen.actor, case))


def entries_of(seen: SeenCase, sort: Sort = Sort.CLAUSE) -> tuple[ListedComment, ...]:
    """Every comment the visitor may see."""
    case = seen.case
    events = tuple(stored.recorded.event for stored in seen.events)
    seen_agencies = {request.agency.code for request in (*seen.requests, *seen.earlier)}
    rows = [
        row
        for row in consolidation(case, events).rows
        if row.comment in case.comments and row.agency in seen_agencies
    ]
    if sort is Sort.CLAUSE:
        rows.sort(key=_by_clause)
    else:
        places = {code: place for place, code in enumerate(case.requests)}
        rows.sort(key=lambda row: places[row.agency])
    return tuple(_entry(case, row, case.comments[row.comment]) for row in rows)


def headed(
    entries: Iterable[ListedComment], sort: Sort
) -> Iterator[tuple[Bilingual | Text, list[ListedComment]]]:
    """Neighbours about one clause, or of one agency, under what they have in common."""

    def common(entry: ListedComment) -> Bilingual | Text:
        return entry.heading if sort is Sort.CLAUSE else entry.agency_name

    for heading, group in groupby(entries, common):
        yield heading, list(group)


def _by_clause(row: Row) -> tuple[int, object, int]:
    if row.provisions:
        return 0, clause_order(row.provisions[0]), 0
    return 1, (), row.number or LAST


def _entry(case: Consultation, row: Row, comment: Comment) -> ListedComment:
    numbers = case.question_numbers
    return ListedComment(
        id=comment.id,
        slot=f"{comment.id}.again" if comment.objection else comment.id,
        agency=row.agency,
        agency_name=row.agency_name,
        name=comment_name(comment.id, numbers),
        heading=_heading(row),
        position=row.position_label,
        letter=cite_letter(row.letter),
        quoted=row.quoted,
        words=row.text,
        parts=tuple(SaidPart(name=part.name, text=part.text) for part in named_parts(row)),
        wording=row.proposed_wording,
        kinds=tuple(_kinds(case, comment)),
        kind=comment.disposition.kind if comment.disposition else None,
        objected=_objected(comment),
        outcome=Outcome.of(comment.disposition),
        waits=comment.waits,
        final=comment.final if comment.adopted else None,
    )


def _heading(row: Row) -> Bilingual | Text:
    if row.provisions:
        return row.provisions[0]
    if row.number is None:
        return text("portal.comments.whole")
    return say("portal.comments.question", number=row.number)


def _kinds(case: Consultation, comment: Comment) -> Iterator[DispositionKind]:
    """That it is none can be said only where its agency ticked no change."""
    wants = case.position_under(comment) in WANTS_SOMETHING
    for kind in DispositionKind:
        if not (wants and kind is DispositionKind.NO_COMMENT):
            yield kind


def _objected(comment: Comment) -> Objected | None:
    objection = comment.objection
    if objection is None:
        return None
    return Objected(
        reasons=objection.reasons,
        by=objection.by.name,
        at=objection.at,
        before=Outcome.of(comment.set_aside),
    )
