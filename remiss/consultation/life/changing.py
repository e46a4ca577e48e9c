"""What each event changes in one agency's request."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, assert_never

from remiss.consultation.clarity.assessment import HOLDING_RULES
from remiss.consultation.life.events import (
    Basis,
    ClarificationAnswered,
    ClarificationAsked,
    ColleagueInvolved,
    ContributionGiven,
    DeadlineOrdered,
    DeclineConfirmed,
    DeclineRefused,
    DrafterEscalated,
    DrafterReminded,
    DraftSentBack,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    NoticeGiven,
    OfficialAssigned,
    QuestionsDeclined,
    ReminderSent,
    ReplyAccepted,
    ReplyDrafted,
    ReplyFlagged,
    ReplyReceived,
    ReplyReturned,
    RequestAcknowledged,
    RequestClosedOnRecord,
    RequestEscalated,
    RequestOverdue,
    RequestSent,
    RequestWidened,
    RequestWithdrawn,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
    ReviewTakenOver,
    SignatureDelegated,
    SilenceRecorded,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import (
    NO_REPLY,
    CaseStage,
    Clarification,
    Consultation,
    Decline,
    Delegation,
    Extension,
    Involvement,
    PersonAt,
    ReceivedReply,
    Request,
    Stage,
)
from remiss.consultation.time.clock import Clock, Extended, Hold, Ordered
from remiss.consultation.values import Person

RequestEvent = (
    RequestAcknowledged
    | OfficialAssigned
    | SignatureDelegated
    | ColleagueInvolved
    | ContributionGiven
    | ClarificationAsked
    | ClarificationAnswered
    | DrafterReminded
    | DrafterEscalated
    | ExtensionRequested
    | ExtensionGranted
    | ExtensionRefused
    | QuestionsDeclined
    | DeclineConfirmed
    | DeclineRefused
    | ReplyDrafted
    | DraftSentBack
    | ReplyReceived
    | ReplyFlagged
    | ReplyReturned
    | ReturnContested
    | ReviewTakenOver
    | ReturnEscalated
    | ReminderSent
    | RequestOverdue
    | RequestEscalated
    | SilenceRecorded
    | DeadlineOrdered
    | RequestClosedOnRecord
    | RequestWithdrawn
)
Changes = dict[str, Any]


def sent(case: Consultation, event: RequestSent, ordinal: int) -> Request:
    clock = Clock.start(case.calendar, event.at, case.policy.reply_within)
    return Request(
        agency=event.profile,
        ordinal=ordinal,
        round=event.round,
        matches=event.matches,
        override=event.override,
        sent_at=event.at,
        clock=clock,
        clock_from=event.at,
    )


def widened(case: Consultation, request: Request, event: RequestWidened) -> Request:
    """More is asked: a full clock, held by whoever holds the request now; lateness stays."""
    added = {match.question: match for match in event.matches}
    kept = tuple(added.pop(match.question, match) for match in request.matches)
    fresh = Clock.start(case.calendar, event.at, case.policy.reply_within, event.days_late)
    for hold in request.clock.holds:
        fresh = fresh if hold is Hold.DECLINE else fresh.hold(hold, event.at)
    asked_anew = {match.question for match in event.matches}
    return request.model_copy(
        update={
            "round": event.round,
            "matches": (*kept, *added.values()),
            "clock": fresh,
            "clock_from": event.at,
            "answered": tuple(q for q in request.answered if q not in asked_anew),
            "replies": tuple(_settles_no_more(reply, asked_anew) for reply in request.replies),
            "declines": tuple(d for d in request.declines if d.declined.question not in asked_anew),
            "reminders": 0,
            "overdue": False,
            "level": EscalationLevel.NONE,
            **_back_from_declining(request, asked_anew),
        }
    )


def settled(case: Consultation, request: Request, event: ReplyAccepted) -> Request:
    """The reply counts; the request ends unless a question is still open in it."""
    answered = tuple(dict.fromkeys((*request.answered, *request.replies[-1].answers)))
    changes: Changes = {
        "review": None,
        "returns": request.returns - request.contested,
        "contested": False,
        "replies": _decided(request, event),
        "answered": answered,
    }
    after = request.model_copy(update=changes)
    clock = request.clock.release(case.calendar, Hold.ASSESSMENT, event.at)
    return after.model_copy(update=_onward(after, clock, event.at))


def with_clocks(request: Request, change: Callable[[Clock], Clock]) -> Request:
    """The request with `change` made to each clock that runs in it: the agency's and others'."""
    changes: Changes = {"clock": change(request.clock)}
    if request.review:
        changes["review"] = change(request.review)
    if asked := request.clarification:
        moved = asked.model_copy(update={"answer": change(asked.answer)})
        changes["clarifications"] = (*request.clarifications[:-1], moved)
    if wanted := request.extension_pending:
        changes["extension"] = wanted.model_copy(update={"decide": change(wanted.decide)})
    if request.pending_declines:
        changes["declines"] = tuple(
            d.model_copy(update={"settle": change(d.settle)}) if d.confirmed is None else d
            for d in request.declines
        )
    return request.model_copy(update=changes)


def changes(  # noqa: C901, PLR0911, PLR0912 -- one arm for each event
    case: Consultation, request: Request, event: RequestEvent
) -> Changes:
    match event:
        case RequestAcknowledged():
            return {"acknowledged": PersonAt(person=event.by, at=event.at)}
        case OfficialAssigned():
            return {"official": event.official, "deputy": event.deputy}
        case SignatureDelegated():
            lent = Delegation(to=event.to, since=event.since, until=event.until, by=event.by)
            return {"delegation": lent}
        case ColleagueInvolved():
            part = Involvement(colleague=event.colleague, part=event.part, since=event.at)
            return {"involved": (*request.involved, part)}
        case ContributionGiven():
            return {"involved": _given(request, event)}
        case ClarificationAsked():
            return _asked(case, request, event)
        case ClarificationAnswered():
            return _clarified(case, request, event)
        case DrafterReminded():
            return _clarification(request, reminders=event.ordinal)
        case DrafterEscalated():
            return _clarification(request, level=event.level)
        case ExtensionRequested():
            return {"extension": _wanted(case, event)}
        case ExtensionGranted():
            return _granted(case, request, event)
        case ExtensionRefused():
            return _decided_extension(request, granted=False, by=event.by, reasons=event.reasons)
        case QuestionsDeclined():
            return _declined(case, request, event)
        case DeclineConfirmed() | DeclineRefused():
            return _ruled(case, request, event)
        case ReplyDrafted():
            return {"drafted": event.reply}
        case DraftSentBack():
            return {"drafted": None}
        case ReplyReceived():
            return _received(case, request, event)
        case ReplyFlagged():
            return {
                "stage": Stage.IN_REVIEW,
                "reviewer": Reviewer.OFFICER,
                "review": _review(case, event.at),
                "replies": _last_reply(request, assessment=event.assessment),
            }
        case ReplyReturned():
            return _returned(case, request, event)
        case ReturnContested():
            return {
                "stage": Stage.IN_REVIEW,
                "contested": True,
                "reviewer": event.before,
                "review": Clock.start(case.calendar, event.at, case.policy.review_within),
                "clock": request.clock.hold(Hold.ASSESSMENT, event.at),
            }
        case ReviewTakenOver():
            return _taken_over(case, request, event)
        case ReturnEscalated():
            return {"return_level": event.level}
        case ReminderSent():
            return {"reminders": event.ordinal, **_noticed(request, event, "reminder")}
        case RequestOverdue():
            return {"overdue": True, **_noticed(request, event, "overdue")}
        case RequestEscalated():
            return {"level": event.level, **_noticed(request, event, "escalation", event.level)}
        case SilenceRecorded():
            return {
                "stage": Stage.SILENT,
                "silence": event.outcome,
                "settled_at": event.fell_due_at,
            }
        case DeadlineOrdered():
            moved = request.clock.moved(case.calendar, Ordered(at=event.at, to=event.to))
            late = moved.due_at <= event.at
            return {
                "clock": moved,
                "clock_from": event.at,
                "reminders": 0,
                "overdue": request.overdue and late,
            }
        case RequestClosedOnRecord():
            return {"stage": Stage.CLOSED, "settled_at": event.at, "review": None}
        case RequestWithdrawn():
            return {"stage": Stage.WITHDRAWN, "settled_at": event.at, "review": None}
        case _:
            assert_never(event)


# Where a request goes next


def _onward(request: Request, clock: Clock, at: datetime) -> Changes:
    """Back to the agency, on to whoever rules on what it declined, or to its outcome."""
    if request.owed:
        return {"stage": Stage.AWAITING, "clock": clock, "clock_from": at}
    if request.pending_declines:
        return {"stage": Stage.DECLINING, "clock": clock.hold(Hold.DECLINE, at)}
    done = Stage.ANSWERED if request.answered else Stage.TRANSFERRED
    return {"stage": done, "settled_at": at, "clock": clock}


def _back_from_declining(request: Request, asked_anew: set[str]) -> Changes:
    """What was wholly declined is with the agency again once something new is asked of it."""
    if request.stage is not Stage.DECLINING or not asked_anew:
        return {}
    return {"stage": Stage.AWAITING}


def _settles_no_more(reply: ReceivedReply, asked_anew: set[str]) -> ReceivedReply:
    """No reply answers what was put anew after it came, not even one returned and contested."""
    return reply.model_copy(
        update={"answers": tuple(q for q in reply.answers if q not in asked_anew)}
    )


# Inside the agency


def _given(request: Request, event: ContributionGiven) -> tuple[Involvement, ...]:
    """The colleague's parts that were still open, as given."""
    return tuple(
        part.model_copy(update={"given_at": event.at})
        if part.colleague.id == event.by.id and part.given_at is None
        else part
        for part in request.involved
    )


