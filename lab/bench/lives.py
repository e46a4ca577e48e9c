"""Lives of cases as a province has them: chance says who acts when, the rules what follows.

A life is decided once, under an id and a subject; `seeded_ledger` writes it many times, under
others.
"""

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from lab.bench.acts_in_lives import ACTS, ANSWERS, ASKS, SHA, WANTS_TIME, ToldLife, conclude
from remiss.consultation.life.commands import (
    Open,
)
from remiss.consultation.ports import RecordBatch
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import (
    Actor,
    Agency,
    Draft,
    DraftKind,
    Question,
    Role,
    ServedTask,
    Urgency,
)
from remiss.reference.calendars import calendar_in_force
from remiss.reference.policies.in_force import policy_for
from remiss.reference.registry import load_registry
from tests.given.case import (
    hanoi,
    time_passes,
)
from tests.given.ledger_cases import merged

UNTIL = hanoi("2026-11-27", "16:00")
"""Until when the lives are told: the moment a reader looks."""
OFFICERS = 12
"""Officers of a drafting agency."""
KINDS = (
    DraftKind.GUIDELINE,
    DraftKind.PLAN,
    DraftKind.DECISION,
    DraftKind.REPORT,
    DraftKind.SCHEME,
)
PATIENCE = timedelta(days=120)
SERVES_A_TASK = 1 / 3


class Life(NamedTuple):
    """All that happened to a case, as one batch, and the case it led to."""

    batch: RecordBatch
    case: Consultation


def tell(seed: int, case_id: str, subject: str, *, closed: bool) -> Life:
    """The life of a case up to `UNTIL`: one that was concluded by then, or one that runs."""
    chance = Random(seed)  # noqa: S311 -- the same lives at every run
    told = ToldLife(chance, case_id, subject)
    back = chance.uniform(60, 320) if closed else chance.triangular(0.1, 30, 3)
    opened = UNTIL - timedelta(days=back)
    told.carry_out(_opening(told, opened))
    for request in told.case.requests.values():
        _plan_request(told, request, opened, answers=closed or chance.random() < ANSWERS)
    if closed:
        told.plan(opened + timedelta(days=12), "conclude")
    end = min(UNTIL, opened + PATIENCE)
    for at, act, agency in told.planned(end):
        told.carry_out(time_passes(at))
        _act(told, at, act, agency)
        if told.case.is_over:
            break
    told.carry_out(time_passes(UNTIL))
    return Life(merged(told.batches), told.case)


def _opening(told: ToldLife, at: datetime) -> Open:
    chance, registry = told.chance, load_registry()
    drafting = chance.choice([each for each in registry.agencies if not each.area])
    others = [each for each in registry.agencies if each.code != drafting.code]
    asked = chance.sample(others, min(len(others), 1 + int(chance.expovariate(1 / 3))))
    questions = tuple(_question(chance, agency, n) for n, agency in enumerate(asked, 1))
    territories = tuple(agency.code for agency in asked if agency.area)
    kind = chance.choice(KINDS)
    urgency = chance.choices(tuple(Urgency), (90, 6, 3, 1))[0]
    policy = policy_for(kind, urgency, on=at.date())
    number = chance.randrange(OFFICERS)
    by = Actor(
        id=f"cb-{drafting.code}-{number}",
        name=f"Cán bộ {number} {drafting.code}",
        role=Role.OFFICER,
        agency=drafting.code,
    )
    draft = Draft(
        subject=told.subject, kind=kind, urgency=urgency, sha256=SHA, territories=territories
    )
    codes = (*(agency.code for agency in asked),)
    return told.order(
        Open,
        by,
        at,
        consultation=told.case_id,
        drafting_agency=drafting,
        draft=draft,
        questions=questions,
        agencies=codes,
        directory=registry.directory(questions, (*codes, *policy.must_ask), territories),
        policy=policy,
        calendar=calendar_in_force((), at.year),
        rules=CURRENT_RULES,
        task=_task(chance, at),
    )


def _task(chance: Random, at: datetime) -> ServedTask | None:
    """Every third case serves one, due within two months."""
    if chance.random() > SERVES_A_TASK:
        return None
    due = at + timedelta(days=chance.randrange(10, 60))
    return ServedTask(given_by="Chủ tịch UBND tỉnh", due_on=due.date())


def _question(chance: Random, agency: Agency, number: int) -> Question:
    mandate = chance.choice(agency.mandates)
    text = f"{mandate.title}: nội dung dự thảo có phù hợp không, cần sửa điểm nào?"
    return Question(id=f"q{number}", text=text, field=mandate.field)


def _plan_request(told: ToldLife, request: Request, opened: datetime, *, answers: bool) -> None:
    """Most agencies answer within their time, some after it, a few ask first."""
    chance, code = told.chance, request.agency.code
    told.plan(opened + timedelta(hours=chance.uniform(0.5, 20)), "acknowledge", code)
    if chance.random() < ASKS:
        told.plan(opened + timedelta(days=chance.uniform(0.5, 2)), "ask", code)
    if chance.random() < WANTS_TIME:
        told.plan(opened + timedelta(days=chance.uniform(1, 3)), "more_time", code)
    if answers:
        delay = timedelta(days=chance.lognormvariate(1.4, 0.6))
        told.plan(opened + delay, "reply", code)


def _act(told: ToldLife, at: datetime, act: str, code: str) -> None:
    if act == "conclude":
        conclude(told, told.case, at)
        return
    for command in ACTS[act](told, told.case, told.case.requests[code], at):
        told.carry_out(command)
