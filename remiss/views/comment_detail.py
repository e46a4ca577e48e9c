"""A comment in the words of the reply that makes it, and what became of it."""

from pydantic import AwareDatetime, Field

from remiss.consultation.state import Comment, Disposition, Objection, Request
from remiss.consultation.values import (
    ClauseAnchor,
    CommentId,
    FinalWording,
    NotOurs,
    Position,
    QuestionId,
    Value,
)


class CommentDetail(Value):
    """What the agency asked to be changed, in its own words, and what became of it."""

    id: CommentId
    reply: int
    question: QuestionId | None = Field(
        description="None: a clause, or the reply as a whole where no clause is named."
    )
    clause: str | None = Field(description="The clause it is on, as its agency wrote it.")
    anchor: ClauseAnchor | None = Field(description="Of that clause in the version answered.")
    version: int = Field(description="Of the draft the reply answers.")
    quoted: str = Field(description="The words of the draft it is about, if it quotes them.")
    position: Position
    text: str
    proposed_wording: str
    value: str
    reason: str
    legal_basis: str
    not_ours: NotOurs | None
    repeats: bool = Field(
        description="Whether it only says again what other comments of its reply say: then it "
        "waits for no disposition of its own."
    )
    disposition: Disposition | None
    final: FinalWording | None = Field(
        description="Where its wording stands in the final text; None: it was not looked for."
    )
    objection: Objection | None
    set_aside: Disposition | None = Field(description="What the agency objected to.")
    object_until: AwareDatetime | None


def comment_detail(request: Request, comment: Comment) -> CommentDetail:
    """A comment of that request, in the words of the reply that makes it."""
    received = request.replies[comment.reply - 1]
    said = received.reply.said_on(comment.question, comment.place)
    on_clause = received.reply.clause_comments[comment.place - 1] if comment.place else None
    return CommentDetail(
        id=comment.id,
        reply=comment.reply,
        question=comment.question,
        clause=comment.clause,
        anchor=on_clause.anchor if on_clause else None,
        version=received.version,
        quoted=on_clause.quoted if on_clause else "",
        position=said.position,
        text=said.text,
        proposed_wording=said.proposed_wording,
        value=said.value,
        reason=said.reason,
        legal_basis=said.legal_basis,
        not_ours=said.not_ours,
        repeats=comment.repeats,
        disposition=comment.disposition,
        final=comment.final,
        objection=comment.objection,
        set_aside=comment.set_aside,
        object_until=comment.object_until,
    )
