"""What people change in a running case, what the Office orders, and how a case ends."""

from portal.pages.decide_page import DecisionSheet, HeadedWords, leads, reasons
from portal.parts.asked_field import AskedField, AskedKind, Option
from portal.parts.case_in_time import row_in_time
from portal.parts.request_lines import desk_of
from portal.present_cases import PresentCase
from remiss.consultation.life.events import Reviewer
from remiss.consultation.life.steering.closing import in_the_way
from remiss.consultation.rule_number import READ_AFTER_CLOSING
from remiss.consultation.state import WITH_AGENCY, CaseStage, Consultation, Request, Stage
from remiss.texts import Bilingual, day_and_time, label, local_date, say, text

MOST_NAMED = 10
OVER = {CaseStage.CONCLUDED, CaseStage.CANCELLED, CaseStage.ARCHIVED}


def suspend(found: PresentCase) -> DecisionSheet:
    """Every clock of the case stands still."""
    return _of_running(found, "suspend", CaseStage.OPEN)


def resume(found: PresentCase) -> DecisionSheet:
    """Every clock runs on with what was left."""
    return _of_running(found, "resume", CaseStage.SUSPENDED)


def cancel(found: PresentCase) -> DecisionSheet:
    """For good: nobody owes an answer any more."""
    return _of_running(found, "cancel", CaseStage.OPEN, CaseStage.SUSPENDED)


def reopen(found: PresentCase) -> DecisionSheet:
    """It goes on; what was settled stays settled."""
    return _of_running(found, "reopen", *OVER)


def conclude(found: PresentCase) -> DecisionSheet:
    """What still stands in the way, else what is final afterwards."""
    case = found.seen.case
    if case.stage is not CaseStage.OPEN:
        return DecisionSheet(leads_to=leads("conclude"), idle=_stage(found))
    lines = obstacles(found)
    if lines:
        told = HeadedWords(heading=text("portal.case.in_the_way"), lines=lines)
        return DecisionSheet(
            leads_to=leads("conclude"), told=(told,), idle=text("portal.decide.conclude.idle")
        )
    until = case.calendar.add(found.now, case.policy.late_replies_for)
    late = say("portal.decide.conclude.late_until", until=day_and_time(until))
    ready = HeadedWords(heading=text("portal.case.nothing_in_the_way"), lines=(late,))
    return DecisionSheet(leads_to=leads("conclude"), told=(ready,))


def obstacles(found: PresentCase) -> tuple[Bilingual, ...]:
    """What would be refused, in those words; of very many agencies the first are named."""
    case, lines = found.seen.case, []
    for refusal in in_the_way(case, found.now):
        waiting = case.open_requests
        if refusal.code == "requests_open" and len(waiting) > MOST_NAMED:
            names = [each.agency.name for each in waiting[:MOST_NAMED]]
            others = len(waiting) - MOST_NAMED
            lines.append(say("portal.case.requests_open", agencies=names, others=others))
        else:
            lines.append(refusal.message)
    return tuple(lines)


def deadlines(found: PresentCase) -> DecisionSheet:
    """Every open deadline, to a later day, once."""
    case = found.seen.case
    if case.stage is not CaseStage.OPEN or case.deadlines_moved:
        return DecisionSheet(leads_to=leads("deadlines"), idle=text("portal.decide.deadlines.idle"))
    latest = max((each.due_at for each in case.open_requests), default=None)
    lines = (say("portal.decide.deadlines.latest", at=day_and_time(latest)),) if latest else ()
    told = HeadedWords(heading=_open(found), lines=lines)
    day = AskedField(name="to", hint=text("portal.decide.hint.day"))
    return DecisionSheet(leads_to=leads("deadlines"), told=(told,), asks=(day, reasons()))


def return_date(found: PresentCase) -> DecisionSheet:
    """A later day on which the applicant is told to come."""
    procedure = found.seen.case.procedure
    if procedure is None:
        return DecisionSheet(
            leads_to=leads("return-date"), idle=text("portal.decide.return-date.idle")
        )
    before = say("portal.decide.return-date.before", day=local_date(procedure.return_on))
    day = AskedField(name="return_on", hint=text("portal.decide.hint.day"))
    return DecisionSheet(
        leads_to=leads("return-date"),
        told=(HeadedWords(heading=before),),
        asks=(day, reasons(hint="apology")),
    )


