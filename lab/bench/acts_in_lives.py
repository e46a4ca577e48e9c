"""What people do in the life of a case, one act after another: each as the commands it is."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any, TypeVar

from remiss.consultation.life.commands import (
    Acknowledge,
    AnswerClarification,
    AskClarification,
    Command,
    CommandBase,
    Conclude,
    DecideExtension,
    DisposeComments,
    RequestExtension,
    ReviewReply,
    SubmitReply,
)
from remiss.consultation.life.events import Disposed
from remiss.consultation.ports import RecordBatch
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import CaseStage, Consultation, Request, State, Unopened
from remiss.consultation.values import (
    Actor,
    DispositionKind,
    Position,
    Role,
)
from tests.given.case import (
    CLEAR,
    FLAGGED,
    RETURNED,
    as_time_passes,
    assessed,
    head,
    official,
    reply_text,
)
from tests.given.ledger_cases import _carry_out

C = TypeVar("C", bound=CommandBase)
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

ANSWERS, ASKS, WANTS_TIME, IS_GRANTED, WANTS_CHANGES, IS_ADOPTED = 0.97, 0.12, 0.1, 0.7, 0.3, 0.8
"""How often each happens; assumed, for nobody counts it."""


class ToldLife:
    """A case being told: what is planned next, and what happened."""

    def __init__(self, chance: Random, case_id: str, subject: str) -> None:
        self.chance, self.case_id, self.subject = chance, case_id, subject
        self.state: State = Unopened()
        self.batches = list[RecordBatch]()
        self._planned: list[tuple[datetime, int, str, str]] = []
        self._numbers = count(1)

    @property
    def case(self) -> Consultation:
        """What it has come to."""
        if isinstance(self.state, Unopened):
            raise ValueError(f"{self.case_id} was not opened")  # noqa: TRY004 -- an unlucky seed
        return self.state

    def plan(self, at: datetime, act: str, agency: str = "") -> None:
        """Somebody means to do this then."""
        heapq.heappush(self._planned, (at, next(self._numbers), act, agency))

    def planned(self, until: datetime) -> Iterator[tuple[datetime, str, str]]:
        """What was meant to happen by then, in order; more may be planned meanwhile."""
        while self._planned and self._planned[0][0] <= until:
            at, _, act, agency = heapq.heappop(self._planned)
            yield at, act, agency

    def order(self, kind: type[C], by: Actor, at: datetime, **what: Any) -> C:
        """A command under an id that no other case has."""
        return kind(id=f"{by.id}:{self.case_id}-{next(self._numbers)}", actor=by, at=at, **what)

    def carry_out(self, *commands: Command) -> None:
        """As a running service would; what the rules refuse does not happen."""
        for command in commands:
            for step in as_time_passes(self.state, command):
                named = step.model_copy(update={"id": f"{self.case_id}-{next(self._numbers)}"})
                try:
                    self.state, batch = _carry_out(self.state, named)
                except Refusal:
                    continue
                self.batches += [batch] if batch else []


def _acknowledge(
    told: ToldLife, _case: Consultation, request: Request, at: datetime
) -> Iterator[Command]:
    about = {"agency": request.agency.code}
    yield told.order(Acknowledge, official(request.agency), at, **about)


def _ask(told: ToldLife, case: Consultation, request: Request, at: datetime) -> Iterator[Command]:
    about = {"agency": request.agency.code}
    asks = {"ground": "figures_needed", "text": "Đề nghị gửi kèm bảng tính nguồn kinh phí."}
    yield told.order(AskClarification, head(request.agency), at, **about, **asks)
    later = at + timedelta(hours=20)
    text = "Bảng tính gửi kèm theo dự thảo."
    yield told.order(AnswerClarification, _officer(case), later, **about, text=text)


def _more_time(
    told: ToldLife, case: Consultation, request: Request, at: datetime
) -> Iterator[Command]:
    about = {"agency": request.agency.code}
    to = (request.due_at + timedelta(days=2)).date()
    reason = "Chờ số liệu của các đơn vị trực thuộc."
    yield told.order(RequestExtension, head(request.agency), at, **about, to=to, reason=reason)
    later, granted = at + timedelta(hours=6), told.chance.random() < IS_GRANTED
    decided = {"granted": granted, "reasons": "Đã xem xét."}
    yield told.order(DecideExtension, _officer(case), later, **about, **decided)


def _reply(told: ToldLife, case: Consultation, request: Request, at: datetime) -> Iterator[Command]:
    """A reply is read at once; returned it comes again, flagged it is reviewed."""
    chance, about = told.chance, {"agency": request.agency.code}
    wants = chance.random() < WANTS_CHANGES
    reply = reply_text(
        *request.question_ids,
        position=Position.AGREE_WITH_CHANGES if wants else Position.AGREE,
        text=WANTS if wants else AGREES,
        draft_sha256=SHA,
    )
    yield _submitted(told, request, at, reply)
    found = chance.choices((CLEAR, RETURNED, FLAGGED), (80, 12, 8))[0]
    number = len(request.replies) + 1
    yield assessed(request.agency, found, at + timedelta(seconds=2), number=number)
    if found is RETURNED:
        told.plan(at + timedelta(days=chance.uniform(0.3, 2)), "reply", request.agency.code)
    if found is FLAGGED:
        decided: Any = {"decision": "accept", "reasons": "Nội dung đủ rõ để tổng hợp."}
        later = at + timedelta(hours=chance.uniform(1, 30))
        yield told.order(ReviewReply, _officer(case), later, **about, **decided)


def _submitted(told: ToldLife, request: Request, at: datetime, reply: Any) -> Command:
    by = head(request.agency)
    return told.order(SubmitReply, by, at, agency=request.agency.code, reply=reply)


def conclude(told: ToldLife, case: Consultation, at: datetime) -> None:
    """Comments are disposed of, and the case is concluded as soon as it may be."""
    for request in case.requests.values():
        waiting = [c for c in case.comments_of(request) if c.disposition is None]
        if waiting:
            disposed = tuple(_disposed(told.chance, comment.id) for comment in waiting)
            about: Any = {"agency": request.agency.code, "dispositions": disposed}
            told.carry_out(told.order(DisposeComments, _officer(case), at, **about))
    told.carry_out(told.order(Conclude, _officer(case), at))
    if told.case.stage is CaseStage.OPEN:
        told.plan(at + timedelta(days=2), "conclude")


def _disposed(chance: Random, comment: str) -> Disposed:
    kind = DispositionKind.ADOPTED if chance.random() < IS_ADOPTED else DispositionKind.KEPT
    return Disposed(comment=comment, kind=kind, explanation="Đã nêu tại tờ trình.")


def _officer(case: Consultation) -> Actor:
    return Actor(
        id=case.officer.id,
        name=case.officer.name,
        role=Role.OFFICER,
        agency=case.drafting_agency.code,
    )


ACTS = {"acknowledge": _acknowledge, "ask": _ask, "more_time": _more_time, "reply": _reply}
AGREES = "Thống nhất với dự thảo, vì phù hợp khoản 2 Điều 5."
WANTS = (
    "Cơ bản thống nhất. Đề nghị sửa khoản 2 Điều 5 thành: «Sở Tài chính thẩm định trong 05 ngày "
    "làm việc», vì thời hạn 03 ngày không đủ để kiểm tra nguồn kinh phí theo luật."
)
