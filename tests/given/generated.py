"""Cases nobody wrote: chance gives the commands, the domain decides what happens."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from remiss.consultation.clarity.assessment import Assessment, Finding, Verdict
from remiss.consultation.life.commands import (
    AddAgency,
    AdoptCalendar,
    AmendDraft,
    AnswerClarification,
    AskClarification,
    CloseOnRecord,
    Command,
    ContestReturn,
    DecideExtension,
    DeclineQuestions,
    DisposeComments,
    ObjectToDisposition,
    OrderDeadline,
    RecordLetter,
    ReplaceDraftFile,
    ReplaceOfficer,
    RequestExtension,
    ReviewReply,
    RuleOnDecline,
    TakeOver,
    WithdrawAgency,
)
from remiss.consultation.life.events import Disposed, Reviewer
from remiss.consultation.ports import RecordBatch
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Comment, Consultation, Request, Stage, State, Unopened
from remiss.consultation.values import REMISS, Actor, Agency, Declined, DispositionKind, Position
from tests.given.besides import besides, written
from tests.given.case import (
    CLEAR,
    CULTURE,
    DIRECTORY,
    FINANCE,
    FLAGGED,
    JUSTICE,
    LAW,
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
from tests.given.ledger_cases import _carry_out, merged

RIGHTLY_NOT_OURS = Assessment(rubric="test", verdict=Verdict.OUT_OF_MANDATE)
PERHAPS_NOT_OURS = Assessment(
    rubric="next",
    verdict=Verdict.OUT_OF_MANDATE,
    findings=(Finding(rule="registry_differs", message=both("khác danh mục"), span="không"),),
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
STEPS = 80


@cache
def case(
    id_: str,
    seed: int,
    position: Position = Position.AGREE,
    *,
    storms: bool = True,
    runs_on: bool = False,
) -> Sequence[RecordBatch]:
    """The batches of one case; every reply takes `position`, and nothing else depends on it.

    `storms`: days turn out to have been off. `runs_on`: nobody pauses or ends it.
    """
    chance, now = Random(seed), MONDAY + timedelta(days=seed % 90, hours=8 * (seed % 5 == 0))
    state, opened = _carry_out(Unopened(), _opening(chance, id_, now))
    done, aside = [opened], Random(-1 - seed)
    for step_ in range(STEPS):
        now += timedelta(minutes=chance.choice((1, 30, 300, 2_000)))
        late = step_ > STEPS * 0.8
        beside = () if runs_on else besides(aside, now, state, late=late)
        for command in (time_passes(now), *beside, _any(chance, now, state, position)):
            if isinstance(command, AdoptCalendar) and not storms:
                continue
            for step in as_time_passes(state, command):
                try:
                    state, batch = _carry_out(state, step)
                except Refusal:
                    continue
                done.append(batch)
    return tuple(batch for batch in done if batch)


def whole(
    id_: str,
    seed: int,
    position: Position = Position.AGREE,
    *,
    storms: bool = True,
    runs_on: bool = False,
) -> RecordBatch:
    """The same case as one batch."""
    return merged(case(id_, seed, position, storms=storms, runs_on=runs_on))


def _opening(chance: Random, id_: str, now: datetime) -> Command:
    """By an officer of one of two agencies, or with a supervisor's reason for one agency more."""
    if chance.random() < 0.3:
        judge = OFFICER.model_copy(update={"id": "tu", "name": "Bùi Tú", "agency": JUSTICE.code})
        asked: dict[str, object] = {"questions": (MONEY,), "agencies": (FINANCE.code,)}
        return opening(
            now, judge, rules=CURRENT_RULES, consultation=id_, drafting_agency=JUSTICE, **asked
        )
    if chance.random() < 0.3:
        asked = {"agencies": [a.code for a in AGENCIES], "override_reason": "Nội dung chung"}
        return opening(now, SUPERVISOR, rules=CURRENT_RULES, consultation=id_, **asked)
    return opening(
        now, chance.choice((OFFICER, OTHER_OFFICER)), rules=CURRENT_RULES, consultation=id_
    )


def _any(chance: Random, now: datetime, state: State, position: Position) -> Command:
    """Mostly what fits the stage of some agency's request; the rules refuse the rest."""
    assert isinstance(state, Consultation)
    agency = chance.choice(AGENCIES)
    if chance.random() < 0.06:
        return chance.choice(_rare(chance, now, state, agency))
    request = state.requests.get(agency.code)
    if request is None:
        return time_passes(now)
    if request.stage is Stage.ASSESSING:
        return assessed(agency, chance.choice(FOUND), now, number=len(request.replies))
    waiting = tuple(_waiting(chance, now, state, request))
    if waiting and chance.random() < 0.6:
        return chance.choice(waiting)
    if chance.random() < 0.6:
        return chance.choice(_by_agency(chance, now, state, request, position))
    return time_passes(now)


