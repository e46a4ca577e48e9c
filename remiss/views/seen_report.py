"""A morning's report as somebody may read it: no row of a case to which their agency is a party."""

from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor
from remiss.consultation.visibility import recused_for
from remiss.documents.daily_report import DailyReport
from remiss.documents.morning_reports import MorningReports
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL
from remiss.reference.registry import Registry


async def seen_report(source: Reader, looks: Actor, reports: MorningReports) -> MorningReports:
    """The rows they oversee; `withheld` says of how many cases there are rows they do not."""
    own = recused_for(looks)
    if own is None:
        return reports
    every = [each for each in (reports.office, reports.chairman) if each]
    named = {item.consultation for each in every for item in (*each.overdue, *each.stalled)}
    rows = await source.fetch(SQL["cases_of_party"], sorted(named), own)
    withheld = {row["id"] for row in rows}
    return reports.model_copy(
        update={
            "office": _without(reports.office, withheld),
            "chairman": _without(reports.chairman, withheld) if reports.chairman else None,
            "withheld": len(withheld),
        }
    )


async def check_whole(
    source: Reader, looks: Actor, reports: MorningReports, registry: Registry
) -> None:
    """Refuse the paper, which is whole or not at all, to whom a row of it is withheld.

    Raises:
        Refusal: `party_to_the_case`.
    """
    if not (await seen_report(source, looks, reports)).withheld:
        return
    raise Refusal("party_to_the_case", agency=registry.name_of(looks.agency or ""))


def _without(report: DailyReport, withheld: set[str]) -> DailyReport:
    return report.model_copy(
        update={
            name: tuple(i for i in getattr(report, name) if i.consultation not in withheld)
            for name in ("overdue", "stalled")
        }
    )
