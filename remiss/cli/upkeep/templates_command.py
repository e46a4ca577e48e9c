"""`remiss templates`: the province's own templates of letters, to start from and to check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from remiss.cli.surroundings import settings_in_force
from remiss.cli.terminal import EXIT_PROBLEM, help_text, print_line, screen, table_of
from remiss.settings import variable
from remiss.texts import BilingualError, say, text

if TYPE_CHECKING:
    from remiss.documents.letters.letter_kind import LetterKind

templates = typer.Typer(no_args_is_help=True, help=help_text("command.templates.help"))


@templates.command("write", help=help_text("command.templates.write"))
def write(
    folder: Annotated[
        Path, typer.Argument(help=help_text("command.templates.folder"), show_default=False)
    ],
) -> None:
    """Write the shipped templates to edit, over nothing that is there, and list their fields."""
    from remiss.documents.letters.letter_kind import LetterKind
    from remiss.documents.letters.shipped_templates import shipped

    for kind in LetterKind:
        _write_new(folder / kind.file, shipped(kind))
    _list_fields()
    setting = f"{variable('letter_templates_dir')}={folder}"
    print_line("command.templates.set", setting=setting)


@templates.command("check", help=help_text("command.templates.check"))
def check(
    folder: Annotated[
        Path | None, typer.Argument(help=help_text("command.templates.checked"))
    ] = None,
    samples: Annotated[
        Path | None, typer.Option(help=help_text("command.templates.samples"))
    ] = None,
) -> None:
    """Tell what keeps each template from being used; write a filled sample of those in order."""
    from remiss.documents.letters.letter_kind import LetterKind
    from remiss.views.drafting_desk import templates_in

    chosen = _chosen(folder)
    found = {template.kind: template for template in templates_in(chosen)}
    for kind in LetterKind:
        if kind not in found:
            print_line("command.templates.shipped", file=kind.file)
            continue
        for fault in found[kind].faults:
            screen.print(fault.told.both(), markup=False)
        if not found[kind].faults:
            print_line("command.templates.in_order", file=kind.file)
            _write_sample(samples, kind, found[kind].content)
    _tell_strangers(chosen)
    if any(template.faults for template in found.values()):
        raise typer.Exit(EXIT_PROBLEM)


def _chosen(folder: Path | None) -> Path:
    chosen = folder or settings_in_force().letter_templates_dir
    if chosen is None:
        setting = variable("letter_templates_dir")
        raise BilingualError(say("command.templates.no_folder", setting=setting))
    if not chosen.is_dir():
        raise BilingualError(say("command.templates.not_there", path=chosen))
    return chosen


def _write_sample(samples: Path | None, kind: "LetterKind", template: bytes) -> None:
    from remiss.documents.letters.sample_letter import sample
    from remiss.documents.letters.template_filling import docx_of

    if samples is not None:
        _write_new(samples / kind.file, docx_of(sample(kind), template))


def _write_new(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise BilingualError(say("command.templates.taken", path=path)) from error
    except OSError as error:
        facts = {"path": path, "error": error.strerror}
        raise BilingualError(say("command.templates.not_written", **facts)) from error
    print_line("command.templates.written", path=path)


def _tell_strangers(folder: Path) -> None:
    """A misspelt file name would leave the shipped template in use, unseen."""
    from remiss.documents.letters.letter_kind import LetterKind

    known = {kind.file for kind in LetterKind}
    for path in sorted(folder.glob("*.doc*")):
        if path.name not in known and not path.name.startswith("~$"):
            print_line("command.templates.stranger", file=path.name, names=sorted(known))


def _list_fields() -> None:
    from remiss.documents.letters.letter_fields import LISTS, mark
    from remiss.documents.letters.letter_kind import LetterKind
    from remiss.documents.letters.template_check import NEEDED, fields_of

    table = table_of("command.templates.column")
    for field in dict.fromkeys(field for kind in LetterKind for field in fields_of(kind)):
        said = [text(f"letter_field.{field}").en]
        said += [text("command.templates.several").both()] if field in LISTS else []
        said += [text("command.templates.needed").both()] if field in NEEDED else []
        table.add_row(mark(field), text(f"letter_example.{field}").vi.strip(), "\n".join(said))
    screen.print(table)
