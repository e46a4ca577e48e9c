"""The page on which every comment of a case is disposed of, ten at a time."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from portal.forms import Form
from portal.navigation import CASES
from portal.page import Page
from portal.pages.comments.agency_progress import AgencyProgress, progress_of_agencies
from portal.pages.comments.entries import (
    ListedComment,
    Sort,
    TypedDisposition,
    answer_to,
    entries_of,
    headed,
    may_dispose,
)
from portal.pages.comments.located import Located, located_in
from portal.parts.by_weight import by_weight
from portal.paths import case_path
from remiss.consultation.authority import ANSWERING
from remiss.consultation.values import AgencyCode, DispositionKind, Value
from remiss.texts import Bilingual, Text, label, say, text
from remiss.views.seen_case import SeenCase

MOST, MOST_BYTES, MARKUP_BYTES = 10, 12_000, 1_100
"""Comments on one page; about the bytes of all of them, and of the fields of each: a page has
twenty kilobytes."""
NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


class View(Value):
    """Which comments are shown: in which order, of whom, which page of them."""

    sort: Sort = Sort.CLAUSE
    only: str = ""
    """An agency's code; `todo`: those nobody has said anything of yet; "": all."""
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "View":
        """What an address or a form says; anything unknown is as if it were not said."""
        page = given.get("page", "")
        sort = given.get("sort", "")
        return cls(
            sort=Sort(sort) if sort in set(Sort) else Sort.CLAUSE,
            only=given.get("only", "")[:40],
            page=int(page) if NUMBER.fullmatch(page) else 1,
        )


class Choice(Value):
    """One choice of a list."""

    value: str
    name: Bilingual | Text
    chosen: bool


class DispositionChoice(Value):
    """What may become of a comment."""

    value: DispositionKind
    label: Bilingual


class ShownComment(Value):
    """A comment on the page."""

    entry: ListedComment
    kinds: tuple[DispositionChoice, ...]
    open: bool
    """Whether it is the visitor's to dispose of, and waits for that."""
    final: Located | None


class CommentSection(Value):
    """Comments about one clause, or of one agency."""

    heading: Bilingual | Text
    shown: tuple[ShownComment, ...]


class CommentsPage(Page):
    """All comments the visitor may see."""

    template: ClassVar[str] = "cases/comments.html"
    here: ClassVar[str] = CASES

    case: str
    case_page: str | None
    subject: Text
    counted: Bilingual
    form: Form
    typing: bool
    """Whether any of them waits for the visitor."""
    whose: Bilingual | None
    """Who disposes of them; None: the visitor."""
    sorts: tuple[Choice, ...]
    choices: tuple[Choice, ...]
    view: View
    on: str
    groups: tuple[CommentSection, ...]
    kinds: tuple[DispositionChoice, ...]
    range: Bilingual
    pages: int
    agencies: tuple[AgencyProgress, ...]
    comparison: str | None
    table: str | None
    final: str | None


def comments_page(seen: SeenCase, form: Form, view: View) -> CommentsPage:
    """The comments of the view; a field that is wrong leads to the page it stands on."""
    case, acts = seen.case, may_dispose(seen)
    every = entries_of(seen, view.sort)
    found = [entry for entry in every if _wanted(entry, view, form)]
    pages = list(paged(found))
    number = min(view.page, len(pages)) if pages else 1
    here = pages[number - 1] if pages else []
    before = sum(len(page) for page in pages[: number - 1])
    all_agencies = {entry.agency: entry.agency_name for entry in every}
    own = seen.actor.role in ANSWERING
    typing = acts and any(entry.waits for entry in every)
    return CommentsPage(
        title=text("portal.comments.title"),
        case=case.id,
        case_page=case_path(case.id),
        subject=case.draft.subject,
        counted=_counted(every, form, acts=acts),
        form=form,
        typing=typing,
        whose=None if acts else _whose(seen),
        sorts=tuple(
            Choice(value=s.value, name=text(f"portal.comments.sort.{s}"), chosen=s is view.sort)
            for s in Sort
        ),
        choices=tuple(_choices(all_agencies, view, acts=typing)),
        view=view.model_copy(update={"page": number}),
        on=" ".join(entry.slot for entry in here if acts and entry.waits),
        groups=tuple(
            CommentSection(
                heading=heading, shown=tuple(_shown(entry, acts=acts) for entry in group)
            )
            for heading, group in headed(here, view.sort)
        ),
        kinds=tuple(map(_kind, (k for k in DispositionKind if k != DispositionKind.NO_COMMENT))),
        range=say(
            "portal.comments.range",
            first=before + 1 if here else 0,
            last=before + len(here),
            all=len(found),
        ),
        pages=len(pages),
        agencies=tuple(progress_of_agencies(seen, every, form)) if acts else (),
        comparison=case_path(case.id, "comparison") if case.round > 1 else None,
        table=None if own else case_path(case.id, "comments", "table"),
        final=None if own else case_path(case.id, "comments", "final"),
    )


