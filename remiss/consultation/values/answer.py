"""Answers, and the reply they make up: positions, and the remarks among them."""

import hashlib
import unicodedata
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from remiss.consultation.values.attached_file import AttachedFile
from remiss.consultation.values.clause_comment import MOST_CLAUSE_COMMENTS, ClauseComment
from remiss.consultation.values.codes import (
    AgencyCode,
    DocumentNumber,
    Name,
    QuestionId,
    Sha256,
    Value,
    added_later,
)
from remiss.consultation.values.person import Person
from remiss.texts.bilingual import Text

REPLY_CHARACTERS = 120_000
AS_A_WHOLE = "-"
"""In the place of a question's id: the reply as a whole."""


class Position(StrEnum):
    """Where an agency stands, on a question or on the whole draft."""

    AGREE = "agree"
    AGREE_WITH_CHANGES = "agree_with_changes"
    DISAGREE = "disagree"
    NOT_IN_MANDATE = "not_in_mandate"
    NONE = "none"


class NotOurs(Value):
    """Whose a question is, as the agency says: a body by its name, with its code if registered.

    The name is kept as given, so that papers can always show it; a ministry has no code.
    """

    body: Name
    agency: AgencyCode | None = Field(default=None, description="Its code, if it has one.")
    rule: Text = Field(
        default="", max_length=2_000, description="The rule that gives the matter to that body."
    )

    @property
    def named(self) -> str:
        """The body as a person reads it: its name, with the code where there is one."""
        return f"{self.body} ({self.agency})" if self.agency else self.body

    @property
    def in_full(self) -> str:
        """The body, and the rule relied on."""
        return f"{self.named}; {self.rule.strip()}" if self.rule.strip() else self.named


class Answer(Value):
    """The answer to one question, in parts the drafter can act on. None but the id is demanded.

    `text` is whatever the agency writes freely; it stands for a part that is left out.
    """

    question: QuestionId
    position: Position = Position.NONE
    text: Text = Field(default="", max_length=20_000)
    proposed_wording: Text = Field(default="", max_length=20_000)
    value: Text = added_later(
        "", max_length=500, description="The value or the date that was asked for."
    )
    reason: Text = added_later("", max_length=20_000, description="One reason.")
    legal_basis: Text = added_later("", max_length=5_000)
    not_ours: NotOurs | None = added_later(
        None, description="Whose the question is, where it is not the agency's."
    )
    beyond_precedent: bool = added_later(
        default=False,
        description="Đề xuất chưa có tiền lệ: người đứng đầu xem xét. / It goes to the head.",
    )

    @property
    def written(self) -> tuple[str, ...]:
        """Every part a person writes in it, as they wrote it; blank where they did not."""
        whose = (self.not_ours.body, self.not_ours.rule) if self.not_ours else ()
        parts = (self.text, self.value, self.reason, self.legal_basis, self.proposed_wording)
        return (*parts, *whose)

    @property
    def is_remark(self) -> bool:
        """Whether the answer asks for something the drafter has to adopt, or say why not.

        A value is asked for like a change, unless the answer agrees: then it is the draft's own.
        """
        value = bool(self.value.strip()) and self.position is not Position.AGREE
        wants = self.position in WANTS_SOMETHING or value or bool(self.proposed_wording.strip())
        return wants or asks_for_something(self.text) or asks_for_something(self.reason)

    @property
    def declines(self) -> bool:
        """Whether it says, on the form and without another position, that this is not its own."""
        alone = self.position is Position.NONE and not self.value.strip()
        named = self.not_ours is not None and alone
        return named or self.position is Position.NOT_IN_MANDATE

    @property
    def lacks_position(self) -> bool:
        """Whether the form takes no position: a value given, or a body named, is one too."""
        return self.position is Position.NONE and not self.value.strip() and self.not_ours is None

    @property
    def lacks_reason(self) -> bool:
        """Whether it disagrees and writes neither a reason, a basis, nor what may hold one."""
        said = (self.reason, self.legal_basis, self.text, self.proposed_wording)
        return self.position is Position.DISAGREE and not _any(said)

    @property
    def lacks_wording(self) -> bool:
        """Whether it wants changes and writes neither a wording, a value, nor a text to find one.

        A reason alone does not say what should change.
        """
        said = (self.proposed_wording, self.value, self.text)
        return self.position is Position.AGREE_WITH_CHANGES and not _any(said)

    @property
    def says_nothing(self) -> bool:
        """Whether it takes no position and nothing is written in it."""
        return self.lacks_position and not _any(self.written)

    def without_texts(self) -> "Answer":
        """What was answered without the words: the position, the tag, whose it says it is."""
        whose = self.not_ours.model_copy(update={"rule": ""}) if self.not_ours else None
        return Answer(
            question=self.question,
            position=self.position,
            not_ours=whose,
            beyond_precedent=self.beyond_precedent,
        )


