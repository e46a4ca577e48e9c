"""`remiss redraw`: a sample drawn again, from its record alone.

Exit code 0: it is the sample; 1: it is not; 2: that cannot be judged, as the words say.
"""

from pathlib import Path
from typing import Annotated

import typer

from remiss.cli.terminal import Unjudged, help_text, judging, screen
from remiss.texts import BilingualError, join, say, text

LARGEST = 1 << 26


def redraw(
    *,
    record: Annotated[
        Path, typer.Argument(help=help_text("command.redraw.record"), show_default=False)
    ],
    key: Annotated[
        Path | None, typer.Option(help=help_text("command.verify.key"), show_default=False)
    ] = None,
) -> None:
    """Draw a sample again and check that its seed was committed before; it connects to nothing."""
    from remiss.cli.proof.dossier_judgement import keys_in, read_file
    from remiss.evidence.sample_record import read_record

    with judging():
        found = read_record(read_file(record, LARGEST), record)
        faults = found.faults(keys_in(key) if key else None)
    if faults:
        wrong = join([text(f"sample.fault.{fault}") for fault in faults])
        raise BilingualError(say("sample.does_not_hold", faults=wrong))
    for line in found.again:
        print(line)  # noqa: T201 -- to pipe
    facts = {"number": found.drawn.checkpoint, "among": found.drawn.among}
    said = say("sample.holds", size=len(found.again), **facts)
    if key is None:
        raise Unjudged(say("sample.holds_unsigned", size=len(found.again), **facts))
    screen.print(said.both("\n"), markup=False)
