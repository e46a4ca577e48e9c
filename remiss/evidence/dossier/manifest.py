"""The manifest of a dossier, everything it says it holds, and the signature over it."""

from typing import Annotated, Final, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, ValidationError

from remiss.consultation.values import Sha256, Value
from remiss.evidence.checkpoint import KeyId
from remiss.evidence.dossier import bounded_json as strict
from remiss.evidence.signature import Keyring, Signer
from remiss.texts import Text

FORMAT: Final = "remiss-dossier/1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
PAGE, EVENTS, CHECKPOINT = "index.html", "events.jsonl", "checkpoint.json"
STATE, ASSESSMENTS, DEADLINES = "state.json", "assessments.json", "deadlines.json"
NOTICES, ATTACHMENTS, DOCUMENTS = "notices.json", "attachments", "documents"

CaseId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,40}$")]


class FileListed(Value):
    """One file of the dossier, in the order of the archive."""

    path: str
    size: Annotated[int, Field(ge=0)]
    sha256: Sha256


class CoveredBy(Value):
    """Which checkpoint speaks for which event, and so for every event before it."""

    number: Annotated[int, Field(ge=1)]
    digest: Sha256 = Field(description="Of the checkpoint's statement.")
    version: Annotated[int, Field(ge=1)]


class Manifest(Value):
    """What is signed: every file by its content, every event by its hash."""

    format: Literal["remiss-dossier/1"] = FORMAT
    consultation: CaseId
    exported_at: AwareDatetime
    exported_by: Annotated[Text, StringConstraints(max_length=200)]
    events: tuple[Sha256, ...]
    checkpoint: CoveredBy | None
    attachments_missing: tuple[Sha256, ...]
    files: tuple[FileListed, ...]

    @property
    def encoded(self) -> bytes:
        """The bytes that are signed; they begin with the format, as no other thing signed does."""
        return self.model_dump_json(indent=1).encode() + b"\n"

    @classmethod
    def decoded(cls, content: bytes) -> Self:
        """The manifest in these bytes.

        Raises:
            Unreadable: it is none that this version knows.
        """
        try:
            return cls.model_validate(strict.loads(content), strict=False)
        except (ValidationError, RecursionError) as error:
            raise strict.Unreadable from error


class Signature(Value):
    """Which key signed the manifest, and the signature over its bytes, base64."""

    key: KeyId
    signature: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{86}==$")]

    @property
    def encoded(self) -> bytes:
        """The content of its file."""
        return self.model_dump_json().encode() + b"\n"

    @classmethod
    def decoded(cls, content: bytes) -> Self:
        """The signature in these bytes.

        Raises:
            Unreadable: it is none, or not written as it is written here.
        """
        try:
            found = cls.model_validate(strict.loads(content))
        except ValidationError as error:
            raise strict.Unreadable from error
        if found.encoded != content:
            raise strict.Unreadable
        return found

    @classmethod
    def over(cls, content: bytes, signer: Signer) -> Self:
        """The signature of `signer` over these bytes."""
        return cls(key=signer.public.id, signature=signer.sign(content))

    def holds(self, content: bytes, keys: Keyring) -> bool:
        """Whether a trusted key signed these bytes."""
        key = keys.get(self.key)
        return key is not None and key.verify(content, self.signature)
