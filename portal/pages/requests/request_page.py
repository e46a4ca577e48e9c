"""The page of a request: what is asked and why this agency, until when, what can be done."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from portal.addresses import WORK
from portal.forms import Form
from portal.page import Page
from portal.pages.life.steering import reading_said
from portal.pages.of_case.urgings import Urging, urgings
from portal.pages.requests.asked_points import AskedPoint, asked_points
from portal.pages.requests.drafting_acts import drafting_acts
from portal.pages.requests.request_acts import (
    RequestAct,
    WhoMay,
    acts_on,
    may_acknowledge,
    may_reply,
    others_may,
    with_prepared,
)
from portal.parts.deadline import Deadline, deadline_of
from portal.parts.request_lines import desk_within
from portal.parts.tag import State, Tag
from portal.parts.work import Act
from portal.paths import case_path, of_request, reply_path, request_path
from portal.present_cases import PresentCase
from remiss.consultation.authority import ANSWERING
from remiss.consultation.state import Consultation, ReceivedReply, Request, Stage
from remiss.consultation.values import AttachedFile, Draft, Value
from remiss.consultation.views.current_desk import current_desk
from remiss.consultation.views.overdue_list import say_listing
from remiss.texts import Bilingual, Text, day_and_time, label, say, text
from remiss.views.details import shared_clarifications
from remiss.views.seen_case import SeenCase


class DraftLink(Value):
    """The draft that is asked about, or an earlier version."""

    name: Text
    round: int
    number: Text | None
    file: AttachedFile | None
    sha256: str
    path: str


class Received(Value):
    """A reply that was given, and what became of it."""

    number: int
    path: str
    tag: Tag
    at: datetime
    signatory: Text


class Exchange(Value):
    """What was asked of the drafting side, and what it said."""

    asked: Text
    ground: Bilingual
    at: datetime
    answer: Text | None
    answered_at: datetime | None
    files: tuple[AttachedFile, ...]


class MadeClear(Value):
    """What was made clear to another agency, for all that are asked."""

    asked: Text
    answer: Text
    at: datetime
    files: tuple[AttachedFile, ...]


class EarlierRequest(Value):
    """A request of the same case to the same agency, before or after the one shown."""

    name: Bilingual
    path: str


class RequestPage(Page):
    """One request, for its agency and for everyone who may read it."""

    template: ClassVar[str] = "requests/request.html"
    here: ClassVar[str] = WORK

    case: str
    subject: Text
    agency: Bilingual
    drafting_agency: Bilingual
    officer: Text
    deadline: Deadline
    asked: tuple[AskedPoint, ...]
    draft: DraftLink
    letter: str
    whole_case: str
    held: str
    """Where it says who held the request."""
    acknowledge: Form | None
    """The form of one button; None where it is done, or not the visitor's to do."""
    acknowledged: Bilingual | None
    reply: str | None
    prepared: Act | None
    """What is done with a text that was laid before somebody; None while there is none."""
    acts: tuple[RequestAct, ...]
    others: tuple[WhoMay, ...]
    received: tuple[Received, ...]
    exchanges: tuple[Exchange, ...]
    made_clear: tuple[MadeClear, ...]
    """To other agencies: every one that is asked reads it, and not who asked."""
    other_requests: tuple[EarlierRequest, ...]
    comments: str | None
    """Where the agency reads what became of its comments; None while there are none."""
    undisposed: int
    overdue_list: Bilingual | None
    reading: Bilingual | None
    """Whether other agencies read the replies in the end; None in cases from before that."""
    kept_because: Text | None
    urgings: tuple[Urging, ...] = ()


