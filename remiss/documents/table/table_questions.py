"""Questions that need a word of their own: difficult ones, and those for bodies outside."""

from collections.abc import Iterator

from pydantic import AwareDatetime

from remiss.consultation.state import Consultation, FollowUp, Stage
from remiss.consultation.telling.labels import FOLLOW_UPS
from remiss.consultation.values import AgencyCode, FollowUpOutcome, QuestionId, Value
from remiss.consultation.views.difficult_questions import silent_on
from remiss.documents.letters.letter import Paragraph
from remiss.documents.official_wording import count, day, join_names, one_line
from remiss.texts import Bilingual, Text, say, text


class SilentAgency(Value):
    """Who has given no opinion on a question."""

    agency: AgencyCode
    name: Bilingual


class DifficultQuestion(Value):
    """A question marked difficult, and the agencies asked that gave no opinion on it."""

    question: QuestionId
    topic: Text
    silent: tuple[SilentAgency, ...]


class OutsideQuestion(Value):
    """A question for a body outside the registry; `outcome` is None while nobody said anything."""

    question: QuestionId
    topic: Text
    body: Text
    rule: Text
    outcome: FollowUpOutcome | None
    text: Text | None
    document: Text | None
    at: AwareDatetime | None


def difficult_questions(case: Consultation) -> Iterator[DifficultQuestion]:
    """Each with those silent on it; a request that was taken back owes nothing."""
    asked = [r for r in case.requests.values() if r.stage is not Stage.WITHDRAWN]
    for question in case.questions:
        if question.difficult:
            silent = (r for r in asked if question.id in silent_on(case, r))
            yield DifficultQuestion(
                question=question.id,
                topic=question.text,
                silent=tuple(
                    SilentAgency(agency=r.agency.code, name=r.agency.name) for r in silent
                ),
            )


def outside_questions(case: Consultation) -> Iterator[OutsideQuestion]:
    topics = {question.id: question.text for question in case.questions}
    for each in case.follow_ups:
        yield _outside(each, topics[each.question])


def _outside(follow_up: FollowUp, topic: str) -> OutsideQuestion:
    last = follow_up.steps[-1] if follow_up.steps else None
    return OutsideQuestion(
        question=follow_up.question,
        topic=topic,
        body=follow_up.body.name,
        rule=follow_up.body.rule,
        outcome=last.outcome if last else None,
        text=last.text if last else None,
        document=last.document if last else None,
        at=last.at if last else None,
    )


def say_difficult(found: tuple[DifficultQuestion, ...]) -> Iterator[Paragraph]:
    """One line for each, with who is silent on it."""
    if found:
        yield Paragraph(lead=say("table_paper.difficult", count=count(len(found))).vi)
    for each in found:
        names = join_names(one_line(agency.name.vi) for agency in each.silent)
        key = "table_paper.difficult_silent" if each.silent else "table_paper.difficult_answered"
        yield Paragraph(text=say(key, topic=one_line(each.topic), names=names).vi)


def say_outside(found: tuple[OutsideQuestion, ...]) -> Iterator[Paragraph]:
    """One line for each, with what was done about it."""
    if found:
        yield Paragraph(lead=say("table_paper.outside", count=count(len(found))).vi)
    for each in found:
        yield Paragraph(
            text=say(
                "table_paper.outside_one",
                topic=one_line(each.topic),
                body=one_line(each.body),
                rule=one_line(each.rule).removesuffix("."),
                state=_state(each),
            ).vi
        )


def _state(each: OutsideQuestion) -> str:
    if each.outcome is None or each.at is None:
        return text("table_paper.outside_undecided").vi
    return say(
        "table_paper.outside_state",
        outcome=FOLLOW_UPS[each.outcome],
        day=day(each.at),
        document=f", {one_line(each.document)}" if each.document else None,
        text=one_line(each.text or "").removesuffix("."),
    ).vi
