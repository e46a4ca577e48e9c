"""Comments disposed of or objected to, and late replies spoken for, as the case keeps them."""

from collections.abc import Mapping
from typing import assert_never

from remiss.consultation.life.changes import Changes, change_present_or_earlier
from remiss.consultation.life.commenting.messages import (
    CommentingEvent,
    CommentsDisposed,
    Disposed,
    DispositionObjected,
    FinalTextRecorded,
    LateReplyUsed,
    WordingsExplained,
    WordingsLocated,
)
from remiss.consultation.state import (
    Comment,
    Consultation,
    Disposition,
    FinalText,
    Objection,
    UsedLate,
)
from remiss.consultation.values import CommentId, FinalWording


def evolve(case: Consultation, event: CommentingEvent) -> Changes:
    match event:
        case CommentsDisposed():
            disposed = (_disposed(case, each, event) for each in event.dispositions)
            return _put_comments(case, *disposed)
        case DispositionObjected():
            return _objected(case, event)
        case LateReplyUsed():
            return _used(case, event)
        case FinalTextRecorded():
            return _laid_down(case, event)
        case WordingsLocated():
            finals = {wording.comment: wording for wording in event.wordings}
            return _put_final(case, finals)
        case WordingsExplained():
            return _explained(case, event)
        case _:
            assert_never(event)


def _put_comments(case: Consultation, *comments: Comment) -> Changes:
    return {"comments": {**case.comments, **{comment.id: comment for comment in comments}}}


def _disposed(case: Consultation, disposed: Disposed, event: CommentsDisposed) -> Comment:
    comment = case.comments[disposed.comment]
    disposition = Disposition(
        kind=disposed.kind, explanation=disposed.explanation, by=event.by, at=event.at
    )
    until = None if comment.objection else event.object_until
    return comment.model_copy(update={"disposition": disposition, "object_until": until})


def _objected(case: Consultation, event: DispositionObjected) -> Changes:
    objection = Objection(reasons=event.reasons, by=event.by, at=event.at)
    changed = (
        case.comments[id_].model_copy(
            update={
                "objection": objection,
                "set_aside": case.comments[id_].disposition,
                "disposition": None,
                "object_until": None,
            }
        )
        for id_ in event.comments
    )
    return _put_comments(case, *changed)


def _laid_down(case: Consultation, event: FinalTextRecorded) -> Changes:
    """What was found in an earlier one is said of that one alone."""
    text = FinalText(file=event.file, number=event.number, by=event.by, at=event.at)
    comments = {
        id_: comment.model_copy(update={"final": None}) for id_, comment in case.comments.items()
    }
    return {"final_text": text, "comments": comments}


def _put_final(case: Consultation, finals: Mapping[CommentId, FinalWording]) -> Changes:
    changed = (case.comments[id_].model_copy(update={"final": one}) for id_, one in finals.items())
    return _put_comments(case, *changed)


def _explained(case: Consultation, event: WordingsExplained) -> Changes:
    finals = {}
    for each in event.explanations:
        wording = case.comments[each.comment].final
        if wording is not None:
            said = {"explanation": each.explanation}
            finals[each.comment] = wording.model_copy(update=said)
    return _put_final(case, finals)


def _used(case: Consultation, event: LateReplyUsed) -> Changes:
    request = case.requests_of(event.agency)[event.request - 1]
    used = UsedLate(use=event.use, explanation=event.explanation, by=event.by, at=event.at)
    replies = tuple(
        reply.model_copy(update={"used": used}) if reply.number == event.number else reply
        for reply in request.replies
    )
    return change_present_or_earlier(case, request, {"replies": replies})
