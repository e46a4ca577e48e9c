"""The named fields of a letter's template, and what one letter puts into them."""

import re
import unicodedata
from collections.abc import Mapping
from string import Formatter
from typing import TypeAlias

from pydantic import AwareDatetime

from remiss.consultation.values import Urgency, Value
from remiss.documents.letters.letter import Paragraph
from remiss.documents.letters.letter_kind import LetterKind
from remiss.texts import Text, text, texts

MARK = re.compile(r"\{\{([^{}]*)\}\}")
LISTS = frozenset(
    {"superior", "issuer", "urgency", "copies", "signature", "questions", "rule", "earlier"}
)
"""Fields of any number of paragraphs: the one they stand in is repeated for each, or left out."""

Filled: TypeAlias = str | tuple[Paragraph, ...]


class Filling(Value):
    """One letter: what its fields hold, by their keys under `letter_field` in the texts."""

    kind: LetterKind
    made_at: AwareDatetime
    title: Text
    """What the file says it is about."""
    urgency: Urgency
    fields: Mapping[str, Filled]


def lines(*said: str) -> tuple[Paragraph, ...]:
    """What a field holds that may have any number of paragraphs."""
    return tuple(Paragraph(text=one) for one in said)


def mark(field: str) -> str:
    """A field as a template has it: {{tên dự thảo}}."""
    return f"{{{{{text(f'letter_field.{field}').vi}}}}}"


def marked(key: str) -> str:
    """A sentence with fields where it has facts."""
    sentence = text(key).vi
    facts = {name: mark(name) for _, name, _, _ in Formatter().parse(sentence) if name}
    return sentence.format(**facts)


def field_named(name: str) -> str | None:
    """The field of that name, however Word or a keyboard wrote its letters; None: there is none."""
    return FIELDS.get(_plain(name))


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


FIELDS = {_plain(name.vi): field for field, name in texts("letter_field").items()}
