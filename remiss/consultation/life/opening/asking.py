"""Putting questions to an agency while a case runs: a request of its own, or more in its open one.

An agency has one clock at a time. Whoever is asked something new gets the full time for it; what
was late before stays on record.
"""

from collections.abc import Iterable
from datetime import datetime

from remiss.consultation.life.events import Event
from remiss.consultation.life.opening.messages import Override, RequestSent, RequestWidened
from remiss.consultation.relevance import Match, mandate_for
from remiss.consultation.state import Consultation, Decline, Request, Stage
from remiss.consultation.time.clock import Clock
from remiss.consultation.values import Agency, AgencyCode, QuestionId


def ask(
    case: Consultation, agency: Agency, matches: tuple[Match, ...], at: datetime
) -> RequestSent | RequestWidened:
    """Ask `agency` these questions, with a full deadline from `at`."""
    request = case.requests.get(agency.code)
    calendar = case.calendar_of(agency)
    within, bound = case.policy.reply_within, case.reply_bound
    due_at = Clock.start(calendar, at, within, bound=bound).due_at
    if request is None or request.settled:
        return RequestSent(
            at=at,
            agency=agency.code,
            round=case.round,
            profile=agency,
            matches=matches,
            override=_still_needed(request, matches),
            due_at=due_at,
        )
    return RequestWidened(
        at=at,
        agency=agency.code,
        round=case.round,
        matches=matches,
        days_late=request.clock.days_late(calendar, at),
        due_at=due_at,
    )


def asked_instead(case: Consultation, decline: Decline, at: datetime) -> tuple[Event, ...]:
    """The declined question put to the agency named: nothing to do for the one that drafts."""
    question, target = decline.declined.question, decline.profile
    if (
        target is None
        or target.code == case.drafting_agency.code
        or question in _stands_for(case, target.code)
    ):
        return ()
    field = decline.declined.field
    mandate = mandate_for(target, field, case.draft.territories)
    return (ask(case, target, (Match(question=question, mandate=mandate, field=field),), at),)


def _still_needed(before: Request | None, matches: tuple[Match, ...]) -> Override | None:
    """The supervisor's reason that stands in a mandate's place, where one is asked again on it."""
    needed = any(match.mandate is None for match in matches)
    return before.override if before and needed else None


def stood_for(case: Consultation, agency: AgencyCode) -> dict[QuestionId, Match]:
    """The questions it answers or has answered for, and why: none taken back or found another's."""
    requests = [r for r in case.requests_of(agency) if r.stage is not Stage.WITHDRAWN]
    gone = {question for request in requests for question in request.transferred}
    return {
        match.question: match
        for request in requests
        for match in request.matches
        if match.question not in gone
    }


def _stands_for(case: Consultation, agency: AgencyCode) -> set[QuestionId]:
    """Those it answers for by its own mandate."""
    return {question for question, match in stood_for(case, agency).items() if match.mandate}


def concerned_by(case: Consultation, questions: Iterable[QuestionId]) -> tuple[Request, ...]:
    """The present requests of agencies that stand for one of `questions`, now or before."""
    asked = set(questions)
    return tuple(
        request for code, request in case.requests.items() if asked & stood_for(case, code).keys()
    )