def request_page(found: PresentCase, request: Request, acknowledge: Form) -> RequestPage:
    """The page, at the present of its case; `acknowledge` is the form of that button."""
    seen, case = found.seen, found.seen.case
    row, code = seen.row_of(request), request.agency.code
    kept = case.kept_from_others(code)
    own = seen.actor.role in ANSWERING
    reply = request_path(case.id, code, "reply")
    present = case.requests[code].ordinal == request.ordinal
    return RequestPage(
        title=say("portal.request.title", agency=request.agency.name),
        case=case.id,
        subject=case.draft.subject,
        agency=request.agency.name,
        drafting_agency=case.drafting_agency.name,
        officer=case.officer.name,
        deadline=_deadline(found, request),
        asked=tuple(asked_points(seen, request)),
        draft=_draft(case, case.draft, request),
        letter=of_request(case, request, "letter"),
        whole_case=case_path(case.id),
        held=of_request(case, request, "held"),
        acknowledge=acknowledge if present and may_acknowledge(seen, request) else None,
        acknowledged=_acknowledged(request),
        reply=reply if present and may_reply(seen, request) else None,
        prepared=with_prepared(seen, request, found.now) if present else None,
        acts=(*acts_on(seen, request), *drafting_acts(found, request)) if present else (),
        others=others_may(seen, request) if own and present else (),
        received=tuple(_received(case, request)),
        exchanges=tuple(_exchanges(request)),
        made_clear=tuple(_made_clear(seen)),
        other_requests=tuple(_other_requests(case, request)),
        comments=of_request(case, request, "comments") if row.comments else None,
        undisposed=row.undisposed,
        overdue_list=_listed(found, request),
        reading=reading_said(case, request),
        kept_because=kept.reason if kept else None,
        urgings=urgings(seen, request),
    )


def _draft(case: Consultation, draft: Draft, request: Request) -> DraftLink:
    return DraftLink(
        name=draft.subject,
        round=case.round,
        number=draft.number,
        file=draft.file,
        sha256=draft.sha256,
        path=request_path(case.id, request.agency.code, "draft"),
    )


def _acknowledged(request: Request) -> Bilingual | None:
    if request.acknowledged is None:
        return None
    done = request.acknowledged
    return say("portal.request.acknowledged", name=done.person.name, at=day_and_time(done.at))


def _received(case: Consultation, request: Request) -> Iterator[Received]:
    for reply in request.replies:
        yield Received(
            number=reply.number,
            path=reply_path(case, request, reply.number),
            tag=reply_tag(request, reply),
            at=reply.received_at,
            signatory=reply.signatory.name,
        )


def reply_tag(request: Request, reply: ReceivedReply) -> Tag:
    """What became of a reply, in a word."""
    if reply.replaced_by is not None:
        return Tag(state=State.PLAIN, text=text("portal.request.reply.replaced"))
    if reply.entry_confirmed is False:
        return Tag(state=State.HOLD, text=text("portal.request.reply.disputed"))
    if reply.accepted:
        return Tag(state=State.DONE, text=text("portal.request.reply.accepted"))
    if request.stage is Stage.IN_REVIEW and reply is request.replies[-1]:
        return Tag(state=State.HOLD, text=text("portal.request.reply.in_review"))
    if reply.basis is not None:
        return Tag(state=State.NEAR, text=text("portal.request.reply.returned"))
    return Tag(state=State.PLAIN, text=text("portal.request.reply.received"))


def _exchanges(request: Request) -> Iterator[Exchange]:
    for asked in request.clarifications:
        yield Exchange(
            asked=asked.text,
            ground=label(asked.ground),
            at=asked.asked_at,
            answer=asked.answered_text,
            answered_at=asked.closed_at,
            files=asked.files,
        )


def _deadline(found: PresentCase, request: Request) -> Deadline:
    """Whoever reads what is inside the agency reads whose desk it lies on there."""
    case = found.seen.case
    more = of_request(case, request, "deadline")
    deadline = deadline_of(case, request, found.now, more)
    if not (found.seen.sees_inside(request) and case.waits_for(request)):
        return deadline
    desk = desk_within(current_desk(request))
    return deadline.model_copy(update={"desk": desk}) if desk else deadline


def _made_clear(seen: SeenCase) -> Iterator[MadeClear]:
    for shared in shared_clarifications(seen):
        yield MadeClear(
            asked=shared.text, answer=shared.answer, at=shared.answered_at, files=shared.files
        )


def _other_requests(case: Consultation, request: Request) -> Iterator[EarlierRequest]:
    for other in case.requests_of(request.agency.code):
        if other.ordinal != request.ordinal:
            yield EarlierRequest(
                name=say(
                    "portal.request.other_request",
                    ordinal=other.ordinal,
                    sent=day_and_time(other.sent_at),
                    stage=label(other.stage),
                ),
                path=of_request(case, other),
            )


def _listed(found: PresentCase, request: Request) -> Bilingual | None:
    row = found.seen.row_of(request)
    return say_listing(row.listed_on, row.due_at, overdue=row.overdue)
