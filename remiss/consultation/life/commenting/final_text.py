"""The final text: where it has the wordings that were adopted, and why it has other words.

Nobody has to lay one down. Where it was, the case ends when every adopted wording that is not there
as it was asked for is explained, which its agency reads.
"""

from collections.abc import Iterator

from remiss.consultation.life.commenting.messages import (
    ExplainWordings,
    FinalTextRecorded,
    RecordFinalText,
    WordingExplanation,
    WordingsExplained,
    WordingsLocated,
)
from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import duplicates, request_of
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Comment, Consultation
from remiss.consultation.values import AgencyCode


def record_final_text(case: Consultation, command: RecordFinalText) -> tuple[Event, ...]:
    """Each agency is told of its own wordings alone.

    Raises:
        Refusal: `comment_named_twice`, `no_such_comment`, `wording_not_adopted`.
    """
    named = [wording.comment for wording in command.wordings]
    if twice := duplicates(named):
        raise Refusal("comment_named_twice", comments=twice)
    for id_ in named:
        if id_ not in case.comments:
            raise Refusal("no_such_comment", comment=id_)
        if not case.comments[id_].adopted:
            raise Refusal("wording_not_adopted", comment=id_)
    recorded = FinalTextRecorded(
        at=command.at, file=command.file, number=command.number, by=command.actor.person
    )
    return recorded, *_located(case, command)


def _located(case: Consultation, command: RecordFinalText) -> Iterator[WordingsLocated]:
    of = {wording.comment: case.comments[wording.comment].agency for wording in command.wordings}
    for agency in dict.fromkeys(of.values()):
        theirs = tuple(wording for wording in command.wordings if of[wording.comment] == agency)
        yield WordingsLocated(agency=agency, at=command.at, wordings=theirs)


def explain_wordings(case: Consultation, command: ExplainWordings) -> tuple[Event, ...]:
    """Explained again, the last explanation counts.

    Raises:
        Refusal: `comment_named_twice`, `no_such_comment`, `wording_needs_no_word`.
    """
    request_of(case, command.agency)
    named = [each.comment for each in command.explanations]
    if twice := duplicates(named):
        raise Refusal("comment_named_twice", comments=twice)
    for each in command.explanations:
        _check_explained(case, command.agency, each)
    return (
        WordingsExplained(
            agency=command.agency,
            at=command.at,
            explanations=command.explanations,
            by=command.actor.person,
        ),
    )


def _check_explained(case: Consultation, agency: AgencyCode, each: WordingExplanation) -> None:
    comment = case.comments.get(each.comment)
    if comment is None or comment.agency != agency:
        raise Refusal("no_such_comment", comment=each.comment)
    wording = comment.final
    if wording is None or not (wording.unexplained or wording.explanation is not None):
        raise Refusal("wording_needs_no_word", comment=each.comment)


def check_wordings(case: Consultation) -> None:
    """Whether a case that has a final text may end.

    Raises:
        Refusal: `wordings_not_located`, of comments adopted after it was laid down;
            `wordings_unexplained`.
    """
    if case.final_text is None:
        return
    adopted = [comment for comment in case.comments.values() if comment.adopted]
    if missing := [one for one in adopted if one.has_wording and one.final is None]:
        raise Refusal("wordings_not_located", comments=[one.id for one in missing])
    if waiting := [one for one in adopted if one.wording_unexplained]:
        raise Refusal(
            "wordings_unexplained",
            comments=[one.id for one in waiting],
            agencies=_names(case, waiting),
        )


def _names(case: Consultation, comments: list[Comment]) -> list[object]:
    codes = dict.fromkeys(comment.agency for comment in comments)
    return [case.requests[code].agency.name for code in codes]
