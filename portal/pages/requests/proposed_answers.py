"""The answers read from a letter that came without any, for the agency to confirm in one step."""

from portal.parts.rungs import begun
from remiss.consultation.life.replying.proposal import ProposedReply
from remiss.consultation.state import (
    Consultation,
)
from remiss.consultation.values import (
    Answer,
    QuestionId,
    Value,
)
from remiss.texts import Bilingual, Text, label, say, text


class ReadPart(Value):
    """A part of an answer that is proposed, and the words of the letter it was read from."""

    part: Bilingual
    said: Bilingual | Text
    span: Text


class ProposedPoint(Value):
    """What a letter seems to say on one question."""

    name: Bilingual
    position: Bilingual
    parts: tuple[ReadPart, ...]


class Proposed(Value):
    """The answers read from a letter that came without any, to confirm in one step."""

    sha256: str
    points: tuple[ProposedPoint, ...]
    undecided: tuple[Bilingual, ...]
    """Questions on which no position was read; while there are any nothing can be confirmed."""


def proposed_answers(case: Consultation, found: ProposedReply | None) -> Proposed | None:
    """What was read; None where nothing was."""
    if found is None or not any(one.read_from for one in found.answers):
        return None
    numbers = case.question_numbers

    def name(question: QuestionId) -> Bilingual:
        return say("portal.reply.question", number=numbers[question])

    points = tuple(
        ProposedPoint(
            name=name(one.answer.question),
            position=begun(label(one.answer.position)),
            parts=tuple(
                ReadPart(part=_part(read.part), said=_said(one.answer, read.part), span=read.span)
                for read in one.read_from
            ),
        )
        for one in found.answers
    )
    undecided = tuple(name(question) for question in found.undecided)
    return Proposed(sha256=found.reply_sha256, points=points, undecided=undecided)


def _part(part: str) -> Bilingual:
    return text("portal.paper.answer" if part == "position" else f"answer_part.{part}")


def _said(answer: Answer, part: str) -> Bilingual | Text:
    if part == "position":
        return begun(label(answer.position))
    if answer.not_ours and part == "not_ours":
        return answer.not_ours.in_full
    return str(getattr(answer, part))
