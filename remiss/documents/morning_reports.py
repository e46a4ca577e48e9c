"""From the open cases of a morning to its reports: the Office's, and the Chairman's if need be."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from remiss.consultation.life.ladder.alarms import next_alarm
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.ports import CheckpointOutcome
from remiss.consultation.state import CaseStage, Consultation, Request
from remiss.consultation.telling.labels import LEVELS
from remiss.consultation.telling.temporal_ui import step_label
from remiss.consultation.values import Value
from remiss.consultation.views.delay_facts import (
    DelayFacts,
    MissedMail,
    Undelivered,
    delay_facts,
)
from remiss.consultation.views.difficult_questions import silent_on
from remiss.consultation.views.overdue_list import is_listed
from remiss.consultation.views.standstill import Stall, stalls
from remiss.documents.daily_report import DailyReport, OverdueItem, Reader
from remiss.documents.official_wording import one_line
from remiss.texts import VIET_NAM, Bilingual, local_time, say, texts

HEADS = tuple(f"{head.vi} ({head.en})" for head in texts("morning_report.head").values())
NOTHING_UNDELIVERED: Undelivered = MappingProxyType({})
SHOWN = 100
"""Rows of the table in the Temporal UI: past that, people read the document."""


class FoundDelay(NamedTuple):
    """One request that is reported, and in which lists."""

    item: OverdueItem
    overdue: bool
    to_chairman: bool


class MorningReports(Value):
    """What a morning brings: always to the Office; to the Chairman the overdue list, if any.

    "kịp thời báo cáo Chủ tịch UBND tỉnh ... cơ quan, địa phương có nhiệm vụ quá hạn"
    (Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 3).
    """

    day: date
    office: DailyReport
    chairman: DailyReport | None
    operators: tuple[Bilingual, ...] = ()
    """What stands still in the service, and the way out: for whoever runs it, in no paper."""

    @property
    def summary(self) -> Bilingual:
        """How much there is of what, in one line."""
        overdue, stalled = len(self.office.overdue), len(self.office.stalled)
        last = len(self.chairman.overdue) + len(self.chairman.stalled) if self.chairman else 0
        return say(
            "morning_report.summary",
            day=f"{self.day:%d/%m/%Y}",
            overdue=overdue,
            stalled=stalled,
            last=last,
        )


def compile_reports(
    cases: Sequence[Consultation],
    at: datetime,
    province: str,
    attested: CheckpointOutcome | None = None,
    undelivered: Undelivered = NOTHING_UNDELIVERED,
) -> MorningReports:
    """The reports of the day of `at` on `cases` as they then stand.

    `province` is the name of its People's Committee; `attested` is what vouches for the ledger.
    """
    running = [case for case in cases if case.stage is CaseStage.OPEN]
    found = [
        _found(case, stall, at, undelivered.get((case.id, stall.agency)))
        for case in running
        for stall in stalls(case, at)
    ]
    found.sort(key=lambda one: _badness(one.item))
    known = DailyReport(
        day=at.astimezone(VIET_NAM).date(),
        made_at=at,
        to=EscalationLevel.OFFICE,
        province=province,
        open_consultations=len(running),
        open_requests=sum(len(case.open_requests) for case in running),
        ledger=attested or CheckpointOutcome(),
    )
    listed = [one for one in found if one.to_chairman]
    return MorningReports(
        day=known.day,
        office=_to(EscalationLevel.OFFICE, known, found),
        chairman=_to(EscalationLevel.CHAIRMAN, known, listed) if listed else None,
    )


def as_markdown(reports: MorningReports) -> str:
    """The morning as a page of the Temporal UI: one line each, worst first."""
    items = [*reports.office.overdue, *reports.office.stalled]
    lines = [f"### {reports.summary.vi}", "", reports.summary.en, *_ledger(reports)]
    if items:
        lines += ["", _row(HEADS), _row(["---"] * len(HEADS))]
        lines += [_row(_cells(item)) for item in items[:SHOWN]]
    if len(items) > SHOWN:
        lines += ["", f"… {len(items) - SHOWN}"]
    return "\n".join(lines)


def _ledger(reports: MorningReports) -> Iterator[str]:
    """What vouches for the ledger, or the alarm that nothing does."""
    attested = reports.office.ledger
    if attested.refused:
        yield from ("", f"**{attested.refused.vi}**", "", attested.refused.en)
    elif newest := attested.newest:
        said = say("morning_report.checkpoint", number=newest.number)
        yield from ("", f"{said.vi} · {said.en}: ")
        yield f"{local_time(newest.at)}, `{newest.root}`, `{newest.key}`"


def _badness(item: OverdueItem) -> tuple[int, int, datetime, str, str]:
    return -item.level, -item.days_late, item.due_at, item.consultation, item.agency


def _to(reader: Reader, known: DailyReport, found: Sequence[FoundDelay]) -> DailyReport:
    return known.model_copy(
        update={
            "to": reader,
            "overdue": tuple(one.item for one in found if one.overdue),
            "stalled": tuple(one.item for one in found if not one.overdue),
        }
    )


def _found(
    case: Consultation, stall: Stall, at: datetime, undelivered: MissedMail | None
) -> FoundDelay:
    """The Chairman reads what stands in the list of the day, and what rose to him before."""
    request = case.requests[stall.agency]
    risen = stall.level is EscalationLevel.CHAIRMAN
    return FoundDelay(
        item=_item(case, stall, delay_facts(case, request, at, undelivered)),
        overdue=stall.overdue,
        to_chairman=risen or is_listed(case, request, at),
    )


def _item(case: Consultation, stall: Stall, facts: DelayFacts) -> OverdueItem:
    request = case.requests[stall.agency]
    alarm = next_alarm(case, request)
    return OverdueItem(
        consultation=case.id,
        subject=case.draft.subject,
        urgency=case.draft.urgency,
        drafting_agency=case.drafting_agency.code,
        drafting_agency_name=case.drafting_agency.name.vi,
        officer=case.officer.name,
        agency=request.agency.code,
        agency_name=request.agency.name.vi,
        official=request.official.name if request.official else None,
        stage=request.stage,
        holder=stall.holder,
        holder_due_at=stall.holder_due_at,
        difficult=_difficult(case, request),
        due_at=request.due_at,
        days_late=stall.days_late,
        level=stall.level,
        returns=request.returns,
        next_step=step_label(alarm) if alarm else None,
        next_step_at=alarm.at if alarm else None,
        why=stall.why,
        facts=facts,
    )


def _difficult(case: Consultation, request: Request) -> tuple[int, ...]:
    numbers = case.question_numbers
    return tuple(numbers[id_] for id_ in silent_on(case, request)) if request.overdue else ()


def _cells(item: OverdueItem) -> tuple[str, ...]:
    return (
        item.agency_name,
        f"{item.consultation} {item.subject}",
        local_time(item.due_at),
        str(item.days_late or "—"),
        LEVELS[item.level].vi,
        item.why.vi,
    )


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(one_line(cell).replace("|", "\\|") for cell in cells) + " |"
