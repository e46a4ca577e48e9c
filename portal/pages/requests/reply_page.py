"""The page on which an agency writes its reply: question by question, clause by clause, whole."""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from portal.addresses import WORK
from portal.forms import Form
from portal.forms.comment_rows import COMMENTS, ROWS, page_of, pages_of, rows_shown
from portal.page import Page
from portal.pages.requests.act_pages import Option
from portal.pages.requests.own_opinions_page import OpinionsBeside, opinions_beside
from portal.pages.requests.proposed_answers import Proposed, proposed_answers
from portal.pages.requests.reply_desk import AskedAnswer, Earlier, Writing, asked_of, earlier_reply
from portal.parts.case_in_time import row_in_time
from portal.parts.check import Check, check_of
from portal.parts.reply_paper import PaperLine, paper_of
from portal.parts.request_lines import tag_of
from portal.parts.rungs import begun
from portal.parts.tag import Tag
from portal.paths import reply_path, request_path
from remiss.consultation.life.replying.trial import ReplyTrial
from remiss.consultation.state import (
    WITH_AGENCY,
    Consultation,
    DraftVersion,
    Request,
    Stage,
)
from remiss.consultation.values import (
    AttachedFile,
    Position,
    Reply,
    Role,
)
from remiss.files.extracted_tables import READABLE
from remiss.texts import Bilingual, Text, label, say, text
from remiss.views.details import request_detail
from remiss.views.draft.comment_tables import TableProblem
from remiss.views.request_answers import Contribution, SentBack

OFFERED = (
    Position.AGREE,
    Position.AGREE_WITH_CHANGES,
    Position.DISAGREE,
    Position.NOT_IN_MANDATE,
)
QUICK = (Position.AGREE, Position.NOT_IN_MANDATE)


class PressResult(NamedTuple):
    """What a press of the form showed beside it."""

    reply: Reply | None = None
    trial: ReplyTrial | None = None
    preview: bool = False
    problems: tuple[TableProblem, ...] = ()
    brought: int | None = None
    """How many comments were taken over from a table."""


class ReplyPage(Page):
    """The form of a reply, or of one that takes the place of an earlier one."""

    template: ClassVar[str] = "requests/reply.html"
    here: ClassVar[str] = WORK

    case: str
    subject: Text
    agency: Bilingual
    request: str
    left: Tag
    form: Form
    closed: Bilingual | None
    """Why nothing can be sent now, while one may go on writing what is sent later."""
    receipt: str | None
    """Of the reply that was given, where nothing more can be: one comes here by an old link."""
    asked: tuple[AskedAnswer, ...]
    positions: tuple[Option, ...]
    quick: tuple[Option, ...]
    """Answers of one press; none for a correction."""
    people: tuple[Option, ...]
    comment_rows: tuple[int, ...]
    """Of the page of comments that is shown."""
    comments: int
    """How many there are on all pages."""
    comment_page: int
    comment_pages: int
    tables: tuple[AttachedFile, ...]
    """Of the files uploaded, those that may hold the agency's own table of comments."""
    first_comment: int
    """The number of the first of them among all, counted from 1."""
    draft_round: int
    draft_sha256: str
    """Of the version that is answered."""
    newer: Bilingual | None
    """Where another version has taken its place since."""
    leads_to: Bilingual
    button: Bilingual
    corrects: int | None
    check: Check | None
    proposed: Proposed | None
    paper: tuple[PaperLine, ...]
    problems: tuple[Bilingual, ...]
    brought: Bilingual | None
    earlier: Earlier | None
    sent_back: SentBack | None
    contributions: tuple[Contribution, ...]
    opinions: OpinionsBeside


def reply_page(desk: Writing, form: Form, shown: PressResult) -> ReplyPage:
    """The page, with what the last press showed."""
    case, request = desk.seen.case, desk.request
    inside = request_detail(desk.seen, request).inside
    answered = answered_version(case, form)
    head = desk.seen.actor.role is Role.AGENCY_HEAD
    trial, reply = shown.trial, shown.reply
    closed, waits = _closed(request, desk.corrects), request.stage is Stage.DECLINING
    return ReplyPage(
        title=_title(request, desk.corrects),
        case=case.id,
        subject=case.draft.subject,
        agency=request.agency.name,
        request=request_path(case.id, request.agency.code),
        left=tag_of(*row_in_time(case, request, desk.now)),
        form=form.changed(over=(closed,)) if closed and not waits and not form.over else form,
        closed=closed if waits else None,
        receipt=_receipt(case, request) if closed and not waits else None,
        asked=tuple(asked_of(desk)),
        positions=_options(OFFERED),
        quick=() if desk.corrects else _options(QUICK),
        people=desk.people,
        comment_rows=rows_shown(form),
        comments=len(form.rows(COMMENTS)),
        comment_page=page_of(form),
        comment_pages=pages_of(form),
        first_comment=(page_of(form) - 1) * ROWS + 1,
        tables=tuple(file for file in form.files if file.media_type in READABLE),
        draft_round=answered.round,
        draft_sha256=form.value("draft_sha256", answered.draft.sha256),
        newer=_newer(case, form),
        leads_to=text(f"portal.reply.leads_to.{_way(desk.corrects, head=head)}"),
        button=text(f"portal.reply.{'send' if head else 'lay'}"),
        corrects=desk.corrects,
        check=check_of(reply, trial, case.question_numbers) if reply and trial else None,
        proposed=proposed_answers(case, trial.proposed) if trial else None,
        paper=paper_of(case, reply) if reply and shown.preview else (),
        problems=tuple(_problem(one) for one in shown.problems),
        brought=_brought(shown.brought),
        earlier=earlier_reply(desk),
        sent_back=inside.sent_back[-1] if inside and inside.sent_back else None,
        contributions=inside.contributions if inside else (),
        opinions=opinions_beside(case, request, desk.before),
    )


def answered_version(case: Consultation, form: Form) -> DraftVersion:
    """The version of the draft the form answers: the one it was begun with, while that is known."""
    named = form.value("draft_sha256")
    return (case.version_with(named) if named else None) or case.versions[-1]


def _title(request: Request, corrects: int | None) -> Bilingual:
    if corrects is None:
        return say("portal.reply.title", agency=request.agency.name)
    return say("portal.reply.title_correction", agency=request.agency.name, number=corrects)


def _way(corrects: int | None, *, head: bool) -> str:
    if corrects is not None:
        return "correction_head" if head else "correction"
    return "head" if head else "official"


def _closed(request: Request, corrects: int | None) -> Bilingual | None:
    """Why nothing can be sent now, where the request does not wait for a reply."""
    if corrects is not None or request.stage in WITH_AGENCY | {Stage.SILENT}:
        return None
    return say("portal.reply.closed", stage=label(request.stage))


def _receipt(case: Consultation, request: Request) -> str | None:
    if not request.replies:
        return None
    return reply_path(case, request, request.replies[-1].number)


def _options(positions: Iterable[Position]) -> tuple[Option, ...]:
    return tuple(Option(value=each.value, label=begun(label(each))) for each in positions)


def _newer(case: Consultation, form: Form) -> Bilingual | None:
    named = form.value("draft_sha256")
    if not named or named == case.draft.sha256:
        return None
    return say("portal.reply.newer_draft", round=case.round, sha256=case.draft.sha256[:12])


def _problem(found: TableProblem) -> Bilingual:
    if found.row is None:
        return found.message
    return say("portal.reply.table_row", table=found.table, row=found.row, problem=found.message)


def _brought(count: int | None) -> Bilingual | None:
    return None if count is None else say("portal.reply.brought", count=count)
