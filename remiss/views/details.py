"""A case and its requests in full, as the caller may see them."""

from collections.abc import Iterator

from remiss.consultation.life.events import ContributionGiven, DraftSentBack
from remiss.consultation.life.replying.correction import pending_of
from remiss.consultation.life.replying.proposal import assessed_correction
from remiss.consultation.state import (
    Clarification,
    Decline,
    Extension,
    ReceivedReply,
    Request,
)
from remiss.consultation.telling.labels import HOLDERS
from remiss.consultation.values import Question, QuestionId
from remiss.consultation.views.current_desk import current_desk
from remiss.consultation.views.difficult_questions import silent_on
from remiss.consultation.views.overdue_list import say_listing
from remiss.consultation.views.retrospect import AsOf
from remiss.consultation.views.return_date import ReturnDate, kept, return_date
from remiss.consultation.visibility import answers_for_agency, sees_assessment, sees_request
from remiss.views.answers import ConsultationDetail
from remiss.views.comment_detail import comment_detail
from remiss.views.concerned import left_out_of
from remiss.views.outside import follow_ups, proposed_declines
from remiss.views.request_answers import (
    ClarificationDetail,
    Contribution,
    CorrectionDetail,
    DeclineDetail,
    ExtensionDetail,
    Inside,
    RequestDetail,
    SentBack,
    SharedClarification,
)
from remiss.views.seen_case import SeenCase


def consultation_detail(seen: SeenCase, as_of: AsOf | None = None) -> ConsultationDetail:
    """The case with every request the caller may see."""
    case = seen.case
    questions = _questions(seen)
    asked = {question.id for question in questions}
    return ConsultationDetail(
        row=seen.row,
        draft=case.draft,
        drafting_agency=case.drafting_agency.name,
        officer=case.officer,
        urgency_approval=case.urgency_approval,
        questions=questions,
        versions=case.versions,
        changed_in={id_: round_ for id_, round_ in case.changed_in.items() if id_ in asked},
        suspended_at=case.suspended_at,
        final_text=case.final_text,
        return_date=_return_date(seen),
        task=case.task,
        follow_ups=tuple(follow_ups(seen)),
        shared_clarifications=tuple(shared_clarifications(seen)),
        requests=request_details(seen),
        earlier=tuple(request_detail(seen, request) for request in seen.earlier),
        left_out=() if answers_for_agency(seen.actor) else left_out_of(case),
        as_of=as_of,
        ledger_behind=seen.behind,
    )


def request_details(seen: SeenCase, as_of: AsOf | None = None) -> tuple[RequestDetail, ...]:
    """The present request of each agency the caller may see."""
    return tuple(request_detail(seen, request, as_of) for request in seen.requests)


def request_detail(seen: SeenCase, request: Request, as_of: AsOf | None = None) -> RequestDetail:
    """One request the caller may see."""
    inside = seen.sees_inside(request)
    unsigned = request.drafted if inside else None
    row = seen.row_of(request)
    return RequestDetail(
        row=row,
        ordinal=request.ordinal,
        agency=request.agency.name,
        outside=request.agency.outside,
        holder=HOLDERS[row.holder],
        questions=seen.questions_of(request),
        owed=() if request.settled else request.owed,
        silent_on=silent_on(seen.case, request),
        matches=request.matches,
        override=request.override,
        acknowledged=request.acknowledged,
        official=request.official,
        deputy=request.deputy,
        forwarded=request.forwarded if seen.sees_forwarding(request) else None,
        clarification_due_at=request.clarification.answer.due_at if request.clarification else None,
        review_due_at=request.review_due_at,
        clarifications=tuple(map(_clarification, request.clarifications)),
        extension=_extension(request, request.extension) if request.extension else None,
        declines=tuple(map(_decline, request.declines)),
        proposed_declines=tuple(proposed_declines(seen.case, request)),
        replies=tuple(_reply(seen, received) for received in request.replies),
        correction=_correction(seen, request),
        kept_from_others=seen.case.kept_from_others(request.agency.code),
        comments=tuple(comment_detail(request, c) for c in seen.case.comments_of(request)),
        notices=request.notices,
        overdue_list=say_listing(row.listed_on, row.due_at, overdue=row.overdue),
        delay_reason=request.delay_reason,
        unsigned=unsigned,
        unsigned_corrects=request.drafted_corrects if unsigned else None,
        unsigned_sha256=unsigned.sha256() if unsigned else None,
        inside=_inside(seen, request) if inside else None,
        as_of=as_of,
    )