# Clarification and more time


def _asked(case: Consultation, request: Request, event: ClarificationAsked) -> Changes:
    rules = case.policy.clarification
    assert rules is not None  # noqa: S101 -- none could be asked
    asked = Clarification(
        ordinal=event.ordinal,
        ground=event.ground,
        question=event.question,
        text=event.text,
        by=event.by,
        asked_at=event.at,
        repeated=event.repeated,
        last_day=event.last_day,
        answer=Clock.start(case.calendar, event.at, rules.answer_within),
        stage_before=request.stage,
    )
    return {
        "stage": Stage.CLARIFYING,
        "clarifications": (*request.clarifications, asked),
        "clock": request.clock.hold(Hold.CLARIFICATION, event.at),
    }


def _clarified(case: Consultation, request: Request, event: ClarificationAnswered) -> Changes:
    asked = request.clarifications[-1]
    return {
        "stage": asked.stage_before,
        "clock": request.clock.release(case.calendar, Hold.CLARIFICATION, event.at),
        "clock_from": event.at,
        **_clarification(
            request,
            closed_at=event.at,
            answered_by=event.by,
            answered_text=event.text,
            attachments=event.attachments,
        ),
    }


def _clarification(request: Request, **changed: Any) -> Changes:
    *earlier, last = request.clarifications
    return {"clarifications": (*earlier, last.model_copy(update=changed))}


