"""A file beside a reply, as people know it: its name, size and type; the hash says which it is."""

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from remiss.consultation.values.codes import Sha256, Value, added_later
from remiss.texts.bilingual import Text

FileName = Annotated[Text, StringConstraints(min_length=1, max_length=200)]


class AttachedFile(Value):
    """One attachment by the name it was uploaded under."""

    sha256: Sha256
    name: FileName
    size: int = Field(ge=0, description="Bytes.")
    media_type: Annotated[Text, StringConstraints(max_length=100)]
    contains: tuple[FileName, ...] = added_later(
        (), description="What the files of a ZIP are called, where they are not many."
    )


class ReplacedFile(Value):
    """A file of the draft that was the wrong one, until another took its place."""

    sha256: Sha256
    file: AttachedFile | None = None
    until: AwareDatetime

    @property
    def name(self) -> str:
        """As it was uploaded; the beginning of its hash, where that is not known."""
        return self.file.name if self.file else self.sha256[:12]
