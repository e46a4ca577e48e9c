"""From the open cases of a morning to its reports: the Office's, and the Chairman's if need be."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from types import MappingProxyType

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.ports import CheckpointOutcome
from remiss.consultation.state import Consultation
from remiss.consultation.telling.labels import LEVELS
from remiss.consultation.values import Person, PersonId, Value, added_later
from remiss.consultation.views.delay_facts import Undelivered
from remiss.consultation.views.overdue_list import MorningCases
from remiss.documents.daily_report import DailyReport, OverdueItem, Reader
from remiss.documents.found_delays import FoundDelay, FoundDelays
from remiss.documents.official_wording import one_line
from remiss.texts import VIET_NAM, Bilingual, local_time, say, texts

HEADS = tuple(f"{head.vi} ({head.en})" for head in texts("morning_report.head").values())
NOTHING_UNDELIVERED: Undelivered = MappingProxyType({})
SHOWN = 100
"""Rows of the table in the Temporal UI: past that, people read the document."""


class MorningReports(Value):
    """What a morning brings: always to the Office; to the Chairman the overdue list, if any.

    "kịp thời báo cáo Chủ tịch UBND tỉnh ... cơ quan, địa phương có nhiệm vụ quá hạn"
    (Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 3).
    """

    day: date
    office: DailyReport
    chairman: DailyReport | None
    withheld: int = added_later(
        0, description="Cases whose rows whoever reads it does not oversee; 0 as it was published."
    )
    operators: tuple[Bilingual, ...] = ()
    """What stands still in the service, and the way out: for whoever runs it, in no paper."""

    @property
    def vice_chairmen(self) -> tuple[Person, ...]:
        """Those in whose fields something stands in the Chairman's report, by name."""
        every = self.chairman and (*self.chairman.overdue, *self.chairman.stalled)
        found = {person.id: person for item in every or () for person in item.in_charge}
        return tuple(sorted(found.values(), key=lambda person: person.name))

    def to_vice_chairman(self, id_: PersonId) -> DailyReport | None:
        """What of the Chairman's report is in the fields of one of them; None: nothing is."""
        vice = next((each for each in self.vice_chairmen if each.id == id_), None)
        if vice is None or self.chairman is None:
            return None
        own = {
            name: tuple(i for i in items if any(each.id == id_ for each in i.in_charge))
            for name, items in (
                ("overdue", self.chairman.overdue),
                ("stalled", self.chairman.stalled),
            )
        }
        return self.chairman.model_copy(update={**own, "vice_chairman": vice})

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
    """The reports of the day of `at` on `cases` as they then stand; the rest as `reports_on`."""
    found = FoundDelays(at)
    found.add(MorningCases(cases, undelivered))
    return reports_on(found, province, attested)


def reports_on(
    found: FoundDelays,
    province: str,
    attested: CheckpointOutcome | None = None,
    *,
    published: bool = True,
) -> MorningReports:
    """The reports of a day on what was found that morning.

    `province` is the name of its People's Committee; `attested` is what vouches for the ledger.
    """
    known = DailyReport(
        day=found.at.astimezone(VIET_NAM).date(),
        made_at=found.at,
        to=EscalationLevel.OFFICE,
        province=province,
        open_consultations=found.consultations,
        open_requests=found.requests,
        ledger=attested or CheckpointOutcome(),
        published=published,
    )
    delays = found.worst_first()
    listed = [one for one in delays if one.to_chairman]
    return MorningReports(
        day=known.day,
        office=_to(EscalationLevel.OFFICE, known, delays),
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


def _to(reader: Reader, known: DailyReport, found: Sequence[FoundDelay]) -> DailyReport:
    return known.model_copy(
        update={
            "to": reader,
            "overdue": tuple(one.item for one in found if one.overdue),
            "stalled": tuple(one.item for one in found if not one.overdue),
        }
    )


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