def paged(entries: Iterable[ListedComment]) -> Iterator[list[ListedComment]]:
    """Pages of ten comments, or of fewer where they say much."""
    return by_weight(entries, lambda entry: entry.size + MARKUP_BYTES, MOST_BYTES, MOST)


def where_it_lacks(seen: SeenCase, form: Form) -> CommentsPage:
    """The comments of one agency, at the first that lacks something; what is missing there."""
    slots = [fault.field.partition(".")[2] for fault in form.faults]
    theirs = {entry.slot: entry.agency for entry in entries_of(seen)}
    only = theirs.get(slots[0], "")
    found = [entry for entry in entries_of(seen, Sort.AGENCY) if entry.agency == only]
    pages = enumerate(paged(found), start=1)
    number, here = next((n, p) for n, p in pages if slots[0] in {entry.slot for entry in p})
    shown = {entry.slot for entry in here}
    faults = tuple(f for f, slot in zip(form.faults, slots, strict=True) if slot in shown)
    view = View(sort=Sort.AGENCY, only=only, page=number)
    return comments_page(seen, form.changed(faults=faults), view)


def _wanted(entry: ListedComment, view: View, form: Form) -> bool:
    if view.only == "todo":
        return entry.waits and not answer_to(entry, form.values).whole
    return view.only in {"", entry.agency}


def _whose(seen: SeenCase) -> Bilingual:
    officer, agency = seen.case.officer.name, seen.case.drafting_agency.name
    return say("portal.comments.whose", officer=officer, agency=agency)


def _choices(
    agencies: Mapping[AgencyCode, Bilingual], view: View, *, acts: bool
) -> Iterator[Choice]:
    yield Choice(value="", name=text("portal.comments.only.all"), chosen=not view.only)
    if acts:
        todo = text("portal.comments.only.todo")
        yield Choice(value="todo", name=todo, chosen=view.only == "todo")
    for code, name in agencies.items():
        yield Choice(value=code, name=name, chosen=view.only == code)


def _shown(entry: ListedComment, *, acts: bool) -> ShownComment:
    waits = acts and entry.waits
    return ShownComment(
        entry=entry,
        kinds=tuple(map(_kind, entry.kinds)) if waits else (),
        open=waits,
        final=located_in(entry, entry.final) if entry.final else None,
    )


def _kind(kind: DispositionKind) -> DispositionChoice:
    return DispositionChoice(value=kind, label=label(kind))


def _counted(entries: Sequence[ListedComment], form: Form, *, acts: bool) -> Bilingual:
    if not entries:
        return text("portal.comments.none")
    waiting = [entry for entry in entries if entry.waits]
    sent = len(entries) - len(waiting)
    if not acts:
        return say("portal.comments.counted_own", all=len(entries), sent=sent, waiting=len(waiting))
    answers: list[TypedDisposition] = [answer_to(entry, form.values) for entry in waiting]
    return say(
        "portal.comments.counted",
        all=len(entries),
        sent=sent,
        drafted=sum(answer.whole for answer in answers),
        left=sum(not answer.whole for answer in answers),
    )
