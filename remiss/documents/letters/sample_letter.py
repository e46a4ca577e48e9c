"""A letter of invented facts, to look at a template by: every field filled, a deputy to sign."""

from remiss.consultation.values import Urgency
from remiss.documents.letters.letter_fields import LISTS, Filled, Filling, lines
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.shipped_templates import SINCE
from remiss.texts import texts


def sample(kind: LetterKind) -> Filling:
    """The letter, dated by nobody and about no case."""
    examples = texts("letter_example")
    return Filling(
        kind=kind,
        made_at=SINCE,
        title=kind.file,
        urgency=Urgency.IMMEDIATE,
        fields={field: _filled(field, said.vi) for field, said in examples.items()},
    )


def _filled(field: str, said: str) -> Filled:
    return lines(*said.splitlines()) if field in LISTS else said