def _any(said: tuple[str, ...]) -> bool:
    return any(part.strip() for part in said)


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
    files: tuple[AttachedFile, ...] = added_later(
        default=(),
        max_length=20,
        description="The attachments by name, size and type, as they were uploaded; what a caller "
        "gives here is not used.",
    )
    clause_comments: tuple[ClauseComment, ...] = added_later(
        default=(),
        max_length=MOST_CLAUSE_COMMENTS,
        description="Ý kiến đối với từng điều, khoản, điểm. / On single clauses of the draft, "
        "besides the answers; each is a comment of its own.",
    )
    further_comment: bool = added_later(
        default=False,
        description="The text asks for something besides the answers: a comment of its own.",
    )
    beyond_precedent: bool = added_later(
        default=False,
        description="Đề xuất chưa có tiền lệ: người đứng đầu xem xét. / It goes to the head.",
    )

    @property
    def written(self) -> tuple[str, ...]:
        """Every part of its answers and of its comments on clauses."""
        answered = (part for answer in self.answers for part in answer.written)
        return *answered, *(part for one in self.clause_comments for part in one.written)

    @property
    def is_beyond_precedent(self) -> bool:
        """Whether the agency says so of the whole, or of one answer."""
        return self.beyond_precedent or any(answer.beyond_precedent for answer in self.answers)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Everything written, together, must fit one message to the running case."""
        length = sum(map(len, (self.text, self.legal_basis, *self.written)))
        if length > REPLY_CHARACTERS:
            raise PydanticCustomError(
                "reply_too_long",
                "the reply holds {length} characters in all, more than {most}; "
                "attach what is longer as a file",
                {"length": length, "most": REPLY_CHARACTERS},
            )
        return self

    def sha256(self) -> str:
        """A digest of everything the reply says; what its files are called is none of it."""
        return hashlib.sha256(self.model_dump_json(exclude={"files"}).encode()).hexdigest()

    @property
    def remarks(self) -> tuple[QuestionId | None, ...]:
        """The questions on which the reply asks for something; None for the reply as a whole."""
        found: list[QuestionId | None] = [a.question for a in self.answers if a.is_remark]
        wants = self.position in WANTS_SOMETHING or asks_for_something(self.text)
        if self.further_comment or (wants and not found and not self.clause_comments):
            found.append(None)
        return tuple(found)

    def said_on(self, question: QuestionId | None, place: int | None = None) -> Answer:
        """What it says on one question; on the whole, or where it has no answer, its own words.

        `place`: what its clause comment of that number says, which takes no position of its own.
        """
        if place is not None:
            wants = self.clause_comments[place - 1].wants
            return Answer(question=AS_A_WHOLE).model_copy(update=wants)
        whole = Answer(question=AS_A_WHOLE, position=self.position)
        whole = whole.model_copy(update={"text": self.text})  # longer than an answer may be
        return next((answer for answer in self.answers if answer.question == question), whole)

    def without_texts(self) -> "Reply":
        """Who answered what, without the words; those stay in the ledger."""
        answers = tuple(answer.without_texts() for answer in self.answers)
        without = {"text": "", "legal_basis": "", "answers": answers}
        return self.model_copy(update={**without, "files": (), "clause_comments": ()})
