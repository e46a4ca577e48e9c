"""A file beside a reply, as people know it: its name, size and type; the hash says which it is."""

from typing import Annotated

from pydantic import Field, StringConstraints

from remiss.consultation.values.codes import Sha256, Value
from remiss.texts.bilingual import Text

FileName = Annotated[Text, StringConstraints(min_length=1, max_length=200)]


class AttachedFile(Value):
    """One attachment by the name it was uploaded under."""

    sha256: Sha256
    name: FileName
    size: int = Field(ge=0, description="Bytes.")
    media_type: Annotated[Text, StringConstraints(max_length=100)]
