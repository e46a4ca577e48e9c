"""A comment, what became of it, and the objection to that."""

from pydantic import AwareDatetime, Field

from remiss.consultation.values import (
    ADOPTS,
    AgencyCode,
    CommentId,
    DispositionKind,
    FinalWording,
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
    place: int | None = added_later(
        None, description="Which of its reply's comments on clauses, counted from 1."
    )
    clause: str | None = added_later(None, description="The clause it is on, as it was written.")
    has_wording: bool = added_later(default=False, description="Whether it proposes words.")
    final: FinalWording | None = added_later(None, description="Its wording in the final text.")
    words: str = added_later(
        "", description="A digest of what it says, by which it is known again."
    )

    repeats: bool = added_later(
        default=False, description="Whether it only says again what its reply's other comments say."
    )

    @property
    def waits(self) -> bool:
        """Whether somebody has to say what becomes of it; what it repeats is spoken for there."""
        return self.disposition is None and (not self.repeats or self.objection is not None)

    @property
    def adopted(self) -> bool:
        """Whether the draft is to say what it asks for, in whole or in part."""
        return self.disposition is not None and self.disposition.kind in ADOPTS

    @property
    def wording_unexplained(self) -> bool:
        """Whether its words were adopted, are not in the final text, and nobody said why.

        Adopted in part, the disposition says which part was not.
        """
        whole = self.disposition is not None and self.disposition.kind is DispositionKind.ADOPTED
        return whole and self.final is not None and self.final.unexplained

    @property
    def stands(self) -> bool:
        """Whether it is a comment: the officer found so, or said nothing yet."""
        kind = self.disposition.kind if self.disposition else None
        return kind is not DispositionKind.NO_COMMENT

    def without_texts(self) -> "Comment":
        """What became of it without the words for it; those stay in the ledger."""
        disposed, aside, objection = self.disposition, self.set_aside, self.objection
        final = self.final
        return self.model_copy(
            update={
                "disposition": disposed and disposed.model_copy(update={"explanation": None}),
                "set_aside": aside and aside.model_copy(update={"explanation": None}),
                "final": final and final.without_texts(),
                "objection": objection and objection.model_copy(update={"reasons": ""}),
            }
        )

    @property
    def open_for_objection(self) -> bool:
        return self.objection is None and self.object_until is not None
