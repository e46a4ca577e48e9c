"""Judging a file of replies: one JSON object per line in, one per line out."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError

from remiss.consultation.clarity.reply_record import Record, judged
from remiss.consultation.clarity.rubric import assess
from remiss.texts import Bilingual, BilingualError, say


def judge_file(path: Path, out: TextIO = sys.stdout, complaints: TextIO = sys.stderr) -> int:
    """Write a line about every record; complain of each that cannot be read, and go on.

    Returns how many could not be read.

    Raises:
        BilingualError: the file itself cannot be read.
    """
    bad = 0
    for number, line in lines(path):
        try:
            record = Record.model_validate_json(line)
        except ValidationError as error:
            bad += 1
            said = complaint(error)
            print(f"{path}:{number}: {said.vi} / {said.en}", file=complaints)
            continue
        assessment = assess(record.questions, record.given, record.mandates)
        print(json.dumps(judged(record, assessment), ensure_ascii=False), file=out)
    return bad


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that hold something, each with its number.

    Raises:
        BilingualError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from ((at, line) for at, line in enumerate(file, start=1) if line.strip())
    except OSError as error:
        said = say("program.file_unreadable", path=path, reason=error.strerror)
        raise BilingualError(said) from None


def complaint(error: ValidationError) -> Bilingual:
    """Where a record is wrong, and why."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"])) or "JSON"
    return say("command.assess.unreadable", place=where, why=first["msg"])
