"""An upload: what its sender announced, how much of it is here, and the file it became."""

from datetime import datetime

from pydantic import Field

from remiss.consultation.values import Sha256, Value
from remiss.files.store import Attachment


class Announced(Value):
    """What the sender says of a file before any of it comes."""

    length: int = Field(ge=0, description="Bytes of the whole file.")
    name: str = ""
    sha256: Sha256 | None = Field(
        default=None, description="Of the whole file: one that differs when it is whole is refused."
    )
    metadata: str = Field(default="", description="Upload-Metadata, as it was sent.")


class Upload(Value):
    """How far an upload has come."""

    id: str
    length: int
    offset: int = Field(description="Bytes that are here; the next part begins there.")
    name: str
    metadata: str = Field(exclude=True, description="As it was sent, for `HEAD`.")
    expires_at: datetime = Field(description="It ends by itself then, unless more comes before.")
    attachment: Attachment | None = Field(
        description="The file, once it is whole and has passed every check."
    )
