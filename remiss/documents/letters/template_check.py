"""Whether a province's template makes a whole letter, or what is wrong and in which paragraph."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError

from remiss.consultation.values import Urgency, Value
from remiss.documents.letters.letter_fields import LISTS, MARK, field_named, mark
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.sample_letter import sample
from remiss.documents.letters.shipped_templates import shipped
from remiss.documents.letters.template_filling import (
    docx_of,
    paragraphs_of,
    text_of,
    unreached_text,
)
from remiss.texts import Bilingual, say

NEEDED = frozenset(
    {
        *("superior", "issuer", "abbreviation", "place", "year", "urgency", "signature"),
        *("drafting", "asked", "draft", "questions", "due"),
    }
)
"""Without one of these the letter of some agency would be wrong, or ask for nothing."""
EXCERPT = 60
LARGEST = 5_000_000
"""Bytes; a page of text with an emblem has a tenth of it."""


class TemplateFault(Value):
    """Something that keeps a template from being used; `paragraph` counts from 1, as they stand."""

    kind: LetterKind
    paragraph: int | None = None
    message: Bilingual

    @property
    def told(self) -> Bilingual:
        """File, paragraph, what is wrong and what to do."""
        key = "template_fault.in_file" if self.paragraph is None else "template_fault.in_paragraph"
        return say(key, file=self.kind.file, paragraph=self.paragraph, message=self.message)


def faults(kind: LetterKind, template: bytes) -> tuple[TemplateFault, ...]:
    """What is wrong with it, in the order of its paragraphs; nothing: it can be used."""
    document = _opened(template)
    if document is None:
        return (TemplateFault(kind=kind, message=say("template_fault.not_word")),)
    return (*_wrong(kind, document), *_missing(kind, document)) or _not_filled(kind, template)


def _opened(template: bytes) -> Document | None:
    if len(template) > LARGEST:
        return None
    try:
        return docx.Document(BytesIO(template))
    except (
        *(BadZipFile, InvalidXmlError, PackageNotFoundError, SyntaxError),
        *(KeyError, ValueError, OSError),
    ):
        return None


def _not_filled(kind: LetterKind, template: bytes) -> tuple[TemplateFault, ...]:
    """A letter with everything in it, and one with nothing it may lack, are made on trial."""
    full = sample(kind)
    bare = {field: () if field in LISTS else held for field, held in full.fields.items()}
    try:
        docx_of(full, template)
        docx_of(full.model_copy(update={"fields": bare, "urgency": Urgency.NORMAL}), template)
    except Exception as error:  # noqa: BLE001 -- whatever a file from elsewhere holds, letters go on
        said = say("template_fault.not_filled", error=type(error).__name__)
        return (TemplateFault(kind=kind, message=said),)
    return ()


def _wrong(kind: LetterKind, document: Document) -> Iterator[TemplateFault]:
    for number, paragraph in enumerate(paragraphs_of(document), start=1):
        said = text_of(paragraph)
        for message in _wrong_in(kind, said):
            excerpt = say("template_fault.excerpt", message=message, excerpt=_excerpt(said))
            yield TemplateFault(kind=kind, paragraph=number, message=excerpt)
    for name in dict.fromkeys(MARK.findall(unreached_text(document))):
        message = say("template_fault.unreached", field=name)
        yield TemplateFault(kind=kind, message=message)


def _wrong_in(kind: LetterKind, said: str) -> Iterator[Bilingual]:
    names = MARK.findall(said)
    for name in names:
        if field_named(name) not in fields_of(kind):
            yield _unknown(kind, name)
    lists = [name for name in names if field_named(name) in LISTS]
    if len(lists) > 1:
        yield say("template_fault.two_lists", fields=[f"{{{{{name}}}}}" for name in lists])
    rest = MARK.sub("", said)
    if "{{" in rest or "}}" in rest:
        yield say("template_fault.broken")


def _unknown(kind: LetterKind, name: str) -> Bilingual:
    known = [mark(field).strip("{}") for field in fields_of(kind)]
    near = get_close_matches(" ".join(name.split()), known, n=1, cutoff=0.5)
    if near:
        return say("template_fault.unknown.near", field=name, near=near[0])
    return say("template_fault.unknown", field=name)


def _missing(kind: LetterKind, document: Document) -> Iterator[TemplateFault]:
    there = {
        field_named(name)
        for paragraph in paragraphs_of(document)
        for name in MARK.findall(text_of(paragraph))
    }
    for field in fields_of(kind):
        if field in NEEDED and field not in there:
            yield TemplateFault(kind=kind, message=say("template_fault.missing", field=mark(field)))


@cache
def fields_of(kind: LetterKind) -> tuple[str, ...]:
    """The fields a letter of this kind can fill, in the order in which they stand."""
    document = docx.Document(BytesIO(shipped(kind)))
    names = (MARK.findall(text_of(paragraph)) for paragraph in paragraphs_of(document))
    found = (field_named(name) for each in names for name in each)
    return tuple(dict.fromkeys(field for field in found if field))


def _excerpt(said: str) -> str:
    return said if len(said) <= EXCERPT else f"{said[:EXCERPT]}…"
