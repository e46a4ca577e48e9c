"""Cases nobody wrote: chance gives the commands, the domain decides what happens."""

from datetime import datetime, timedelta
from random import Random

from consultation.assessment import Assessment, Finding, Verdict
from consultation.commands import AddAgency, Command, ContestReturn, ReviewReply, WithdrawAgency
from consultation.events import Reviewer
from consultation.ports import RecordBatch
from consultation.refusals import Refusal
from consultation.state import Consultation, Stage, State, Unopened
from consultation.values import Actor, Agency, Position
from tests.domain.given import (
    CLEAR,
    CULTURE,
    FINANCE,
    FLAGGED,
    JUSTICE,
    MONDAY,
    MONEY,
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    RETURNED,
    SUPERVISOR,
    as_time_passes,
    assessed,
    both,
    head,
    opening,
    order,
    replies,
    time_passes,
)
from tests.ledger.cases import _carry_out

RIGHTLY_NOT_OURS = Assessment(rubric="test", verdict=Verdict.OUT_OF_MANDATE)
PERHAPS_NOT_OURS = Assessment(
    rubric="next",
    verdict=Verdict.OUT_OF_MANDATE,
    findings=(Finding(rule="registry_differs", message=both("khác sổ đăng ký"), span="không"),),
)
TWICE = Assessment(
    rubric="next",
    verdict=Verdict.BUCK_PASSING,
    findings=(
        Finding(rule="missing_position", message=both("thiếu quan điểm"), returns=True),
        Finding(rule="passed_on", message=both("chuyển việc"), span="đề nghị Sở", returns=True),
        Finding(rule="passed_on", message=both("chuyển việc"), span="đề nghị xã", returns=True),
        Finding(rule="wording", message=both("chung chung"), span="cơ bản"),
    ),
)
ELSEWHERE = RETURNED.model_copy(update={"verdict": Verdict.EVASIVE})
FOUND = (
    CLEAR,
    ELSEWHERE,
    RIGHTLY_NOT_OURS,
    PERHAPS_NOT_OURS,
    FLAGGED,
    FLAGGED,
    RETURNED,
    RETURNED,
    TWICE,
)
AGENCIES = (JUSTICE, FINANCE, CULTURE)
STEPS = 60


def case(id_: str, seed: int, position: Position = Position.AGREE) -> list[RecordBatch]:
    """The batches of one case; every reply takes `position`, and nothing else depends on it."""
    chance, now = Random(seed), MONDAY + timedelta(days=seed % 90)
    state, opened = _carry_out(Unopened(), _opening(chance, id_, now))
    done = [opened]
    for _ in range(STEPS):
        now += timedelta(minutes=chance.choice((1, 30, 300, 2_000)))
        for command in (time_passes(now), _any(chance, now, state, position)):
            for step in as_time_passes(state, command):
                try:
                    state, batch = _carry_out(state, step)
                except Refusal:
                    continue
                done.append(batch)
    return [batch for batch in done if batch]


def _opening(chance: Random, id_: str, now: datetime) -> Command:
    """By an officer of one of two agencies, or with a supervisor's reason for one agency more."""
    if chance.random() < 0.3:
        judge = OFFICER.model_copy(update={"id": "tu", "name": "Bùi Tú", "agency": JUSTICE.code})
        asked: dict[str, object] = {"questions": (MONEY,), "agencies": (FINANCE.code,)}
        return opening(now, judge, consultation=id_, drafting_agency=JUSTICE, **asked)
    if chance.random() < 0.3:
        asked = {"agencies": [a.code for a in AGENCIES], "override_reason": "Nội dung chung"}
        return opening(now, SUPERVISOR, consultation=id_, **asked)
    return opening(now, chance.choice((OFFICER, OTHER_OFFICER)), consultation=id_)


def _any(chance: Random, now: datetime, state: State, position: Position) -> Command:
    """Mostly what fits the stage of some agency's request; the rules refuse the rest."""
    assert isinstance(state, Consultation)
    agency = chance.choice(AGENCIES)
    if chance.random() < 0.05:
        return chance.choice(_rare(now, agency))
    request = state.requests.get(agency.code)
    stage = request.stage if request else Stage.AWAITING
    if request and stage is Stage.ASSESSING:
        return assessed(agency, chance.choice(FOUND), now, number=len(request.replies))
    if request and stage is Stage.IN_REVIEW and chance.random() < 0.7:
        decision = chance.choice(("accept", "return"))
        by = OFFICE if request.reviewer is Reviewer.OFFICE else _drafter(chance, state)
        return order(
            ReviewReply, by, now, agency=agency.code, decision=decision, reasons="Đã xem xét"
        )
    if stage is Stage.RETURNED and chance.random() < 0.6:
        return order(ContestReturn, head(agency), now, agency=agency.code, reasons="Đã nêu rõ")
    if chance.random() < 0.5:
        return replies(agency, now, position=position)
    return time_passes(now)


def _drafter(chance: Random, case_: Consultation) -> Actor:
    officer = OFFICER.model_copy(
        update={**dict(case_.officer), "agency": case_.drafting_agency.code}
    )
    return chance.choice((officer, SUPERVISOR))


def _rare(now: datetime, agency: Agency) -> tuple[Command, ...]:
    return (
        order(WithdrawAgency, SUPERVISOR, now, agency=agency.code, reason="Đã họp"),
        order(
            AddAgency, SUPERVISOR, now, agency=agency.code, profile=agency, override_reason="Cần"
        ),
    )
