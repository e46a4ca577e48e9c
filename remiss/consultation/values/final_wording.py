"""Where the wording of an adopted comment stands in the final text, as a machine looked for it."""

from enum import StrEnum

from pydantic import Field

from remiss.consultation.values.codes import CommentId, Sentence, Value, added_later
from remiss.texts.bilingual import Text

LONGEST_PASSAGE = 1_000
MOST_WORDINGS = 2_000


class WordingFinding(StrEnum):
    """Whether the words asked for are there; unread: the file has no text a machine can read."""

    EXACT = "exact"
    CHANGED = "changed"
    NOT_FOUND = "not_found"
    UNREAD = "unread"


class FinalWording(Value):
    """What became of one comment's wording; what is not there as asked for is explained."""

    comment: CommentId
    finding: WordingFinding
    address: Text = Field(default="", max_length=300, description="The clause it stands in.")
    passage: Text = Field(
        default="", max_length=LONGEST_PASSAGE, description="The words that come nearest."
    )
    explanation: Sentence | None = added_later(None)

    def without_texts(self) -> "FinalWording":
        """What was found, and whether it was explained, without the words."""
        said = None if self.explanation is None else "-"
        return self.model_copy(update={"passage": "", "explanation": said})

    @property
    def unexplained(self) -> bool:
        """Whether somebody has yet to say why the words asked for are not there."""
        return self.finding is not WordingFinding.EXACT and self.explanation is None