def _waiting(
    chance: Random, now: datetime, case_: Consultation, request: Request
) -> Iterator[Command]:
    """What the drafting side or the Office may do about a request now."""
    about: Any = {"agency": request.agency.code}
    drafter = _drafter(chance, case_)
    yes = chance.random() < 0.5
    if request.stage is Stage.IN_REVIEW:
        by = OFFICE if request.reviewer is Reviewer.OFFICE else drafter
        decision = "accept" if yes else "return"
        yield order(ReviewReply, by, now, **about, decision=decision, reasons="Đã xem xét")
    if request.clarification:
        yield order(AnswerClarification, drafter, now, **about, text="Gửi kèm.")
    if request.extension_pending:
        yield order(DecideExtension, drafter, now, **about, granted=yes, reasons="Đã xem.")
    for decline in request.pending_declines:
        by = OFFICE if decline.before is Reviewer.OFFICE else drafter
        what = {"question": decline.declined.question, "confirmed": yes, "reasons": "Đã xem."}
        yield order(RuleOnDecline, by, now, **about, **what)
    if comments := [c for c in case_.comments_of(request) if c.disposition is None]:
        dispositions = tuple(_disposed(chance, comment) for comment in comments)
        yield order(DisposeComments, drafter, now, **about, dispositions=dispositions)


def _disposed(chance: Random, comment: Comment) -> Disposed:
    kind = chance.choice([k for k in DispositionKind if k is not DispositionKind.NO_COMMENT])
    return Disposed(comment=comment.id, kind=kind, explanation="Đã nêu tại tờ trình.")


def _by_agency(
    chance: Random, now: datetime, case_: Consultation, request: Request, position: Position
) -> list[Command]:
    """What an agency may try; every reply asks for something, whatever its position."""
    about: Any = {"agency": request.agency.code}
    by, day = head(request.agency), now.date() + timedelta(days=chance.randint(1, 14))
    changes: Any = {
        "position": position,
        "text": "Đề nghị sửa Điều 5, vì chưa phù hợp khoản 2.",
        "draft_sha256": chance.choice(case_.versions).draft.sha256,
        **written(now, request.agency, position),
    }
    reply = replies(request.agency, now, **changes)
    tries: list[Command] = [
        reply,
        reply,
        order(ContestReturn, by, now, **about, reasons="Đã nêu rõ"),
    ]
    ground = chance.choice(("figures_needed", "missing_document"))
    tries.append(order(AskClarification, by, now, **about, ground=ground, text="Thiếu bảng tính."))
    tries.append(order(RequestExtension, by, now, **about, to=day, reason="Chờ số liệu."))
    if request.owed:
        tries.append(_decline(chance, now, request))
    if comments := [c.id for c in case_.comments_of(request) if c.disposition]:
        objection = {"comments": tuple(comments), "reasons": "Chưa rõ."}
        tries.append(order(ObjectToDisposition, by, now, **about, **objection))
    return tries


def _decline(chance: Random, now: datetime, request: Request) -> DeclineQuestions:
    """Another's field and whose it is, or not: the registry then contradicts."""
    known = ((JUSTICE, LAW.field), (FINANCE, MONEY.field), (CULTURE, MONEY.field))
    to, field = chance.choice(known)
    declined = Declined(question=chance.choice(request.owed), field=field, to=to.code)
    return order(
        DeclineQuestions,
        head(request.agency),
        now,
        agency=request.agency.code,
        declined=(declined,),
        reasons="Không thuộc chức năng.",
        directory=DIRECTORY,
    )


def _drafter(chance: Random, case_: Consultation) -> Actor:
    officer = OFFICER.model_copy(
        update={**dict(case_.officer), "agency": case_.drafting_agency.code}
    )
    return chance.choice((officer, SUPERVISOR))


def _rare(
    chance: Random, now: datetime, case_: Consultation, agency: Agency
) -> tuple[Command, ...]:
    about: Any = {"agency": agency.code}
    reasons: Any = {**about, "reasons": "Gấp."}
    other = chance.choice((OFFICER, OTHER_OFFICER)).person
    another = f"{chance.getrandbits(256):064x}"
    changed = {
        "draft": case_.draft.model_copy(update={"sha256": another}),
        "changed": (chance.choice(case_.questions),),
        "directory": DIRECTORY,
    }
    add = {"profile": agency, "override_reason": "Cần"}
    day = now.date() + timedelta(days=chance.randint(1, 9))
    drafter = _drafter(chance, case_)
    return (
        order(WithdrawAgency, SUPERVISOR, now, **about, reason="Đã họp"),
        order(AddAgency, SUPERVISOR, now, **about, **add),
        order(TakeOver, OFFICE, now, **reasons),
        order(TakeOver, OFFICE, now, **reasons),
        order(CloseOnRecord, OFFICE, now, **reasons),
        order(OrderDeadline, OFFICE, now, **reasons, to=day),
        order(ReplaceOfficer, SUPERVISOR, now, officer=other, reason="Điều động."),
        order(AmendDraft, drafter, now, **changed),
        order(ReplaceDraftFile, drafter, now, sha256=another, reason="Nhầm tệp"),
        order(RecordLetter, drafter, now, **about, number="12/SNV-CCVC", signed_on=now.date()),
        _day_off(now - timedelta(days=chance.randint(0, 8)), now, case_),
    )


def _day_off(day: datetime, now: datetime, case_: Consultation) -> Command:
    """A day that turned out to have been off."""
    off = {**case_.calendar.days_off, day.date(): both("Bão")}
    calendar = case_.calendar.model_copy(
        update={"version": f"storm-{day:%m%d}-{len(off)}", "days_off": off}
    )
    return AdoptCalendar(
        id=f"{case_.id}:{calendar.version}",
        actor=REMISS,
        at=now,
        calendar=calendar,
        reason="Bão",
        by=OFFICE.person,
    )
