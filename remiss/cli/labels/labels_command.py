"""`remiss labels`: replies labelled by three people, apart from each other."""

import typer

from remiss.cli.labels.agree_command import agree
from remiss.cli.labels.sheets_command import sheets
from remiss.cli.terminal import help_text

labels = typer.Typer(no_args_is_help=True, help=help_text("command.labels.help"))
labels.command("sheets", help=help_text("command.labels.sheets"))(sheets)
labels.command("agree", help=help_text("command.labels.agree"))(agree)