def _wanted(case: Consultation, event: ExtensionRequested) -> Extension:
    rules = case.policy.extension
    assert rules is not None  # noqa: S101 -- none could be asked for
    decide = Clock.start(case.calendar, event.at, rules.decide_within)
    return Extension(
        to=event.to, reason=event.reason, by=event.by, asked_at=event.at, decide=decide
    )


def _granted(case: Consultation, request: Request, event: ExtensionGranted) -> Changes:
    clock = request.clock.moved(case.calendar, Extended(at=event.at, to=event.to))
    decided = _decided_extension(request, granted=True, by=event.by, reasons=event.reasons)
    return {"clock": clock, "clock_from": event.at, "reminders": 0, **decided}


def _decided_extension(
    request: Request, *, granted: bool, by: Person | None, reasons: str | None
) -> Changes:
    assert request.extension is not None  # noqa: S101 -- one was asked for
    decided = {"granted": granted, "decided_by": by, "reasons": reasons}
    return {"extension": request.extension.model_copy(update=decided)}


# Not ours


def _declined(case: Consultation, request: Request, event: QuestionsDeclined) -> Changes:
    rules = case.policy.decline
    assert rules is not None  # noqa: S101 -- none could be declined
    rebutted = {rebuttal.declined for rebuttal in event.contradicted}
    declines = tuple(
        Decline(
            declined=declined,
            profile=next(p for p in event.profiles if p.code == declined.to),
            reasons=event.reasons,
            by=event.by,
            asked_at=event.at,
            before=event.before,
            settle=Clock.start(case.calendar, event.at, rules.settle_within),
            confirmed=False if declined in rebutted else None,
            settled_at=event.at if declined in rebutted else None,
        )
        for declined in event.declined
    )
    after = request.model_copy(update={"declines": (*request.declines, *declines)})
    if after.owed:
        return {"declines": after.declines}
    return {"declines": after.declines, **_onward(after, request.clock, event.at)}