def officer(found: PresentCase, people: tuple[Option, ...]) -> DecisionSheet:
    """Another officer of the drafting agency has the case from then on."""
    case = found.seen.case
    if case.stage not in {CaseStage.OPEN, CaseStage.SUSPENDED}:
        return DecisionSheet(leads_to=leads("officer"), idle=_stage(found))
    now = say("portal.decide.officer.now", name=case.officer.name)
    others = tuple(each for each in people if each.value != case.officer.id)
    person = AskedField(name="officer", kind=AskedKind.PERSON, options=others)
    return DecisionSheet(
        leads_to=leads("officer"), told=(HeadedWords(heading=now),), asks=(person, reasons())
    )


def withdraw(found: PresentCase, request: Request) -> DecisionSheet:
    """The agency owes no answer any more."""
    return _of_request(found, request, "withdraw", reasons())


def urging(found: PresentCase, request: Request) -> DecisionSheet:
    """The agency is told, in the Office's words; no clock moves."""
    if found.seen.case.waits_for(request) and request.stage not in WITH_AGENCY:
        return DecisionSheet(leads_to=leads("urging"), idle=text("portal.decide.urging.idle"))
    return _of_request(found, request, "urging", reasons("words"))


def order(found: PresentCase, request: Request) -> DecisionSheet:
    """A day by whose end the agency replies, sooner or later than now."""
    day = AskedField(name="to", hint=text("portal.decide.hint.day"))
    return _of_request(found, request, "order", day, reasons("reasons"))


def close(found: PresentCase, request: Request) -> DecisionSheet:
    """As it stands, and never as agreement."""
    return _of_request(found, request, "close", reasons("reasons"))


def keep_from_others(found: PresentCase, request: Request) -> DecisionSheet:
    """No other agency reads the replies, also once the case is concluded."""
    return _reading(found, request, "keep-from-others", kept=False)


def let_others_read(found: PresentCase, request: Request) -> DecisionSheet:
    """They are read as those of the others are."""
    return _reading(found, request, "let-others-read", kept=True)


def _reading(found: PresentCase, request: Request, name: str, *, kept: bool) -> DecisionSheet:
    """Only where it stands so now; what stands is said."""
    case = found.seen.case
    said = reading_said(case, request)
    stands = case.kept_from_others(request.agency.code)
    if said is None or bool(stands) != kept:
        return DecisionSheet(leads_to=leads(name), idle=said or text("portal.reading.older"))
    told = HeadedWords(heading=said, words=stands.reason if stands else None)
    return DecisionSheet(leads_to=leads(name), told=(told,), asks=(reasons(),))


def reading_said(case: Consultation, request: Request) -> Bilingual | None:
    """Whether other agencies read the replies in the end; None in cases from before that."""
    if case.rules < READ_AFTER_CLOSING:
        return None
    kept = case.kept_from_others(request.agency.code)
    if kept is None:
        return text("portal.reading.shared")
    return say("portal.reading.kept", by=kept.by.name, at=day_and_time(kept.at))


def take_over(found: PresentCase, request: Request) -> DecisionSheet:
    """What waits for the officer then waits for the Office."""
    waits = request.stage is Stage.IN_REVIEW and request.reviewer is Reviewer.OFFICER
    declined = any(each.before is Reviewer.OFFICER for each in request.pending_declines)
    if not (waits or declined):
        return DecisionSheet(leads_to=leads("take-over"), idle=text("portal.decide.take-over.idle"))
    return _of_request(found, request, "take-over", reasons("reasons"))


def _of_running(found: PresentCase, name: str, *stages: CaseStage) -> DecisionSheet:
    if found.seen.case.stage not in stages:
        return DecisionSheet(leads_to=leads(name), idle=_stage(found))
    told = HeadedWords(heading=_open(found))
    return DecisionSheet(leads_to=leads(name), told=(told,), asks=(reasons(),))


def _of_request(
    found: PresentCase, request: Request, name: str, *asks: AskedField
) -> DecisionSheet:
    case = found.seen.case
    if not case.waits_for(request):
        settled = say("portal.decide.settled", stage=label(request.stage))
        return DecisionSheet(leads_to=leads(name), idle=settled)
    told = HeadedWords(
        heading=say("portal.decide.stands", stage=label(request.stage)),
        facts=say(
            "portal.decide.stands_facts",
            due=day_and_time(request.due_at),
            desk=desk_of(*row_in_time(case, request, found.now)),
        ),
    )
    return DecisionSheet(leads_to=leads(name), told=(told,), asks=asks)


def _open(found: PresentCase) -> Bilingual:
    case = found.seen.case
    return say(
        "portal.decide.open_requests",
        stage=label(case.stage),
        count=len(case.unsettled),
        all=len(case.requests),
    )


def _stage(found: PresentCase) -> Bilingual:
    return say("portal.decide.stage", stage=label(found.seen.case.stage))
