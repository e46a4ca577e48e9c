"""One reply as it reads against the questions and the agency's mandates."""

from collections.abc import Sequence
from functools import cached_property

from remiss.consultation.clarity.alignment import AskedQuestion, bearings
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.clarity.sentences import sentences
from remiss.consultation.clarity.signals import QuestionCase, evidence
from remiss.consultation.clarity.weights import Model, log_odds, probability, shares
from remiss.consultation.relevance import covers
from remiss.consultation.values import Answer, Mandate, Position, Question, Reply

ANSWERED = 0.5
AGREED_ON_THE_FORM = 0.9
"""How sure a box ticked for one question, and nothing against it, makes its answer."""
PLAINLY_ABSENT = 0.02
SELF_CONTRADICTED = 0.3
HARDLY_A_WORD = 3
KIND_MEASURES = (
    "refers", "belongs", "theirs", "disclaims", "undated", "withheld", "papers", "touchy",
    "earlier", "layout", "stock", "stock_all", "praise", "half_agreed", "agree", "closed",
    "bearing", "on_topic", "cites", "alone", "figures", "declined", "unticked", "both_sides",
)  # fmt: skip


class QuestionReading:
    """One question of the reply: what was measured, and how surely it is answered."""

    def __init__(
        self, case: QuestionCase, measured: dict[str, float], mandate: Mandate | None
    ) -> None:
        self.case, self.measured, self.mandate = case, measured, mandate
        self.question = case.asked.question
        self.sure = 0.0

    @property
    def answered(self) -> bool:
        return self.sure >= ANSWERED


class Reading:
    """The reply as a whole; `model` weighs what is measured."""

    def __init__(
        self,
        questions: Sequence[Question],
        reply: Reply,
        mandates: Sequence[Mandate],
        model: Model,
    ) -> None:
        self.reply, self._mandates = reply, mandates
        self._answers = {answer.question: answer for answer in reply.answers}
        self.told = list(_told(reply))
        self.questions = self._read([AskedQuestion(question) for question in questions])
        self.weigh(model)

    def weigh(self, model: Model) -> None:
        """Weigh what was measured."""
        self.model = model
        for one in self.questions:
            one.sure = self._sure(one)

    def _read(self, asked: list[AskedQuestion]) -> list[QuestionReading]:
        known = frozenset().union(*(one.all_words for one in asked))
        readings = []
        for one, row in zip(asked, bearings(asked, self.told), strict=True):
            mandate = self._mandate_for(one.question)
            case = QuestionCase(one, self.told, row, known, len(asked) == 1, mandate is None)
            measured = evidence(case) | {
                "declined": float(self.reply.position is Position.NOT_IN_MANDATE),
                "unticked": float(self.reply.position is Position.NONE),
            }
            readings.append(QuestionReading(case, measured, mandate))
        return readings

    def _sure(self, one: QuestionReading) -> float:
        answer = self.answer_to(one)
        if self.declines(one) or self.skips(one) or self.says_nothing:
            return PLAINLY_ABSENT
        sure = probability(self.model.answered.sum(one.measured))
        if self.turn:
            return min(sure, SELF_CONTRADICTED)
        if answer.position is Position.AGREE and not answer.text.strip():
            return max(sure, AGREED_ON_THE_FORM)
        return sure

    def answer_to(self, one: QuestionReading) -> Answer:
        """What the form says on the question; an empty answer where it says nothing."""
        return self._answers.get(one.question.id, Answer(question=one.question.id))

    def declines(self, one: QuestionReading) -> bool:
        """Whether the form says that the question is not the agency's."""
        return self.answer_to(one).position is Position.NOT_IN_MANDATE

    def skips(self, one: QuestionReading) -> bool:
        """Whether the form answers others and leaves this one blank, and no sentence is on it."""
        used = any(answer.position is not Position.NONE for answer in self.reply.answers)
        answer = self.answer_to(one)
        blank = answer.position is Position.NONE and not answer.text + answer.proposed_wording
        return used and blank and one.measured["stand_plain"] < SPOKEN_TO

    @cached_property
    def says_nothing(self) -> bool:
        """No box ticked, no stand in words, nothing specific, hardly a word of its own."""
        ticked = (self.reply.position, *(answer.position for answer in self.reply.answers))
        if any(position is not Position.NONE for position in ticked):
            return False
        known = self.questions[0].case.known
        return not any(
            facts.has("agree", "refuse", "delay", "wait", "withhold", "disclaim")
            or facts.specific
            or facts.passes_on
            or facts.news(known) > HARDLY_A_WORD
            for facts in self.told
        )

    @cached_property
    def turn(self) -> Facts | None:
        """Where a reply that refused something agrees to the whole."""
        refused = False
        for facts in self.told:
            if refused and facts.near("agree", "whole", -3, 3) and not facts.has("rest"):
                return facts
            refused = refused or facts.near("no", "agree", 0, 1)
        return None

    @cached_property
    def own(self) -> list[QuestionReading]:
        """The questions that fall under the agency's mandates."""
        return [one for one in self.questions if one.mandate]

    @property
    def weakest(self) -> QuestionReading:
        """The question least surely answered, of the agency's own if it has any."""
        return min(self.own or self.questions, key=lambda one: one.sure)

    @property
    def clear(self) -> float:
        """How surely every question of its own is answered: as surely as the weakest."""
        return probability(self.model.clear.sum({"weakest": log_odds(self.weakest.sure)}))

    @property
    def kinds(self) -> dict[str, float]:
        """How the faults share what is not clear."""
        measured = kind_measures(self)
        return shares({kind: w.sum(measured) for kind, w in self.model.kinds.items()})

    def _mandate_for(self, question: Question) -> Mandate | None:
        covering = [held for held in self._mandates if covers(held.field, question.field)]
        return max(covering, key=lambda held: len(held.field), default=None)


SPOKEN_TO = 0.25
"""How much a sentence must say on a question left blank on the form to count as its answer."""


def kind_measures(reading: Reading) -> dict[str, float]:
    """What tells one fault from another, taken at the weakest question."""
    one = reading.weakest
    measured = {name: one.measured[name] for name in KIND_MEASURES}
    others = any(other.answered for other in reading.questions if other is not one)
    passes_on = max(measured[name] for name in ("refers", "belongs", "theirs"))
    return measured | {
        "others_answered": float(others),
        "omitted": others * (1 - measured["on_topic"]),
        "passes_on": passes_on,
    }


def _told(reply: Reply) -> list[Facts]:
    """Everything the reply says, save what is said to the software: that is nobody's answer."""
    told = [Facts(sentence) for sentence in sentences(reply.text)]
    for answer in reply.answers:
        for text in (answer.text, answer.proposed_wording):
            told += [Facts(sentence, answer.question) for sentence in sentences(text)]
    return [facts for facts in told if not facts.has("machine")]
