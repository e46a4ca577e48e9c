"""The comments a reply makes once it counts; what a correction says again keeps its answer."""

import hashlib

from remiss.consultation.clarity.remarks import only_repeats, remarks
from remiss.consultation.rule_number import CORRECTIONS_TRACED, REPEATS_MARKED
from remiss.consultation.state import Comment, Consultation, ReceivedReply, Request
from remiss.consultation.values import Answer, ClauseComment, CommentId, QuestionId

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
    final = same.final and same.final.model_copy(update={"comment": comment.id})
    kept = {name: getattr(same, name) for name in CARRIED_OVER}
    return comment.model_copy(update={**kept, "final": final})


def _comments(
    case: Consultation, request: Request, received: ReceivedReply
) -> dict[CommentId, Comment]:
    """What the reply asks for, each under an id of its own."""
    base = f"{request.agency.code}-{request.ordinal}-{received.number}"
    reply, traced = received.reply, case.rules >= CORRECTIONS_TRACED
    asked_on = remarks(reply, case.rules)
    repeated = None in asked_on and case.rules >= REPEATS_MARKED and only_repeats(reply, asked_on)
    whole = Comment(
        id=base,
        agency=request.agency.code,
        request=request.ordinal,
        round=request.round,
        reply=received.number,
        question=None,
    )
    on_questions = (
        whole.model_copy(
            update={
                "id": f"{base}-{question}" if question else base,
                "question": question,
                "words": _digest(reply.said_on(question)) if traced else "",
                "has_wording": bool(reply.said_on(question).proposed_wording.strip()),
                "repeats": question is None and repeated,
            }
        )
        for question in asked_on
    )
    on_clauses = (
        whole.model_copy(
            update={
                "id": f"{base}.{place}",
                "place": place,
                "clause": said.clause,
                "words": _digest(said) if traced else "",
                "has_wording": bool(said.proposed_wording.strip()),
            }
        )
        for place, said in enumerate(reply.clause_comments, start=1)
    )
    made = (*on_questions, *on_clauses)
    return {comment.id: comment for comment in made}


def _digest(said: Answer | ClauseComment) -> str:
    return hashlib.sha256(said.model_dump_json().encode()).hexdigest()
