"""A comment on one clause of the draft: on which words, what should change, and why."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from remiss.consultation.values.codes import ClauseAnchor, Value
from remiss.texts.bilingual import Text

MOST_CLAUSE_COMMENTS = 500
ClauseAddress = Annotated[
    Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)
]


class ClauseComment(Value):
    """Ý kiến đối với một điều, khoản, điểm: what an agency says of it besides its answers."""

    clause: ClauseAddress = Field(description="“Điểm a khoản 2 Điều 7”, as the agency writes it.")
    anchor: ClauseAnchor | None = Field(
        default=None, description="Of that clause in the version the reply answers."
    )
    quoted: Text = Field(default="", max_length=5_000, description="Words of the draft, if any.")
    text: Text = Field(default="", max_length=20_000)
    proposed_wording: Text = Field(default="", max_length=20_000)
    reason: Text = Field(default="", max_length=20_000)

    @property
    def wants(self) -> dict[str, str]:
        """What it asks for, by the names an answer has for it."""
        wanted = {"text": self.text, "proposed_wording": self.proposed_wording}
        return {**wanted, "reason": self.reason}

    @property
    def written(self) -> tuple[str, ...]:
        """Every part of it, as its agency wrote it."""
        return (self.clause, self.quoted, self.text, self.proposed_wording, self.reason)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(map(str.strip, self.wants.values())):
            raise PydanticCustomError(
                "clause_comment_empty",
                "a comment on {clause} says nothing; give its text or a wording, or leave it out",
                {"clause": self.clause},
            )
        return self
