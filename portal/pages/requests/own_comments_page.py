"""What became of an agency's comments, and where its adopted wordings stand in the final text."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import ClassVar, NamedTuple

from portal.addresses import WORK
from portal.page import Page
from portal.pages.requests.request_acts import allows, who_may
from portal.parts.by_weight import by_weight
from portal.parts.paging import Paging, with_query
from portal.parts.tag import State, Tag
from portal.paths import request_path
from portal.present_cases import PresentCase
from remiss.consultation.state import Comment, Consultation, Disposition, FinalText, Request
from remiss.consultation.values import (
    DispositionKind,
    FinalWording,
    Position,
    Value,
    WordingFinding,
)
from remiss.texts import Bilingual, Text, comment_name, day_and_time, label, say
from remiss.views.comment_detail import CommentDetail, comment_detail
from remiss.views.seen_case import SeenCase

WAITING = "waiting"
STATES = {
    WAITING: State.PLAIN,
    DispositionKind.ADOPTED: State.DONE,
    DispositionKind.IN_PART: State.DONE,
    DispositionKind.LATER: State.NEAR,
    DispositionKind.KEPT: State.PLAIN,
    DispositionKind.REPEATED: State.PLAIN,
    DispositionKind.NO_COMMENT: State.PLAIN,
}
"""The groups in their order: what waits for its answer first."""
MOST, MOST_BYTES, MARKUP_BYTES = 20, 12_000, 300
"""Comments on a page, and bytes; of each what stands around its words."""


class CommentDecision(Value):
    """What was decided on a comment, and why."""

    name: Bilingual
    explanation: Text | None
    by: Text
    at: datetime

    @classmethod
    def of(cls, made: Disposition | None) -> "CommentDecision | None":
        """Of a disposition, if there is one."""
        if made is None:
            return None
        name = label(made.kind)
        return cls(name=name, explanation=made.explanation, by=made.by.name, at=made.at)


class InFinalText(Value):
    """Where the wording that was adopted stands in the final text."""

    finding: Bilingual
    exact: bool
    address: Text
    passage: Text
    explanation: Text | None

    @classmethod
    def of(cls, found: FinalWording | None) -> "InFinalText | None":
        """Of a wording that was looked for."""
        if found is None:
            return None
        exact = found.finding is WordingFinding.EXACT
        return cls(
            finding=label(found.finding),
            exact=exact,
            address=found.address,
            passage="" if exact else found.passage,
            explanation=found.explanation,
        )


class OwnComment(Value):
    """One comment in the words of its agency, and what became of it."""

    id: str
    name: Bilingual | Text
    """The clause it is on, else which question."""
    position: Bilingual | None
    text: Text
    wording: Text
    answered: CommentDecision | None
    objected: Text | None
    """What the agency said against an earlier answer."""
    set_aside: CommentDecision | None
    final: InFinalText | None


class CommentGroup(Value):
    """Comments that met with the same."""

    id: str
    tag: Tag
    comments: tuple[OwnComment, ...]


class InGroup(NamedTuple):
    """A comment and the group it stands in."""

    group: CommentGroup
    comment: OwnComment

    def of(self) -> CommentGroup:
        """Its group."""
        return self.group

    def weight(self) -> int:
        """Bytes it takes on the page, roughly."""
        return len(self.comment.model_dump_json().encode()) + MARKUP_BYTES


class OwnCommentsPage(Page):
    """Every comment of one agency in one request, by what became of it."""

    template: ClassVar[str] = "requests/comments.html"
    here: ClassVar[str] = WORK

    case: str
    subject: Text
    agency: Bilingual
    drafting_agency: Bilingual
    request: str
    groups: tuple[CommentGroup, ...]
    """Of one page; their headings count those of all pages."""
    paging: Paging
    final_text: FinalText | None
    object: str | None
    """Where the agency objects; None: nothing is open to it, or not to the visitor."""
    object_open: Bilingual | None
    """How many comments may be objected to, and until when."""
    who_objects: Bilingual | None


def own_comments_page(found: PresentCase, request: Request, page: int) -> OwnCommentsPage:
    """One page of them, counted from 1, at the present of its case."""
    seen, case = found.seen, found.seen.case
    code, open_ = request.agency.code, open_comments(case, request, found.now)
    may = allows(seen, request, "object")
    pages = _pages(tuple(_groups(seen, request)))
    return OwnCommentsPage(
        title=say("portal.own_comments.title", agency=request.agency.name),
        case=case.id,
        subject=case.draft.subject,
        agency=request.agency.name,
        drafting_agency=case.drafting_agency.name,
        request=request_path(case.id, code),
        groups=_regrouped(pages[page - 1]) if page <= len(pages) else (),
        paging=_paging(case, request, page, len(pages)),
        final_text=case.final_text,
        object=request_path(case.id, code, "comments", "objection") if open_ and may else None,
        object_open=_open_until(open_),
        who_objects=who_may("object") if open_ and not may else None,
    )


def open_comments(case: Consultation, request: Request, now: datetime) -> tuple[Comment, ...]:
    """Those the agency may still object to, each once."""
    return tuple(
        comment
        for comment in case.comments_of(request)
        if comment.open_for_objection and comment.object_until and now <= comment.object_until
    )


def _groups(seen: SeenCase, request: Request) -> Iterator[CommentGroup]:
    details = [comment_detail(request, c) for c in seen.case.comments_of(request)]
    for kind, state in STATES.items():
        of_kind = [one for one in details if _kind(one) == kind]
        if of_kind:
            yield CommentGroup(
                id=kind,
                tag=Tag(state=state, text=_heading(kind, of_kind)),
                comments=tuple(_shown(seen.case, one) for one in of_kind),
            )


def _pages(groups: tuple[CommentGroup, ...]) -> list[list[InGroup]]:
    """Comments with their groups, on pages that stay light."""
    every = [InGroup(group, comment) for group in groups for comment in group.comments]
    return list(by_weight(every, InGroup.weight, MOST_BYTES, MOST))


def _regrouped(shown: list[InGroup]) -> tuple[CommentGroup, ...]:
    """The comments of a page below the headings of their groups."""
    return tuple(
        group.model_copy(update={"comments": tuple(each.comment for each in within)})
        for group, within in ((key, list(them)) for key, them in groupby(shown, InGroup.of))
    )


def _paging(case: Consultation, request: Request, page: int, pages: int) -> Paging:
    path, ordinal = request_path(case.id, request.agency.code, "comments"), request.ordinal
    present = case.requests[request.agency.code].ordinal == ordinal
    kept = {} if present else {"ordinal": str(ordinal)}
    return Paging(
        first=with_query(path, kept) if page > 1 else None,
        next=with_query(path, {**kept, "page": str(page + 1)}) if page < pages else None,
    )


def _kind(detail: CommentDetail) -> str:
    if detail.disposition is None and detail.repeats:
        return DispositionKind.REPEATED
    return detail.disposition.kind if detail.disposition else WAITING


def _heading(kind: str, comments: Iterable[CommentDetail]) -> Bilingual:
    count = len(list(comments))
    if kind == WAITING:
        return say("portal.own_comments.waiting", count=count)
    return say("portal.own_comments.group", kind=label(DispositionKind(kind)), count=count)


def _shown(case: Consultation, detail: CommentDetail) -> OwnComment:
    none = detail.position is Position.NONE or detail.clause is not None
    return OwnComment(
        id=detail.id,
        name=comment_heading(case, detail),
        position=None if none else label(detail.position),
        text=detail.text or detail.reason or detail.value,
        wording=detail.proposed_wording,
        answered=CommentDecision.of(detail.disposition),
        objected=detail.objection.reasons if detail.objection else None,
        set_aside=CommentDecision.of(detail.set_aside),
        final=InFinalText.of(detail.final),
    )


def comment_heading(case: Consultation, detail: CommentDetail) -> Bilingual | Text:
    """The clause it is on, else which question."""
    if detail.clause is not None:
        return detail.clause
    name = comment_name(detail.id, case.question_numbers)
    return say("portal.own_comments.name", name=name)


def _open_until(open_: tuple[Comment, ...]) -> Bilingual | None:
    until = [comment.object_until for comment in open_ if comment.object_until]
    if not until:
        return None
    return say("portal.own_comments.open", count=len(until), until=day_and_time(min(until)))
