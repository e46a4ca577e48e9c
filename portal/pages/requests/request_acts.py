"""What the visitor may do with a request now, each with what it stops, starts or makes final."""

from collections.abc import Iterator
from datetime import datetime

from portal.parts.reader import ReplyReader, lies_with
from portal.parts.work import Act
from portal.paths import request_path
from remiss.consultation.authority import AUTHORITY, may, relation
from remiss.consultation.state import WITH_AGENCY, CaseStage, Consultation, Request, Stage
from remiss.consultation.values import Actor, Value
from remiss.consultation.views.current_desk import current_desk
from remiss.texts import Bilingual, day_and_time, label, local_date, say, text
from remiss.views.seen_case import SeenCase


class RequestAct(Value):
    """One thing that can be done: a page of its own, and what doing it leads to."""

    name: Bilingual
    leads_to: Bilingual
    path: str
    """Of its page, without a language."""


class WhoMay(Value):
    """What somebody else of the agency does, and who."""

    name: Bilingual
    who: Bilingual


def acts_on(seen: SeenCase, request: Request) -> tuple[RequestAct, ...]:
    """What this visitor may do now, the most usual first; the reply itself stands apart."""
    return tuple(
        RequestAct(
            name=text(f"portal.request.act.{name}"),
            leads_to=leads_to,
            path=request_path(seen.case.id, request.agency.code, name),
        )
        for action, name, leads_to in (
            *_open_acts(seen.case, request, seen.actor),
            ("record_letter", "letter-number", text("portal.request.consequence.letter-number")),
        )
        if allows(seen, request, action)
    )


def others_may(seen: SeenCase, request: Request) -> tuple[WhoMay, ...]:
    """What the visitor, of this agency, sees and may not do: by whom it is done."""
    return tuple(
        WhoMay(name=text(f"portal.request.act.{name}"), who=who_may(action))
        for action, name, _ in _open_acts(seen.case, request, seen.actor)
        if not allows(seen, request, action)
    )


def may_reply(seen: SeenCase, request: Request) -> bool:
    """Whether a reply may still be prepared here: in time, late, and until the case is archived."""
    return (
        allows(seen, request, "reply")
        and seen.case.stage is not CaseStage.ARCHIVED
        and seen.case.stage is not CaseStage.CANCELLED
        and request.stage in WITH_AGENCY | {Stage.SILENT}
    )


def may_acknowledge(seen: SeenCase, request: Request) -> bool:
    """Whether it waits to be acknowledged, and the visitor may."""
    return (
        allows(seen, request, "acknowledge")
        and request.acknowledged is None
        and seen.case.waits_for(request)
    )


def with_prepared(seen: SeenCase, request: Request, now: datetime) -> Act | None:
    """What this visitor does with the text that was laid before somebody; None without one."""
    if request.drafted is None or not allows(seen, request, "sign"):
        return None
    return Act(
        name=text(f"portal.request.act.{ReplyReader.of(request, seen.actor, now).verb}"),
        path=request_path(seen.case.id, request.agency.code, "sign"),
        due_now=lies_with(request, current_desk(request), seen.actor, now),
    )


def _open_acts(
    case: Consultation, request: Request, actor: Actor
) -> Iterator[tuple[str, str, Bilingual]]:
    """Action of the table, page, and what it leads to; of those a rule still allows."""
    if not case.waits_for(request):
        return
    if request.stage in WITH_AGENCY:
        yield from _while_with_agency(case, request)
    asked = any(
        each.colleague.id == actor.id and each.given_at is None for each in request.involved
    )
    if asked:
        yield "contribute", "contribution", text("portal.request.leads_to.contribution")
    yield "enter_reply", "entry", text("portal.request.leads_to.entry")
    yield "give_delay_reason", "delay-reason", text("portal.request.leads_to.delay_reason")


def _while_with_agency(
    case: Consultation, request: Request
) -> Iterator[tuple[str, str, Bilingual]]:
    official = request.official
    assigned = (
        say("portal.request.leads_to.reassign", name=official.name)
        if official
        else text("portal.request.leads_to.assign")
    )
    yield "assign", "assign", assigned
    yield "forward", "forward", _forwarding(request)
    rules = case.policy.clarification
    left = rules.at_most - len(request.clarifications) if rules else 0
    if left > 0:
        yield "ask_clarification", "ask", say("portal.request.leads_to.ask", left=left)
    more = case.policy.extension
    if more and request.extension is None and not request.overdue:
        latest = case.calendar_of(request.agency).add(request.due_at, more.at_most)
        said = say("portal.request.leads_to.more_time", latest=local_date(latest))
        yield "request_extension", "more-time", said
    if case.policy.decline and request.owed:
        yield "decline", "not-ours", text("portal.request.leads_to.not_ours")
    yield "involve", "colleagues", text("portal.request.leads_to.colleagues")
    yield "delegate", "delegation", text("portal.request.leads_to.delegation")


def _forwarding(request: Request) -> Bilingual:
    passed = request.forwarded
    if passed is None:
        return text("portal.request.leads_to.forward")
    return say("portal.request.leads_to.forward_again", at=day_and_time(passed.at))


def allows(seen: SeenCase, request: Request, action: str) -> bool:
    """Whether the table of authority lets the visitor do this to the request."""
    standing = relation(seen.actor, seen.case, request.agency.code)
    return may(seen.actor, action, standing)


def who_may(action: str) -> Bilingual:
    """The roles that do it, in words."""
    names = [label(role) for role in sorted(AUTHORITY[action].roles)]
    return Bilingual(
        vi=", ".join(name.vi for name in names), en=", ".join(name.en for name in names)
    )
