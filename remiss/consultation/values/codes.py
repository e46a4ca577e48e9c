"""Codes, digests and texts as they may be written, and the base of every value."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from remiss.texts.bilingual import Text, storable

AgencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{2}\.[0-9]{2}$")]
FieldCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*(\.[a-z][a-z_]*)*$")]
QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,20}$")]
CommentId = Annotated[
    str,
    StringConstraints(
        pattern=r"^[A-Z][0-9]{2}\.[0-9]{2}-[0-9]+-[0-9]+(-[a-z0-9_-]{1,20}|\.[0-9]{1,3})?$"
    ),
]
"""Of the agency, its request, its reply; then the question, or a clause comment's number."""
ClauseAnchor = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=200)
]
"""Names a clause of the draft: `dieu-7.khoan-2.diem-a`."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
# The constraints stand before the check, or blanks would be counted before they are stripped.
Sentence = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000),
    AfterValidator(storable),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(storable),
]
Subject = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=5, max_length=500),
    AfterValidator(storable),
]
DocumentNumber = Annotated[Text, StringConstraints(strip_whitespace=True, max_length=60)]
LetterNumber = Annotated[DocumentNumber, StringConstraints(min_length=1)]


class Value(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def added_later(default: Any, **about: Any) -> Any:
    """A field that values stored before it lack: at its default it is not written at all.

    What was stored keeps its bytes and its hash, and a value that does not use the field is stored
    like one of before.
    """
    return Field(default=default, exclude_if=lambda value: value == default, **about)
