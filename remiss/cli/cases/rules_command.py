"""`remiss rules`: how often officers agreed with each rule of the rubric, and which retired."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.table import Table

from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import print_line, screen, table_of

if TYPE_CHECKING:
    from remiss.ledger.reads.scorecards.rule_agreement import RuleAgreement


def rules() -> None:
    """Print what people made of every rule's flags, by the flags that count for retiring."""
    from remiss.ledger.reads.scorecards.rule_agreement import LEAST_DECISIONS, MEASURED_FOR

    found = ask_database(_measured)
    screen.print(_table(found))
    retired = [f"{each.rule} ({each.rubric})" for each in found if each.retires]
    if retired:
        print_line("command.rules.retired", rules=retired)
    print_line("command.rules.measured", days=MEASURED_FOR.days, least=LEAST_DECISIONS)


async def _measured(dsn: str) -> "tuple[RuleAgreement, ...]":
    from remiss.ledger import session
    from remiss.ledger.reads.scorecards.rule_agreement import measured_rules

    async with session(dsn) as connection:
        return await measured_rules(connection, datetime.now(UTC))


def _table(found: "tuple[RuleAgreement, ...]") -> Table:
    table = table_of("command.rules.column", "rule")
    for each in found:
        share = "" if each.share is None else f"{each.share:.0%}"
        counts = (each.flagged, each.decided, each.agreed)
        table.add_row(each.rule, each.rubric, *map(str, counts), share)
    return table
