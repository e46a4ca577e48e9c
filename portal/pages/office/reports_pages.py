"""The reports of working mornings: which there are, and one of them, for each of its readers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from portal.navigation import REPORTS
from portal.page import Page
from portal.parts.agency_filter import AgencyFilter
from portal.parts.paging import Paging, with_query
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tabs import Tab
from portal.parts.tag import State, Tag
from portal.parts.work import Act, WorkGroup, WorkItem
from portal.paths import request_path
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Holder
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.delay_facts import say_delay_facts
from remiss.documents.daily_report import DailyReport, OverdueItem
from remiss.documents.morning_reports import MorningReports
from remiss.ledger.reads.published_reports import ReportLine
from remiss.texts import Bilingual, Text, day_and_time, label, local_date, say, text

NOW = "now"
"""In place of a day: counted at the moment it is asked for."""
ROWS = 8
"""Of a list on one page: a row tells whole sentences."""
COLUMNS = ("day", "made", "overdue", "stalled", "to_chairman")
Heads = Mapping[AgencyCode, str]
"""Who heads each agency, as far as the list of people knows."""
Names = Mapping[AgencyCode, Bilingual]
"""What the registry calls agencies now; a report keeps their names in one language."""


class ReportsPage(Page):
    """The mornings, newest first."""

    template: ClassVar[str] = "office/reports.html"
    here: ClassVar[str] = REPORTS

    table: Table | None
    paging: Paging


class ReportPage(Page):
    """One morning's report, to the Office or to the Chairman; the worst first."""

    template: ClassVar[str] = "office/report.html"
    here: ClassVar[str] = REPORTS

    made: Bilingual
    counted: Bilingual
    unpublished: bool
    """Counted now: nobody was sent it."""
    tabs: tuple[Tab, ...]
    withheld: Bilingual | None
    """Which rows are not here, and why."""
    docx: str | None
    """None where there is nothing for its reader."""
    address: Text
    whole: Text
    """The same without the filter."""
    to: str | None
    """What the form of the filter keeps of the address: for whom the report is."""
    agency: AgencyFilter
    groups: tuple[WorkGroup, ...]
    paging: Paging


def reports_page(lines: Iterable[ReportLine], paging: Paging) -> ReportsPage:
    """The page of these mornings."""
    rows = tuple(_line(line) for line in lines)
    heads = tuple(
        ColumnHead(name=text(f"portal.reports.column.{name}"), numeric=name not in {"day", "made"})
        for name in COLUMNS
    )
    table = Table(heads=heads, rows=rows) if rows else None
    return ReportsPage(title=text("portal.reports.title"), table=table, paging=paging)


def _line(line: ReportLine) -> tuple[Cell, ...]:
    return (
        Cell(text=local_date(line.day), path=f"{REPORTS}/{line.day}"),
        Cell(text=day_and_time(line.made_at)),
        Cell(text=str(line.overdue)),
        Cell(text=str(line.stalled)),
        Cell(text=str(line.to_chairman)),
    )


def report_to(reports: MorningReports, to: str) -> DailyReport | None:
    """Of the Office, the Chairman, or the Vice-Chairman with that id; None: nothing is for them."""
    match to:
        case "office":
            return reports.office
        case "chairman":
            return reports.chairman
        case _:
            return reports.to_vice_chairman(to)


def report_page(
    reports: MorningReports,
    to: str,
    start: int,
    agency: AgencyFilter,
    heads: Heads,
    names: Names,
) -> ReportPage:
    """The rows from `start` on, by the level reached: the last resort first."""
    published = reports.office.published
    own = f"{REPORTS}/{reports.day if published else NOW}"
    report = report_to(reports, to)
    items = _listed(report, agency)
    shown, more = items[start : start + ROWS], len(items) > start + ROWS
    query = {} if to == "office" else {"to": to}
    kept = {**query, agency.name: agency.typed} if agency.typed else query
    following = with_query(own, {**kept, "start": str(start + ROWS)}) if more else None
    return ReportPage(
        title=say(f"portal.reports.of_{'day' if published else NOW}", day=local_date(reports.day)),
        made=say("portal.reports.made", at=day_and_time(reports.office.made_at)),
        counted=_counted(report, reports.day),
        unpublished=not published,
        tabs=tuple(_tabs(reports, own, to)),
        withheld=_withheld(reports.withheld),
        docx=with_query(f"{own}.docx", query) if report and not reports.withheld else None,
        address=own,
        whole=with_query(own, query),
        to=query.get("to"),
        agency=agency,
        groups=tuple(_groups(shown, heads, names)),
        paging=Paging(first=with_query(own, kept) if start else None, next=following),
    )


