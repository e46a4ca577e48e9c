"""A comment, what became of it, and the objection to that."""

from pydantic import AwareDatetime, Field

from remiss.consultation.values import (
    AgencyCode,
    CommentId,
    DispositionKind,
    Person,
    QuestionId,
    Value,
    added_later,
)


class Disposition(Value):
    """What became of a comment, and why."""

    kind: DispositionKind
    explanation: str | None
    by: Person
    at: AwareDatetime


class Objection(Value):
    """The agency's one objection to what became of its comment."""

    reasons: str
    by: Person
    at: AwareDatetime


class Comment(Value):
    """Something an accepted reply asks for; its words stand in that reply.

    `disposition` is what holds now; an objection sets it aside until the officer disposes again.
    """

    id: CommentId
    agency: AgencyCode
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    round: int
    reply: int
    question: QuestionId | None = Field(description="None: the reply as a whole.")
    disposition: Disposition | None = None
    set_aside: Disposition | None = None
    objection: Objection | None = None
    object_until: AwareDatetime | None = None
    words: str = added_later(
        "", description="A digest of what it says, by which it is known again."
    )

    @property
    def stands(self) -> bool:
        """Whether it is a comment: the officer found so, or said nothing yet."""
        kind = self.disposition.kind if self.disposition else None
        return kind is not DispositionKind.NO_COMMENT

    @property
    def open_for_objection(self) -> bool:
        return self.objection is None and self.object_until is not None
