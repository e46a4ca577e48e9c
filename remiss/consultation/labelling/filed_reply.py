"""A reply on its way through the hands of people: its record without any verdict, and back."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from remiss.consultation.clarity.reply_record import Record
from remiss.consultation.labelling.labelling import AnswerMark, Labelling

VERDICTS = (
    "label",
    "unanswered_questions",
    "evidence",
    "note",
    "roles",
    "labelled_by",
    "verdict",
    "confidence",
    "action",
    "findings",
)
"""What others, people or machines, said of a reply: it goes to nobody who is to label it."""


class FiledReply(NamedTuple):
    """A record, and everything its line holds but verdicts."""

    record: Record
    kept: dict[str, Any]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything the agency wrote."""
        return (self.record.reply, *self.record.answers.values())


def filed_reply(line: str | bytes) -> FiledReply:
    """One line of a file of replies.

    Raises:
        ValueError: it is no record.
    """
    Record.model_validate_json(line)
    kept = {name: value for name, value in json.loads(line).items() if name not in VERDICTS}
    return FiledReply(Record.model_validate(kept), kept)


def labelled_line(reply: FiledReply, chosen: Labelling, by: Sequence[Labelling]) -> dict[str, Any]:
    """The line of a labelled reply; `labelled_by` keeps what each person said, without a name."""
    open_ones = [q for q, mark in chosen.marks.items() if mark is not AnswerMark.ANSWERED]
    return reply.kept | {
        "label": chosen.label,
        "unanswered_questions": open_ones,
        "evidence": list(chosen.words),
        "note": " | ".join(one.doubts for one in by if one.doubts),
        "labelled_by": [one.model_dump(mode="json") for one in by],
    }