def _listed(report: DailyReport | None, agency: AgencyFilter) -> list[OverdueItem]:
    """Of the agency, or of all; none while it is not known which agency is meant."""
    if report is None or agency.unclear:
        return []
    items = [
        item
        for item in (*report.overdue, *report.stalled)
        if agency.code is None or item.agency == agency.code
    ]
    return sorted(items, key=lambda item: -item.level)


def _withheld(cases: int) -> Bilingual | None:
    return say("portal.reports.withheld", count=str(cases)) if cases else None


def _tabs(reports: MorningReports, own: str, to: str) -> Iterable[Tab]:
    """The Office, the Chairman, and each Vice-Chairman in whose fields something is."""
    yield Tab(name=text("portal.reports.tab.office"), path=own, here=to == "office")
    names = {"chairman": text("portal.reports.tab.chairman")}
    for vice in reports.vice_chairmen:
        names[vice.id] = say("portal.reports.tab.vice_chairman", name=vice.name)
    for id_, name in names.items():
        yield Tab(name=name, path=with_query(own, {"to": id_}), here=to == id_)


def _counted(report: DailyReport | None, day: date) -> Bilingual:
    if report is None:
        return say("portal.reports.nothing", day=local_date(day))
    return say(
        "portal.reports.counted",
        overdue=len(report.overdue),
        stalled=len(report.stalled),
        cases=report.open_consultations,
        requests=report.open_requests,
    )


def _groups(items: Iterable[OverdueItem], heads: Heads, names: Names) -> Iterable[WorkGroup]:
    by_level: dict[EscalationLevel, list[WorkItem]] = {}
    for item in items:
        by_level.setdefault(item.level, []).append(_item(item, heads, names))
    for level, rows in by_level.items():
        key = "none" if level is EscalationLevel.NONE else "level"
        heading = say(f"portal.office.group.{key}", level=label(level), count=len(rows))
        yield WorkGroup(id=f"g-level{int(level)}", heading=heading, items=tuple(rows))


def _item(item: OverdueItem, heads: Heads, names: Names) -> WorkItem:
    path = request_path(item.consultation, item.agency)
    late = say("portal.deadline.late", days=item.days_late)
    tag = (
        Tag(state=State.LATE, text=late)
        if item.days_late
        else Tag(state=State.NEAR, text=label(item.stage))
    )
    return WorkItem(
        tag=tag,
        due_at=item.due_at,
        heading=_named(item.agency, item.agency_name, names),
        path=path,
        case=item.consultation,
        context=(
            item.subject,
            say(
                "portal.office.officer",
                agency=_named(item.drafting_agency, item.drafting_agency_name, names),
                officer=item.officer,
            ),
        ),
        standing=(
            say("portal.reports.head", name=heads.get(item.agency) or "–"),
            say("portal.reports.official", name=item.official or text("standstill.unassigned")),
            item.why,
            *(say_delay_facts(item.facts) if item.facts else ()),
            *(say("portal.reports.in_charge", name=each.name) for each in item.in_charge),
        ),
        desk=label(item.holder) if item.holder is not Holder.AGENCY else None,
        act=Act(name=text("portal.office.open"), path=path),
    )


def _named(code: AgencyCode, name: Text, names: Names) -> Bilingual:
    return names.get(code) or Bilingual(vi=name, en=name)
