"""The page that explains a deadline, move by move, and what it would be if it were sent today."""

from collections.abc import Iterator
from typing import ClassVar

from portal.addresses import WORK
from portal.page import Page
from portal.parts.deadline import Deadline, deadline_of
from portal.parts.table import Cell, ColumnHead, Table
from portal.paths import of_request
from portal.present_cases import PresentCase
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Value
from remiss.consultation.views.deadline_words import span_label
from remiss.consultation.views.explanation import (
    DeadlineExplanation,
    ExplainedMove,
    explain_deadline,
    explain_deadlines,
)
from remiss.texts import Bilingual, day_and_time, local_date, local_time, say, text


class OthersDeadline(Value):
    """What somebody else owes the agency, and until when."""

    name: Bilingual
    why: Bilingual


class DeadlinePage(Page):
    """Why a deadline is what it is."""

    template: ClassVar[str] = "requests/deadline.html"
    here: ClassVar[str] = WORK

    case: str
    agency: Bilingual
    request: str
    deadline: Deadline
    steps: Table
    skipped: tuple[Bilingual, ...]
    """Each day on the way that does not count, and why."""
    if_sent_now: Bilingual
    may_change: tuple[Bilingual, ...]
    basis: Bilingual
    others: tuple[OthersDeadline, ...]


def deadline_page(found: PresentCase, request: Request) -> DeadlinePage:
    """The page, at the present of its case."""
    case = found.seen.case
    explained = explain_deadline(case, request)
    calendar = case.calendar_of(request.agency)
    anew = calendar.add(found.now, case.policy.reply_within)
    return DeadlinePage(
        title=say("portal.deadline_page.title", due=day_and_time(request.due_at)),
        case=case.id,
        agency=request.agency.name,
        request=of_request(case, request),
        deadline=deadline_of(case, request, found.now),
        steps=_steps(explained),
        skipped=tuple(
            say("portal.deadline_page.skipped", day=local_date(day.date), why=day.reason)
            for day in explained.days
            if day.reason is not None
        ),
        if_sent_now=say("portal.deadline_page.if_sent_now", due=day_and_time(anew)),
        may_change=tuple(_may_change(case, request)),
        basis=say(
            "portal.deadline_page.basis",
            title=explained.policy_title,
            policy=explained.policy,
            version=explained.policy_version,
            calendar=explained.calendar,
            basis=case.policy.printed_basis or text("portal.deadline_page.no_basis"),
        ),
        others=tuple(
            OthersDeadline(name=text(f"portal.deadline_page.duty.{each.duty}"), why=each.text)
            for each in explain_deadlines(case, request)[1:]
        ),
    )


def _steps(explained: DeadlineExplanation) -> Table:
    heads = tuple(
        ColumnHead(name=text(f"portal.deadline_page.{name}")) for name in ("when", "what", "then")
    )
    sent = say(
        "portal.deadline_page.started",
        within=span_label(explained.within),
        title=explained.policy_title,
    )
    first = (
        Cell(text=local_time(explained.started_at)),
        Cell(text=sent),
        Cell(text=local_time(explained.first_due_at)),
    )
    return Table(heads=heads, rows=(first, *(_move(each) for each in explained.moves)))


def _move(each: ExplainedMove) -> tuple[Cell, ...]:
    move = each.move
    at = getattr(move, "at", None) or getattr(move, "until", None)
    return (Cell(text=local_time(at) if at else "–"), Cell(text=each.text), Cell(empty=True))


def _may_change(case: Consultation, request: Request) -> Iterator[Bilingual]:
    if not case.waits_for(request):
        return
    rules = case.policy.clarification
    left = rules.at_most - len(request.clarifications) if rules else 0
    if left > 0:
        yield say("portal.deadline_page.change.clarification", left=left)
    more = case.policy.extension
    if more and request.extension is None and not request.overdue:
        latest = case.calendar_of(request.agency).add(request.due_at, more.at_most)
        yield say("portal.deadline_page.change.extension", latest=local_date(latest))
    yield text("portal.deadline_page.change.calendar")
    yield text("portal.deadline_page.change.outage")
