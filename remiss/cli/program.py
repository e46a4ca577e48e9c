"""The program `remiss`: its commands, and what becomes of an expected difficulty."""

import sys
import traceback

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
from remiss.cli.proof.redraw_command import redraw
from remiss.cli.proof.verify_command import verify
from remiss.cli.service.demo_command import demo
from remiss.cli.service.token_command import token
from remiss.cli.service.up_command import up
from remiss.cli.service.worker_command import worker
from remiss.cli.terminal import (
    EXIT_PROBLEM,
    EXIT_SETTINGS,
    EXIT_UNJUDGED,
    Unjudged,
    help_text,
    let_go_of_output,
    show_without_marks,
    stop,
    told,
)
from remiss.cli.upkeep.end_lost_command import end_lost
from remiss.cli.upkeep.keys_command import keys
from remiss.cli.upkeep.migrate_command import migrate
from remiss.cli.upkeep.rebuild_command import rebuild
from remiss.cli.upkeep.reconcile_command import reconcile
from remiss.cli.upkeep.recover_command import recover
from remiss.cli.upkeep.registry_command import registry
from remiss.cli.upkeep.settings_command import settings
from remiss.cli.upkeep.sign_out_command import sign_out
from remiss.cli.upkeep.templates_command import templates
from remiss.settings import InvalidSettingsError
from remiss.texts import BilingualError, say, text

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
    redraw,
    public_keys,
    token,
    sign_out,
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
app.add_typer(templates, name="templates")
app.add_typer(registry, name="registry")


def main() -> None:
    """Run the command; a difficulty becomes one message and an exit code."""
    show_without_marks()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except InvalidSettingsError as error:
        stop(str(error), EXIT_SETTINGS)
    except Unjudged as problem:
        stop(str(problem), EXIT_UNJUDGED)
    except BilingualError as problem:
        stop(str(problem), EXIT_PROBLEM)
    except OSError as error:
        let_go_of_output()
        stop(str(BilingualError(say("program.surroundings", reason=told(error)))), EXIT_SETTINGS)
    except Exception as error:  # noqa: BLE001 -- whatever it is, people get words
        traceback.print_exc()
        stop(str(BilingualError(say("program.unforeseen", error=repr(error)))), EXIT_SETTINGS)


if __name__ == "__main__":
    main()
