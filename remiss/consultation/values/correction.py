"""What a correcting reply takes the place of, and why: “đính chính, thay thế văn bản số …”."""

from pydantic import Field

from remiss.consultation.values.codes import Sentence, Value


class ReplyCorrection(Value):
    """Which reply of the request is corrected or replaced, and the reason, which letters name."""

    number: int = Field(ge=1, description="Of the reply whose place it takes.")
    reason: Sentence
