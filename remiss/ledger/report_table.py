"""The reports of working mornings, kept once a day."""

import json

import asyncpg

from remiss.consultation.ports import PublishedReport
from remiss.ledger.connection import Source
from remiss.ledger.reads.published_reports import read_report
from remiss.ledger.statements import SQL


async def publish(source: Source, report: PublishedReport) -> PublishedReport:
    """Store the report of its day; what the ledger holds for that day from then on.

    Safe to repeat. A day is reported once: who comes second gets what the first published.
    """
    try:
        await source.execute(
            SQL["publish_report"],
            report.day,
            report.made_at,
            json.loads(report.body),
            report.office_docx,
            report.chairman_docx,
            report.checkpoint,
            report.checkpoint_refused and report.checkpoint_refused.model_dump(),
        )
    except asyncpg.UniqueViolationError as error:
        stored = await read_report(source, report.day)
        if error.constraint_name != "report_once" or stored is None:
            raise
        return stored
    return report
