"""What the drafting side and the Office may do with a request, besides what waits for them."""

from collections.abc import Iterator
from datetime import datetime

from portal.pages.requests.request_acts import RequestAct
from portal.paths import TASK_PAGES, request_path
from portal.present_cases import PresentCase
from remiss.consultation.authority import may, relation
from remiss.consultation.life.events import Reviewer
from remiss.consultation.rule_number import READ_AFTER_CLOSING
from remiss.consultation.state import WITH_AGENCY, CaseStage, Consultation, Request, Stage
from remiss.consultation.views.open_tasks import tasks
from remiss.texts import text

TAKES_NO_ENTRY = frozenset({Stage.ANSWERED, Stage.TRANSFERRED, Stage.WITHDRAWN})


def drafting_acts(found: PresentCase, request: Request) -> tuple[RequestAct, ...]:
    """First what waits for a decision, then what is possible at any time."""
    seen, code = found.seen, request.agency.code
    standing = relation(seen.actor, seen.case, code)
    possible = (*_waiting(seen.case, request), *_possible(seen.case, request, found.now))
    return tuple(
        RequestAct(
            name=text(f"portal.decide.{name}.title"),
            leads_to=text(f"portal.decide.{name}.leads_to"),
            path=request_path(seen.case.id, code, name),
        )
        for action, name in dict.fromkeys(possible)
        if may(seen.actor, action, standing)
    )


def _waiting(case: Consultation, request: Request) -> Iterator[tuple[str, str]]:
    for task in tasks(case):
        page = TASK_PAGES.get(task.kind)
        if task.agency == request.agency.code and page:
            yield task.kind.value, page


def _of_reading(case: Consultation, request: Request) -> Iterator[tuple[str, str]]:
    """That others read the replies, or not, in a case that has a run and came after that rule."""
    if case.rules < READ_AFTER_CLOSING or case.is_over:
        return
    if case.kept_from_others(request.agency.code):
        yield "let_others_read", "let-others-read"
    else:
        yield "keep_from_others", "keep-from-others"


def _possible(case: Consultation, request: Request, now: datetime) -> Iterator[tuple[str, str]]:
    """Action of the table and its page, of those a rule still allows."""
    if case.stage is not CaseStage.CANCELLED and request.stage not in TAKES_NO_ENTRY:
        yield "enter_reply", "entry"
    yield from _of_reading(case, request)
    if not case.waits_for(request):
        return
    reviewed = request.stage is Stage.IN_REVIEW and request.reviewer is Reviewer.OFFICER
    if reviewed:
        yield "lay_before_head", "before-head"
    if reviewed or any(each.before is Reviewer.OFFICER for each in request.pending_declines):
        yield "take_over", "take-over"
    asked = request.clarification
    if asked and asked.answer.due_at <= now:
        yield "end_clarification", "end-clarification"
    if request.stage in WITH_AGENCY and not request.outside:
        yield "urge", "urging"
    yield "order_deadline", "order"
    if request.stage not in {Stage.ASSESSING, Stage.IN_REVIEW}:
        yield "close_on_record", "close"
    yield "withdraw", "withdraw"
