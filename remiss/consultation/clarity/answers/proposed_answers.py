"""Answers proposed from a letter that came without any, for its agency to confirm.

Each part is proposed only where the words carry it, with the words it was read from. Where they do
not, the part stays empty, and the passage stands in `text` all the same: confirming loses nothing.
"""

from collections.abc import Callable, Iterator, Sequence

from pydantic import Field

from remiss.consultation.clarity.answers.cut_parts import (
    asks,
    basis_in,
    reason_in,
    value_in,
    wording_in,
)
from remiss.consultation.clarity.answers.passages import (
    Found,
    Passage,
    find_phrases,
    passages,
    told_in,
)
from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.clarity.remarks import asks_for_change
from remiss.consultation.values import (
    Answer,
    NotOurs,
    Position,
    Question,
    Reply,
    Value,
)

Read = tuple[object, str]
"""What a part says, and the words it was read from."""
NEAR = 6
"""Words within which what is to be altered stands after the asking."""
LONGEST_NAME = 120


class ReadFrom(Value):
    """One part that is proposed, and the words of the letter it was read from."""

    part: str = Field(description="The name of the part, as `Answer` has it.")
    span: str = Field(description="Verbatim from the reply.")


class ProposedAnswer(Value):
    """What the letter seems to answer to one question; only its agency can say so."""

    answer: Answer = Field(description="Ready to be sent back, as it is or changed.")
    read_from: tuple[ReadFrom, ...] = ()


def propose(
    questions: Sequence[Question], reply: Reply, assessment: Assessment
) -> tuple[ProposedAnswer, ...]:
    """An answer to each question, as far as the letter carries one."""
    found = passages(questions, reply.text, assessment)
    return tuple(_proposed(one, found.get(one.id), assessment) for one in questions)


def asks_further(questions: Sequence[Question], reply: Reply, assessment: Assessment) -> bool:
    """Whether the letter asks for something outside the passages, its frame left aside."""
    used = [passage.text for passage in passages(questions, reply.text, assessment).values()]
    left = (one.raw for one, frame in told_in(reply.text) if not frame)
    return any(asks_for_change(raw) for raw in left if not any(raw in text for text in used))


def _proposed(
    question: Question, passage: Passage | None, assessment: Assessment
) -> ProposedAnswer:
    if passage is None:
        return ProposedAnswer(answer=Answer(question=question.id))
    parts: dict[str, Read] = {}
    if _is_sure(passage, question, assessment):
        parts |= _parts(question, passage)
    elif theirs := _theirs(question, assessment):
        parts["not_ours"] = theirs
    answer = {"question": question.id, "text": passage.text} | {k: v for k, (v, _) in parts.items()}
    return ProposedAnswer(
        answer=Answer.model_validate(answer),
        read_from=tuple(ReadFrom(part=part, span=span) for part, (_, span) in parts.items()),
    )


def _is_sure(passage: Passage, question: Question, assessment: Assessment) -> bool:
    """Whether the words answer this question, no other one as well, and send it to nobody."""
    answered = {one.question for one in assessment.questions if one.answered}
    referred = {one.question for one in assessment.referrals}
    return question.id in answered - referred and not passage.shared


def _parts(question: Question, passage: Passage) -> Iterator[tuple[str, Read]]:
    if stand := _position(passage):
        yield "position", stand
    cut = {
        "value": value_in(passage, question),
        "reason": reason_in(passage),
        "legal_basis": basis_in(passage),
        "proposed_wording": wording_in(passage),
    }
    yield from ((part, (span, span)) for part, span in cut.items() if span)


def _theirs(question: Question, assessment: Assessment) -> Read | None:
    """The body the words send the question to, where they name one and answer nothing."""
    if any(one.answered for one in assessment.questions if one.question == question.id):
        return None
    for one in assessment.referrals:
        name = (one.to or "").split()
        if one.question == question.id and len(name) > 1:  # “Sở” alone names nobody
            return NotOurs(body=" ".join(name)[:LONGEST_NAME]), one.span
    return None


def _position(passage: Passage) -> Read | None:
    """Where the words stand, if all of them stand in one place."""
    agrees, refuses, alters = (_first(passage, stand) for stand in (_agrees, _refuses, _alters))
    if agrees and refuses:
        return None
    if refuses:
        return Position.DISAGREE, refuses
    if alters:
        return Position.AGREE_WITH_CHANGES, alters
    return (Position.AGREE, agrees) if agrees else None


def _first(passage: Passage, stands: Callable[[Sequence[Found]], bool]) -> str | None:
    """The first sentence that does, questions left aside."""
    for sentence in passage.sentences:
        if not asks(sentence) and stands(tuple(find_phrases(sentence))):
            return sentence.raw
    return None


def _agrees(found: Sequence[Found]) -> bool:
    return any(one.sense == "agree" for one in found)


def _refuses(found: Sequence[Found]) -> bool:
    return any(one.sense == "disagree" for one in found)


def _alters(found: Sequence[Found]) -> bool:
    """Asks, and says soon after what is to be altered."""
    asked = [one.end for one in found if one.sense == "ask"]
    altered = [one.start for one in found if one.sense == "alter"]
    return any(0 <= start - end <= NEAR for end in asked for start in altered)
