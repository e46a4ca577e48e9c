"""The program `remiss`: its commands, and what becomes of an expected difficulty."""

import typer

from remiss.cli.cases.assess_command import assess
from remiss.cli.cases.calendar_command import calendar
from remiss.cli.cases.notices_command import notices
from remiss.cli.cases.rehearse_command import rehearse
from remiss.cli.cases.report_command import report
from remiss.cli.cases.rules_command import rules
from remiss.cli.cases.show_command import show
from remiss.cli.labels.labels_command import labels
from remiss.cli.proof.checkpoint_command import checkpoint
from remiss.cli.proof.export_command import export
from remiss.cli.proof.public_keys_command import public_keys
from remiss.cli.proof.verify_command import verify
from remiss.cli.service.demo_command import demo
from remiss.cli.service.token_command import token
from remiss.cli.service.up_command import up
from remiss.cli.service.worker_command import worker
from remiss.cli.terminal import EXIT_PROBLEM, EXIT_SETTINGS, help_text, stop
from remiss.cli.upkeep.end_lost_command import end_lost
from remiss.cli.upkeep.keys_command import keys
from remiss.cli.upkeep.migrate_command import migrate
from remiss.cli.upkeep.rebuild_command import rebuild
from remiss.cli.upkeep.reconcile_command import reconcile
from remiss.cli.upkeep.recover_command import recover
from remiss.cli.upkeep.settings_command import settings
from remiss.settings import InvalidSettingsError
from remiss.texts import BilingualError, text

COMMANDS = (
    up,
    demo,
    worker,
    migrate,
    rebuild,
    verify,
    recover,
    reconcile,
    end_lost,
    checkpoint,
    notices,
    calendar,
    assess,
    rules,
    rehearse,
    report,
    show,
    export,
    public_keys,
    token,
    settings,
)
"""In the order of `remiss --help`; the words of each stand under its name in the texts."""


def _about() -> str:
    about, start, values = text("program.about"), text("program.start"), text("program.settings")
    return (
        f"{about.vi}\n\n{about.en}\n\n"
        f"{start.vi} / {start.en}: [bold]remiss demo[/bold]. "
        f"{values.vi} / {values.en}: [bold]remiss settings[/bold]."
    )


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help=_about(),
)
for command in COMMANDS:
    name = command.__name__
    app.command(name.replace("_", "-"), help=help_text(f"command.{name}.help"))(command)
app.add_typer(labels, name="labels")
app.add_typer(keys, name="keys")


def main() -> None:
    """Run the command; an expected difficulty becomes one message and an exit code."""
    try:
        app()
    except InvalidSettingsError as error:
        stop(str(error), EXIT_SETTINGS)
    except BilingualError as problem:
        stop(str(problem), EXIT_PROBLEM)


if __name__ == "__main__":
    main()
