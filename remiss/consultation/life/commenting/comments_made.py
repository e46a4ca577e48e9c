"""The comments a reply makes once it counts; what a correction says again keeps its answer."""

import hashlib

from remiss.consultation.clarity.remarks import remarks
from remiss.consultation.rule_number import CORRECTIONS_TRACED
from remiss.consultation.state import Comment, Consultation, ReceivedReply, Request
from remiss.consultation.values import CommentId, QuestionId, Reply

CARRIED_OVER = ("disposition", "set_aside", "objection", "object_until")


def with_comments_of(
    case: Consultation, request: Request, received: ReceivedReply
) -> dict[CommentId, Comment]:
    """The comments of the case with those of a reply that counts now.

    Of a correction they take the place of those of the reply it corrects. Where the words are the
    same, what became of a comment stays with it; anything else is disposed of anew.
    """
    made = _comments(case, request, received)
    if received.corrects is None:
        return {**case.comments, **made}
    replaced = {c.id: c for c in case.comments_of(request) if c.reply == received.corrects.number}
    before = {(c.question, c.words): c for c in replaced.values() if c.words}
    kept = {id_: c for id_, c in case.comments.items() if id_ not in replaced}
    return {**kept, **{id_: _as_before(c, before) for id_, c in made.items()}}


def _as_before(comment: Comment, before: dict[tuple[QuestionId | None, str], Comment]) -> Comment:
    same = before.get((comment.question, comment.words))
    if same is None:
        return comment
    return comment.model_copy(update={name: getattr(same, name) for name in CARRIED_OVER})


def _comments(
    case: Consultation, request: Request, received: ReceivedReply
) -> dict[CommentId, Comment]:
    """What the reply asks for, each under an id of its own."""
    base = f"{request.agency.code}-{request.ordinal}-{received.number}"
    comments = [
        Comment(
            id=f"{base}-{question}" if question else base,
            agency=request.agency.code,
            request=request.ordinal,
            round=request.round,
            reply=received.number,
            question=question,
            words=_digest(received.reply, question) if case.rules >= CORRECTIONS_TRACED else "",
        )
        for question in remarks(received.reply, case.rules)
    ]
    return {comment.id: comment for comment in comments}


def _digest(reply: Reply, question: QuestionId | None) -> str:
    return hashlib.sha256(reply.said_on(question).model_dump_json().encode()).hexdigest()
