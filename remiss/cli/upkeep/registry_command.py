"""`remiss registry`: what in the registry needs a look, and the page of its legal bases."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import EXIT_PROBLEM, help_text, print_line, screen, table_of
from remiss.reference.bases_page import bases_page
from remiss.reference.laws import load_laws
from remiss.reference.registry import load_registry, shipped_registry
from remiss.reference.registry_review import STALE, RegistryRemark, review
from remiss.texts import VIET_NAM, label, local_time

if TYPE_CHECKING:
    from remiss.ledger.reads.ended_bodies import CaseOfEndedBody

registry = typer.Typer(no_args_is_help=True, help=help_text("command.registry.help"))


@registry.command("check", help=help_text("command.registry.check.help"))
def check() -> None:
    """List what needs a look; exit code 1 where something is stale."""
    today = datetime.now(VIET_NAM).date()
    found = review(shipped_registry(), load_laws(), load_registry(), today)
    screen.print(_table(found))
    if stale := sum(remark.concern in STALE for remark in found):
        print_line("command.registry.stale", count=stale)
        raise typer.Exit(EXIT_PROBLEM)
    print_line("command.registry.nothing_stale", count=len(found))


@registry.command("bases", help=help_text("command.registry.bases.help"))
def bases() -> None:
    """Print the page of legal bases, as docs/legal-bases.md holds it."""
    typer.echo(bases_page(shipped_registry(), load_laws()), nl=False)


@registry.command("ended", help=help_text("command.registry.ended.help"))
def ended() -> None:
    """List open cases of bodies that are in the registry no more; exit code 1 where there are."""
    found = ask_database(_cases_of_ended)
    if not found:
        print_line("command.registry.ended.none")
        return
    table = table_of("command.registry.ended.column", "agency")
    for each in found:
        due = local_time(each.due_at) if each.due_at else ""
        name = f"{each.agency_name or ''} {each.agency}".strip()
        steps = each.move.steps if each.move else (each.todo,)
        todo = "\n".join(step.vi for step in steps)
        table.add_row(name, f"{each.consultation} {each.subject}", due, todo)
    screen.print(table)
    raise typer.Exit(EXIT_PROBLEM)


async def _cases_of_ended(dsn: str) -> "tuple[CaseOfEndedBody, ...]":
    from remiss import ledger
    from remiss.ledger.reads.ended_bodies import list_cases_of_ended_bodies

    async with ledger.session(dsn) as connection:
        return await list_cases_of_ended_bodies(
            connection, load_registry().agencies, datetime.now(UTC)
        )


def _table(found: tuple[RegistryRemark, ...]) -> Table:
    table = table_of("command.registry.column", "concern")
    for remark in found:
        table.add_row(label(remark.concern).vi, remark.said.vi)
    return table