def _return_date(seen: SeenCase) -> ReturnDate | None:
    """An agency reads the file and the date, not who applied, nor who else is awaited."""
    read = return_date(seen.case)
    if read is None or not answers_for_agency(seen.actor):
        return read
    nobody = read.procedure.model_copy(update={"applicant": None})
    return kept(nobody)


def _reply(seen: SeenCase, received: ReceivedReply) -> ReceivedReply:
    if sees_assessment(seen.actor, received):
        return received
    return received.model_copy(update={"assessment": None})


def _questions(seen: SeenCase) -> tuple[Question, ...]:
    """All of them, or those put to the agency that reads, in the last words it was given."""
    if not answers_for_agency(seen.actor):
        return seen.case.questions
    put: dict[QuestionId, Question] = {}
    for request in (*seen.earlier, *seen.requests):
        put |= {question.id: question for question in seen.questions_of(request)}
    return tuple(put.values())


def _clarification(asked: Clarification) -> ClarificationDetail:
    return ClarificationDetail(
        ordinal=asked.ordinal,
        ground=asked.ground,
        question=asked.question,
        text=asked.text,
        papers=asked.papers,
        by=asked.by,
        asked_at=asked.asked_at,
        repeated=asked.repeated,
        last_day=asked.last_day,
        answer_due_at=asked.answer.due_at,
        answer=asked.answered_text,
        attachments=asked.attachments,
        files=asked.files,
        answered_by=asked.answered_by,
        closed_at=asked.closed_at,
        shared=asked.shared,
        ended_by=asked.ended_by,
        ended_because=asked.ended_because,
    )


def shared_clarifications(seen: SeenCase) -> Iterator[SharedClarification]:
    """What was made clear to others, and is read by all: for whoever reads their own alone."""
    if not answers_for_agency(seen.actor):
        return
    for request in seen.case.all_requests:
        if not sees_request(seen.actor, request.agency.code):
            for asked in request.clarifications:
                if asked.shared and asked.answered_text and asked.closed_at:
                    yield SharedClarification(
                        question=asked.question,
                        text=asked.text,
                        answer=asked.answered_text,
                        attachments=asked.attachments,
                        files=asked.files,
                        answered_at=asked.closed_at,
                    )


def _extension(request: Request, wanted: Extension) -> ExtensionDetail:
    return ExtensionDetail(
        to=wanted.to,
        reason=wanted.reason,
        by=wanted.by,
        asked_at=wanted.asked_at,
        decide_by=wanted.decide_by(request.due_at),
        granted=wanted.granted,
        decided_by=wanted.decided_by,
        reasons=wanted.reasons,
    )


def _decline(decline: Decline) -> DeclineDetail:
    return DeclineDetail(
        question=decline.declined.question,
        field=decline.declined.field,
        to=decline.declined.to,
        to_name=decline.whose,
        rule=decline.declined.body.rule if decline.declined.body else None,
        referral=decline.referral.span if decline.referral else None,
        reasons=decline.reasons,
        by=decline.by,
        asked_at=decline.asked_at,
        before=decline.before,
        settle_by=decline.settle.due_at,
        confirmed=decline.confirmed,
        decided_by=decline.decided_by,
        settled_at=decline.settled_at,
        ruling=decline.ruling,
    )


def _inside(seen: SeenCase, request: Request) -> Inside:
    return Inside(
        delegation=request.delegation,
        involved=request.involved,
        contributions=tuple(_contributions(seen, request)),
        sent_back=tuple(_sent_back(seen, request)),
        desk=current_desk(request),
        circulation=request.circulation,
    )


def _contributions(seen: SeenCase, request: Request) -> Iterator[Contribution]:
    for event in seen.told_in(request):
        if isinstance(event, ContributionGiven):
            yield Contribution(by=event.by, at=event.at, text=event.text)


def _sent_back(seen: SeenCase, request: Request) -> Iterator[SentBack]:
    for event in seen.told_in(request):
        if isinstance(event, DraftSentBack):
            yield SentBack(
                by=event.by, at=event.at, reply_sha256=event.reply_sha256, reasons=event.reasons
            )


def _correction(seen: SeenCase, request: Request) -> CorrectionDetail | None:
    """The correction that waits; its agency reads what was found in it once it is decided on."""
    case, pending = seen.case, pending_of(seen.case, request.agency.code)
    if pending is None or pending.request != request.ordinal:
        return None
    if answers_for_agency(seen.actor):
        return CorrectionDetail.of(pending, None)
    found = assessed_correction(case, request, pending.corrects, pending.reply)
    return CorrectionDetail.of(pending, found)
