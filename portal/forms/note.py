"""What of a form is kept: as typed, with its key and its files; sealed for its owner."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from pydantic import ConfigDict, ValidationError

from portal.forms.form import Form
from remiss.consultation.values import Value
from remiss.problems.problem import Problem
from remiss.temporal.codec import SealedNotes
from remiss.texts import Bilingual


class KeptUpload(Value):
    """A file that came with a form nobody was signed in for: not checked yet, and in no store."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    field: str
    name: str
    content: bytes


class Note(Value):
    """One form as it is kept."""

    key: str
    values: Mapping[str, tuple[str, ...]]
    attached: tuple[str, ...] = ()
    title: Bilingual | None = None
    owner: str = ""
    """Whose draft it would be; "" where only the page itself knows."""
    draft: int = 0
    """Of a kept form: the save it was filled from."""
    by: str = ""
    """The name of whoever saved it."""
    at: datetime | None = None
    uploads: tuple[KeptUpload, ...] = ()
    too_large: tuple[str, ...] = ()
    """Names of files that came along and were more than is kept."""

    @classmethod
    def of(cls, form: Form, by: str, at: datetime) -> Self:
        """A form of a visit's person, as it stands now."""
        return cls(
            key=form.key,
            values=form.values,
            attached=form.attached,
            title=form.place.title,
            owner=form.place.owner,
            draft=form.draft,
            by=by,
            at=at,
        )

    def says_the_same(self, other: "Note") -> bool:
        """Whether a save of the one over the other would change nothing."""
        return (self.key, dict(self.values), self.attached) == (
            other.key,
            dict(other.values),
            other.attached,
        )

    @property
    def words(self) -> int:
        """How many words were typed in it, numbers of fields and choices included."""
        return sum(len(text.split()) for typed in self.values.values() for text in typed)


def seal_note(notes: SealedNotes, note: Note, where: str) -> bytes:
    """The note as it lies in the database."""
    return notes.seal(note.model_dump_json().encode(), where)


def open_note(notes: SealedNotes, sealed: bytes, where: str) -> Note:
    """The note that was sealed for this place.

    Raises:
        Problem: `draft_sealed`; the key it was sealed with is not here, or it was altered.
    """
    content = notes.open(sealed, where)
    if content is None:
        raise Problem("draft_sealed", headers={"Retry-After": "30"})
    try:
        return Note.model_validate_json(content)
    except ValidationError as error:
        raise Problem("draft_sealed", headers={"Retry-After": "30"}) from error
