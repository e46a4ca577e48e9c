"""The templates of letters as Remiss ships them: its own sentences and layout, fields for facts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import assert_never

from remiss.documents.letters import (
    reminder_letter,
    report_letter,
    request_letter,
    urging_letter,
)
from remiss.documents.letters.letter import Block, Letter, docx
from remiss.documents.letters.letter_fields import mark, marked
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.letterhead import Letterhead
from remiss.texts import text

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
"""The only time in these files, the same in each of them."""
ASKING = frozenset({LetterKind.REQUEST, LetterKind.IN_PROCEDURE})
COPIED = frozenset({LetterKind.TO_OFFICE, LetterKind.TO_CHAIRMAN, LetterKind.URGING})
"""Letters that others than the addressee read too."""


@cache
def shipped(kind: LetterKind) -> bytes:
    """The template as a Word file; a letter of it needs every field to be filled."""
    as_above = text("letter.as_above").vi
    return docx(
        Letter(
            head=Letterhead(
                superior=mark("superior"),
                agency=mark("issuer"),
                place=mark("place"),
                signatory=(mark("signature"),),
                abbreviation=mark("abbreviation"),
                unit=mark("unit"),
            ),
            made_at=SINCE,
            year=mark("year"),
            framed=mark("urgency"),
            title=text("letter.report").vi if kind is LetterKind.TO_CHAIRMAN else None,
            subject=marked(_subject(kind)),
            to=(_addressee(kind),),
            body=tuple(_body(kind)),
            copies=(as_above, mark("copies")) if kind in COPIED else (as_above,),
            note=_note(kind),
        )
    )


def _subject(kind: LetterKind) -> str:
    subjects = {
        LetterKind.REQUEST: request_letter.SUBJECT,
        LetterKind.IN_PROCEDURE: request_letter.SUBJECT,
        **reminder_letter.SUBJECTS,
        **report_letter.SUBJECTS,
        LetterKind.URGING: urging_letter.SUBJECT,
    }
    return subjects[kind]


def _addressee(kind: LetterKind) -> str:
    key = report_letter.ADDRESSEES.get(kind)
    return marked(key) if key else mark("asked")


def _note(kind: LetterKind) -> str:
    """What finds the case again, and vouches for the file sent along; a report has none."""
    if kind is LetterKind.TO_CHAIRMAN:
        return ""
    return marked("letter.note_of_file" if kind in ASKING else "letter.note")


def _body(kind: LetterKind) -> Iterator[Block]:
    match kind:
        case LetterKind.REQUEST | LetterKind.IN_PROCEDURE:
            return request_letter.body(kind)
        case LetterKind.REMINDER | LetterKind.OVERDUE:
            return reminder_letter.body(kind)
        case LetterKind.URGING:
            return urging_letter.body()
        case LetterKind.TO_HEAD | LetterKind.TO_OFFICE | LetterKind.TO_CHAIRMAN:
            return report_letter.body(kind)
        case _:
            assert_never(kind)
