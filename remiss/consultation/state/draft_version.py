"""The versions of a case's draft, and the final text that comes of it."""

from pydantic import AwareDatetime

from remiss.consultation.values import (
    AttachedFile,
    DocumentNumber,
    Draft,
    Person,
    ReplacedFile,
    Value,
    added_later,
)


class DraftVersion(Value):
    """One version of the draft, numbered as the round it opened."""

    round: int
    draft: Draft
    at: AwareDatetime
    replaced: tuple[ReplacedFile, ...] = added_later(
        (), description="Files that were the wrong ones, in their order."
    )


class FinalText(Value):
    """The text as it is submitted or issued, laid down by the drafting side."""

    file: AttachedFile
    number: DocumentNumber | None = None
    by: Person
    at: AwareDatetime