def _ruled(
    case: Consultation, request: Request, event: DeclineConfirmed | DeclineRefused
) -> Changes:
    ruling = {
        "confirmed": isinstance(event, DeclineConfirmed),
        "decided_by": event.by,
        "ruling": event.reasons,
        "settled_at": event.at,
    }
    declines = tuple(
        d.model_copy(update=ruling)
        if d.confirmed is None and d.declined.question == event.question
        else d
        for d in request.declines
    )
    after = request.model_copy(update={"declines": declines})
    if isinstance(event, DeclineRefused):
        clock = after_refusal(case, request.clock, event.at)
    else:
        clock = request.clock.release(case.calendar, Hold.DECLINE, event.at)
    if request.stage is not Stage.DECLINING:
        return {"declines": declines, "clock": clock}
    return {"declines": declines, **_onward(after, clock, event.at)}


def after_refusal(case: Consultation, clock: Clock, at: datetime) -> Clock:
    """The clock once a declined question is back: what was left, and at least a time to correct."""
    return clock.give_back(case.calendar, Hold.DECLINE, at, case.policy.correct_within)


# Replies


def _received(case: Consultation, request: Request, event: ReplyReceived) -> Changes:
    reply = ReceivedReply(
        number=event.number,
        reply=event.reply,
        signatory=event.signatory,
        delegated_by=event.delegated_by,
        received_at=event.at,
        late=event.late,
        days_late=event.days_late,
        version=event.version,
        outdated=event.outdated,
        answers=request.owed,
    )
    changed: Changes = {"replies": (*request.replies, reply), "drafted": None}
    if request.stage in NO_REPLY:
        return changed
    clock = request.clock.hold(Hold.ASSESSMENT, event.at)
    if request.clarification:
        clock = clock.release(case.calendar, Hold.CLARIFICATION, event.at)
        changed |= _clarification(request, closed_at=event.at)
    return {**changed, "stage": Stage.ASSESSING, "clock": clock}


def _review(case: Consultation, at: datetime) -> Clock:
    """The officer's clock; a reply to a suspended case waits until the case runs on."""
    clock = Clock.start(case.calendar, at, case.policy.review_within)
    return clock.hold(Hold.SUSPENSION, at) if case.stage is CaseStage.SUSPENDED else clock


def _returned(case: Consultation, request: Request, event: ReplyReturned) -> Changes:
    return {
        "stage": Stage.RETURNED,
        "returns": request.returns + (not request.contested),
        "contested": False,
        "review": None,
        "clock": after_return(case, request, event),
        "clock_from": event.at,
        "reminders": 0,
        "replies": _decided(request, event),
    }


def after_return(case: Consultation, request: Request, event: ReplyReturned) -> Clock:
    """The clock once a reply is back: what was left when it came; the first time, a least time.

    Were the least given every time, an empty reply a day would hold the ladder off for ever. A
    holding reply ("sẽ trả lời sau") is no reply: it stops nothing, and earns no time.
    """
    holding = _is_holding(event)
    least = None if holding or request.returned_before else case.policy.correct_within
    return request.clock.give_back(case.calendar, Hold.ASSESSMENT, event.at, least, charged=holding)


def _is_holding(event: ReplyReturned) -> bool:
    if event.basis is not Basis.RUBRIC or event.assessment is None:
        return False
    faults = {finding.rule for finding in event.assessment.findings if finding.returns}
    return bool(faults) and faults <= HOLDING_RULES


def _taken_over(case: Consultation, request: Request, event: ReviewTakenOver) -> Changes:
    declines = tuple(
        d.model_copy(
            update={
                "before": Reviewer.OFFICE,
                "settle": Clock.start(case.calendar, event.at, case.policy.review_within),
            }
        )
        if d.confirmed is None
        else d
        for d in request.declines
    )
    if request.stage is not Stage.IN_REVIEW:
        return {"declines": declines}
    review = Clock.start(case.calendar, event.at, case.policy.review_within)
    return {"declines": declines, "reviewer": Reviewer.OFFICE, "review": review}


def _decided(request: Request, event: ReplyAccepted | ReplyReturned) -> tuple[ReceivedReply, ...]:
    found = {"assessment": event.assessment} if event.assessment else {}
    return _last_reply(
        request, basis=event.basis, decided_by=event.by, reasons=event.reasons, **found
    )


def _last_reply(request: Request, **changed: Any) -> tuple[ReceivedReply, ...]:
    *earlier, last = request.replies
    return (*earlier, last.model_copy(update=changed))


def _noticed(
    request: Request,
    event: ReminderSent | RequestOverdue | RequestEscalated,
    kind: str,
    level: EscalationLevel = EscalationLevel.NONE,
) -> Changes:
    given = NoticeGiven.model_validate({"kind": kind, "at": event.at, "level": level})
    return {"notices": (*request.notices, given), "last_notice_at": event.at}
