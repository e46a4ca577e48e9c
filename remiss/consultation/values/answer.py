"""Answers, and the reply they make up: positions, and the remarks among them."""

import hashlib
import unicodedata
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from remiss.consultation.values.codes import DocumentNumber, QuestionId, Sha256, Value
from remiss.consultation.values.person import Person
from remiss.texts.bilingual import Text

REPLY_CHARACTERS = 120_000


class Position(StrEnum):
    """Where an agency stands, on a question or on the whole draft."""

    AGREE = "agree"
    AGREE_WITH_CHANGES = "agree_with_changes"
    DISAGREE = "disagree"
    NOT_IN_MANDATE = "not_in_mandate"
    NONE = "none"


class Answer(Value):
    """The answer to one question, with the reasons and wording the drafter can act on."""

    question: QuestionId
    position: Position = Position.NONE
    text: Text = Field(default="", max_length=20_000)
    proposed_wording: Text = Field(default="", max_length=20_000)

    @property
    def is_remark(self) -> bool:
        """Whether the answer asks for something the drafter has to adopt, or say why not."""
        wants = self.position in WANTS_SOMETHING or bool(self.proposed_wording.strip())
        return wants or asks_for_something(self.text)


WANTS_SOMETHING = frozenset({Position.AGREE_WITH_CHANGES, Position.DISAGREE})
_ASKS = ("đề nghị", "kiến nghị", "đề xuất")


def asks_for_something(text: str) -> bool:
    """Whether the words ask for something: agreeing in form does not lose a remark."""
    said = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return any(word in said for word in _ASKS)


class Reply(Value):
    """A signed answer of one agency.

    `responsible_official` prepared it and answers for its content; the signatory is whoever
    gives or signs it, a head of the agency
    (Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.b, 1.d).
    """

    position: Position = Position.NONE
    text: Text = Field(default="", max_length=100_000)
    answers: tuple[Answer, ...] = ()
    legal_basis: Text = Field(default="", max_length=5_000)
    responsible_official: Person
    draft_sha256: Sha256
    number: DocumentNumber | None = Field(default=None, description="Số, ký hiệu văn bản")
    attachments: tuple[Sha256, ...] = Field(default=(), max_length=20)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Everything written, together, must fit one message to the running case."""
        answered = (answer.text + answer.proposed_wording for answer in self.answers)
        length = sum(map(len, (self.text, self.legal_basis, *answered)))
        if length > REPLY_CHARACTERS:
            raise PydanticCustomError(
                "reply_too_long",
                "the reply holds {length} characters in all, more than {most}; "
                "attach what is longer as a file",
                {"length": length, "most": REPLY_CHARACTERS},
            )
        return self

    def sha256(self) -> str:
        """A digest of everything the reply says."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def remarks(self) -> tuple[QuestionId | None, ...]:
        """The questions on which the reply asks for something; None for the reply as a whole."""
        found: list[QuestionId | None] = [a.question for a in self.answers if a.is_remark]
        wants = self.position in WANTS_SOMETHING or asks_for_something(self.text)
        if wants and not found:
            found.append(None)
        return tuple(found)

    def without_texts(self) -> "Reply":
        """Who answered what, without the words; those stay in the ledger."""
        answers = tuple(Answer(question=a.question, position=a.position) for a in self.answers)
        return self.model_copy(update={"text": "", "legal_basis": "", "answers": answers})
