"""Three filled sheets beside each other: what all three said of each reply, and what to repair."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.labelling.agreement import Agreement, agreement
from remiss.consultation.labelling.filed_reply import FiledReply, labelled_line
from remiss.consultation.labelling.labelling import AnswerMark, Labelling
from remiss.consultation.labelling.majority import Split, majority
from remiss.documents.labelling.filled_sheet import FilledSheet, read_sheet
from remiss.texts import BilingualError, say


class LabelledReply(NamedTuple):
    """A reply all people finished, what each said, and what follows."""

    reply: FiledReply
    by: tuple[Labelling, ...]
    settled: Labelling | Split


class ComparedSheets(NamedTuple):
    """The sheets, and the replies finished on all of them."""

    sheets: tuple[FilledSheet, ...]
    labelled: tuple[LabelledReply, ...]

    @property
    def total(self) -> int:
        return len(self.sheets[0].replies)

    def label_agreement(self) -> Agreement[Verdict]:
        return agreement([[[one.label for one in each.by]] for each in self.labelled], Verdict)

    def mark_agreement(self) -> Agreement[AnswerMark]:
        groups = [
            [[one.marks[question] for one in each.by] for question in each.by[0].marks]
            for each in self.labelled
        ]
        return agreement(groups, AnswerMark)


def compare(paths: Sequence[Path]) -> ComparedSheets:
    """Read the sheets and put them beside each other.

    Raises:
        BilingualError: a file is no sheet, two are one person's, or not all hold the same replies.
    """
    sheets = tuple(read_sheet(str(path), _content(path)) for path in paths)
    _check_alike(sheets)
    finished = [
        (reply, tuple(sheet.labellings[key] for sheet in sheets))
        for key, reply in sheets[0].replies.items()
        if all(key in sheet.labellings for sheet in sheets)
    ]
    return ComparedSheets(sheets, tuple(LabelledReply(r, by, majority(by)) for r, by in finished))


def complain(compared: ComparedSheets) -> int:
    """Name every cell that is empty or cannot be, by file and row; returns how many."""
    told = [(sheet.file, one) for sheet in compared.sheets for one in sheet.mistakes]
    for file, mistake in told:
        print(f"{file}:{mistake.row}: {mistake.said.both()}", file=sys.stderr)  # noqa: T201
    return len(told)


def check_free(out: Path) -> None:
    """Refuse to replace a file: it may be the replies themselves.

    Raises:
        BilingualError: it is there.
    """
    if out.exists():
        raise BilingualError(say("command.labels.taken", paths=[out]))


def save(compared: ComparedSheets, out: Path) -> int:
    """Write the replies with a majority, in the order of their file; returns how many.

    Raises:
        BilingualError: the file cannot be written.
    """
    written = [
        json.dumps(labelled_line(one.reply, one.settled, one.by), ensure_ascii=False)
        for one in compared.labelled
        if isinstance(one.settled, Labelling)
    ]
    try:
        with out.open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in written)
    except OSError as error:
        said = say("command.report.unwritable", path=out, reason=error.strerror)
        raise BilingualError(said) from None
    return len(written)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        said = say("program.file_unreadable", path=path, reason=error.strerror)
        raise BilingualError(said) from None


def _check_alike(sheets: Sequence[FilledSheet]) -> None:
    if len({sheet.person for sheet in sheets}) < len(sheets):
        people = [f"{sheet.file}: {sheet.person}" for sheet in sheets]
        raise BilingualError(say("command.labels.same_person", people=people))
    first, *others = sheets
    for sheet in others:
        either = first.replies.keys() | sheet.replies.keys()
        unlike = sorted(k for k in either if first.replies.get(k) != sheet.replies.get(k))
        if unlike:
            facts = {"first": first.file, "other": sheet.file, "replies": unlike}
            raise BilingualError(say("command.labels.unlike", **facts))
