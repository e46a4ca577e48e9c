"""A letter that came without answers: those read from it, and confirming them in one step."""

from pydantic import Field, ValidationError

from remiss.consultation.clarity.answers.proposed_answers import (
    ProposedAnswer,
    asks_further,
    propose,
)
from remiss.consultation.clarity.assessment import Action, Assessment
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import SubmitReply
from remiss.consultation.life.replying.taken_reply import outdated_in
from remiss.consultation.life.reviewing.decide import action_on
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Question, QuestionId, Reply, ReplyCorrection, Sha256, Value


class ProposedReply(Value):
    """Answers read from a letter that came without any, and what confirming them would lead to."""

    answers: tuple[ProposedAnswer, ...] = Field(description="One for each question still owed.")
    undecided: tuple[QuestionId, ...] = Field(
        description="Questions on which no position was read: the agency ticks these itself."
    )
    reply: Reply = Field(description="The letter with these answers, ready to be given.")
    reply_sha256: Sha256 = Field(description="Of that reply; confirming names it.")
    assessment: Assessment = Field(description="Of that reply.")
    action: Action = Field(description="What would be done with that reply.")


def assessed(case: Consultation, request: Request, reply: Reply) -> Assessment:
    """What the rubric says of a reply to the questions still owed, under the case's policy."""
    return _assessed(case, request, case.owed_by(request), reply)


def assessed_correction(
    case: Consultation, request: Request, corrects: ReplyCorrection, reply: Reply
) -> Assessment:
    """What it says of a correction, to the questions that the reply it corrects answers."""
    first = request.replies[corrects.number - 1]
    questions = tuple(q for q in case.questions_of(request) if q.id in first.answers)
    return _assessed(case, request, questions, reply)


def _assessed(
    case: Consultation, request: Request, questions: tuple[Question, ...], reply: Reply
) -> Assessment:
    mandates = request.agency.mandates
    found = assess(questions, reply, mandates, numbers=case.question_numbers)
    return found.under(return_from_prose=case.policy.return_from_prose, bases=case.policy.bases)


def action_for(
    case: Consultation, request: Request, reply: Reply, assessment: Assessment
) -> Action:
    """What would be done with a reply."""
    outdated = outdated_in(case, request, reply) or case.replaced_file(reply.draft_sha256)
    return action_on(case, assessment, outdated=bool(outdated))


def propose_reply(
    case: Consultation, request: Request, letter: Reply, assessment: Assessment
) -> ProposedReply | None:
    """What is read from a letter; None from a reply with answers, or where nothing is found."""
    questions = case.owed_by(request)
    answers = () if letter.answers else propose(questions, letter, assessment)
    further = asks_further(questions, letter, assessment)
    reply = _completed(letter, answers, further=further)
    if reply is None:
        return None
    found = assessed(case, request, reply)
    return ProposedReply(
        answers=answers,
        undecided=tuple(one.answer.question for one in answers if one.answer.lacks_position),
        reply=reply,
        reply_sha256=reply.sha256(),
        assessment=found,
        action=action_for(case, request, reply, found),
    )


def confirmed_reply(
    case: Consultation, request: Request, command: SubmitReply, reply_sha256: Sha256
) -> Reply:
    """The letter of `command` with the answers its agency saw; sent again, the same as before.

    Raises:
        Refusal: as the command itself would be refused; `another_proposal`, where other answers
            would now be read; `positions_undecided`, where the agency has yet to say where it
            stands on some question.
    """
    if known := _given(request, reply_sha256):
        return known
    decide(case, command)
    letter = command.reply
    proposed = propose_reply(case, request, letter, assessed(case, request, letter))
    if proposed is None or proposed.reply_sha256 != reply_sha256:
        raise Refusal("another_proposal")
    if proposed.undecided:
        refusal = Refusal("positions_undecided", questions=proposed.undecided)
        refusal.number_questions(case.question_numbers)
        raise refusal
    return proposed.reply


def _completed(
    letter: Reply, answers: tuple[ProposedAnswer, ...], *, further: bool
) -> Reply | None:
    """The letter with what was read; None where nothing was, or where all does not fit."""
    said = [one.answer for one in answers if not one.answer.says_nothing]
    if not said:
        return None
    parts = {"answers": said, "further_comment": letter.further_comment or further}
    try:
        return Reply.model_validate({**dict(letter), **parts})
    except ValidationError:
        return None


def _given(request: Request, reply_sha256: Sha256) -> Reply | None:
    """The reply of that digest, if the agency has prepared or given it already."""
    given = (*(received.reply for received in request.replies), request.drafted)
    return next((reply for reply in given if reply and reply.sha256() == reply_sha256), None)
