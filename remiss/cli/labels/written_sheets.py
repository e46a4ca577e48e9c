"""Writing the sheets: a file of replies in, one workbook for each person out."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from remiss.cli.cases.judged_file import complaint, lines
from remiss.consultation.labelling.filed_reply import FiledReply, filed_reply
from remiss.documents.labelling.label_block import key_of, too_long
from remiss.documents.labelling.label_sheet import label_sheet
from remiss.reference.registry import load_registry
from remiss.texts import Bilingual, BilingualError, say, text

PEOPLE = 3
NAME = re.compile(r"\w[\w .-]{0,39}")


def write_sheets(file: Path, folder: Path, people: Sequence[str]) -> tuple[Path, ...]:
    """Write a sheet for each person into a folder, made if need be.

    Raises:
        BilingualError: not three names; a reply no sheet can hold; a sheet is there already.
    """
    if len({name.casefold() for name in people}) != PEOPLE or len(people) != PEOPLE:
        raise BilingualError(text("command.labels.three_names"))
    if unfit := [name for name in people if not NAME.fullmatch(name)]:
        raise BilingualError(say("command.labels.bad_name", names=unfit))
    paths = tuple(folder / f"nhan-{name}.xlsx" for name in people)
    if taken := [path for path in paths if path.exists()]:
        raise BilingualError(say("command.labels.taken", paths=taken))
    replies = read_replies(file)
    fields = load_registry().fields
    for path, name in zip(paths, people, strict=True):
        _write(path, label_sheet(name, replies, fields))
    return paths


def read_replies(file: Path) -> list[FiledReply]:
    """Every reply of a file, each with an id of its own.

    Raises:
        BilingualError: there is none, or one cannot stand on a sheet; each is complained of.
    """
    replies: dict[str, FiledReply] = {}
    bad = 0
    for number, line in lines(file):
        try:
            reply = filed_reply(line)
        except ValidationError as error:
            said: Bilingual | None = complaint(error)
        else:
            said = _unfit(reply, replies)
            replies.setdefault(key_of(reply.record.id), reply)
        if said:
            bad += 1
            print(f"{file}:{number}: {said.both()}", file=sys.stderr)  # noqa: T201 - as `assess`
    if bad or not replies:
        key = "command.labels.unfit_replies" if bad else "command.labels.no_replies"
        raise BilingualError(say(key, path=file, count=bad))
    return list(replies.values())


def _unfit(reply: FiledReply, before: dict[str, FiledReply]) -> Bilingual | None:
    """Why a reply cannot stand on a sheet."""
    identity = key_of(reply.record.id)
    questions = [question.id for question in reply.record.questions]
    if not identity or identity in before:
        return say("command.labels.same_id", reply=identity)
    if len(set(questions)) < len(questions):
        return say("command.labels.same_question", reply=identity)
    return say("command.labels.too_long", reply=identity) if too_long(reply, {}) else None


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        said = say("command.report.unwritable", path=path, reason=error.strerror)
        raise BilingualError(said) from None
