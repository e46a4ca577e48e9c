"""One reply as it reads against the questions and the agency's mandates."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import exp, log

from remiss.consultation.clarity.alignment import AskedQuestion, asked_question, bearings, rarities
from remiss.consultation.clarity.letter_frame import framed
from remiss.consultation.clarity.lexicon import common
from remiss.consultation.clarity.measures import (
    PHRASE,
    Measures,
    QuestionCase,
    fault_measures,
    letter_phrases,
    question_measures,
)
from remiss.consultation.clarity.roles import give_roles
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.clarity.sentences import sentences
from remiss.consultation.clarity.weights import Model, probability, shares
from remiss.consultation.relevance import covers
from remiss.consultation.values import Answer, Mandate, Question, QuestionId, Reply
from remiss.texts import NO_NUMBERS, Numbers, question_name

ANSWERED = 0.5
TICKED = 2.0
"""The log-odds that a position, a value or whose it is, given on the form, add to the words."""
PLAINLY_ABSENT = 0.02
MOST_ODDS = 5.0
"""Log-odds beyond which a question is no surer."""


class QuestionReading:
    """One question of the reply: what was measured, and how surely it is answered."""

    def __init__(
        self, case: QuestionCase, answer: Answer, mandate: Mandate | None, numbers: Numbers
    ) -> None:
        self.case, self.answer, self.mandate = case, answer, mandate
        self.question = case.asked.question
        self.name = question_name(self.question.id, numbers)
        self.measured = question_measures(case)
        self.odds = 0.0
        self.model: Model | None = None

    def _speaks(self, facts: Facts) -> float:
        """What the phrases of a sentence of the passage add to the question being answered."""
        known = self.model.answered.measures if self.model else {}
        return sum(known.get(f"passage {phrase}", 0.0) for phrase in facts.phrases(PHRASE))

    @property
    def against(self) -> Facts | None:
        """The sentence of the passage that speaks most against an answer; None if none does."""
        worst = min(self.case.sentences, key=self._speaks, default=None)
        return worst if worst is not None and self._speaks(worst) < 0 else None

    @property
    def stands(self) -> Facts | None:
        """The sentence of the passage that speaks most for an answer."""
        return max(self.case.sentences, key=self._speaks, default=None)

    @property
    def sure(self) -> float:
        return probability(self.odds)

    @property
    def answered(self) -> bool:
        return self.sure >= ANSWERED


class Reading:
    """The reply as a whole; `model` weighs what is measured, `numbers` name the questions."""

    def __init__(
        self,
        questions: Sequence[Question],
        reply: Reply,
        mandates: Sequence[Mandate],
        model: Model,
        numbers: Numbers = NO_NUMBERS,
    ) -> None:
        self.reply, self._mandates, self.model = reply, mandates, model
        self._numbers = numbers
        everything = list(told_in(reply))
        give_roles(everything, model)
        self.told = [facts for facts in everything if not facts.frame]
        self.questions = self._read([asked_question(question) for question in questions])
        self.weigh(model)

    def weigh(self, model: Model) -> None:
        """Weigh what was measured."""
        self.model = model
        for one in self.questions:
            one.model, one.odds = model, self._odds(one)

    @cached_property
    def _letter(self) -> Measures:
        return letter_phrases(self.told)

    def _read(self, asked: list[AskedQuestion]) -> list[QuestionReading]:
        known = frozenset().union(*(one.words for one in asked))
        answers = {answer.question: answer for answer in self.reply.answers}
        rows = bearings(asked, self.told)
        return [self._question(one, at, rows, known, answers) for at, one in enumerate(asked)]

    def _question(
        self,
        asked: AskedQuestion,
        at: int,
        rows: list[list[float]],
        known: frozenset[str],
        answers: dict[QuestionId, Answer],
    ) -> QuestionReading:
        mandate = self._mandate_for(asked.question)
        case = QuestionCase(
            asked=asked,
            told=self.told,
            bears=rows[at],
            passage=[place for place in _passage(rows, at) if not asked.heads(self.told[place])],
            known=known,
            letter=self._letter,
            alone=len(rows) == 1,
            outside=mandate is None,
            on_form=self.on_form,
        )
        id_ = asked.question.id
        answer = answers.get(id_, Answer(question=id_))
        return QuestionReading(case, answer, mandate, self._numbers)

    def _odds(self, one: QuestionReading) -> float:
        answer = one.answer
        given = not answer.lacks_position and not answer.declines
        if given and not any(map(str.strip, answer.written)):
            return MOST_ODDS
        if answer.declines or not self.told:
            return log(PLAINLY_ABSENT)
        odds = self.model.answered.sum(one.measured) + TICKED * given
        return max(-MOST_ODDS, min(MOST_ODDS, odds))

    @cached_property
    def own(self) -> list[QuestionReading]:
        """The questions that fall under the agency's mandates."""
        return [one for one in self.questions if one.mandate]

    @property
    def all_answered(self) -> bool:
        """Whether the words answer every question of its own; every one, where none is its own."""
        return all(one.answered for one in self.own or self.questions)

    @property
    def weakest(self) -> QuestionReading:
        """The question least surely answered, of the agency's own if it has any."""
        return min(self.own or self.questions, key=lambda one: one.odds)

    @property
    def clear_measures(self) -> Measures:
        """What the reply as a whole is judged by: how surely each of its own is answered."""
        odds = [one.odds for one in self.own or self.questions]
        return {
            "weakest": min(odds),
            "together": -log(sum(exp(-value) for value in odds)),
            "mean": sum(odds) / len(odds),
            "questions": len(odds) / 3,
            "others_too": float(len(odds) < len(self.questions)),
            "on_form": float(self.on_form),
        }

    @property
    def clear(self) -> float:
        """How surely every question of its own is answered."""
        return probability(self.model.clear.sum(self.clear_measures))

    @property
    def fault_measures(self) -> Measures:
        own = self.own or self.questions
        answered = sum(one.answered for one in own) / len(own)
        return fault_measures([one.case for one in own], self.weakest.case, answered)

    @property
    def kinds(self) -> dict[str, float]:
        """How the faults share what is not clear."""
        measured = self.fault_measures
        return shares({kind: w.sum(measured) for kind, w in self.model.kinds.items()})

    @cached_property
    def on_form(self) -> bool:
        """Whether the form was used: fields that were all left blank make a letter of it."""
        return any(not answer.says_nothing for answer in self.reply.answers)

    @cached_property
    def sent_nothing(self) -> bool:
        """Neither words nor a file nor a field of the form; a box ticked says nothing by itself."""
        reply = self.reply
        beside = reply.attachments or reply.clause_comments
        return not (self.on_form or beside or reply.text.strip())

    @cached_property
    def file_only(self) -> bool:
        """Whether its substance is in a file, which is not judged here."""
        return bool(self.reply.attachments) and not self.on_form and not self.told

    @cached_property
    def familiarity(self) -> float:
        """The share of its words that stand in the replies learnt from."""
        words = [word for facts in self.told for word in facts.plain if word.isalpha()]
        known = sum(word in rarities() or word in common() for word in words)
        return known / len(words) if words else 1.0

    @property
    def familiar(self) -> bool:
        """Whether enough of its words are known to tell anything of it."""
        return self.familiarity >= self.model.familiar

    def _mandate_for(self, question: Question) -> Mandate | None:
        covering = [held for held in self._mandates if covers(held.field, question.field)]
        return max(covering, key=lambda held: len(held.field), default=None)


def _passage(rows: Sequence[Sequence[float]], at: int) -> list[int]:
    """The places of the sentences that bear on this question at least as on any other."""
    if len(rows) == 1:
        return list(range(len(rows[0])))
    most = [max(column) for column in zip(*rows, strict=True)]
    return [place for place, bears in enumerate(rows[at]) if 0 < bears >= most[place]]


def told_in(reply: Reply) -> Iterator[Facts]:
    """Everything the reply says, save what is said to the software: that is nobody's answer."""
    letter = sentences(reply.text)
    told = [Facts(s, frame=frame) for s, frame in zip(letter, framed(letter), strict=True)]
    for answer in reply.answers:
        for text in answer.written:
            told += [Facts(sentence, answer.question) for sentence in sentences(text)]
    opens = False
    for facts in told:
        opens = opens or facts.sentence.opens
        if not facts.has("machine"):
            facts.sentence.opens, opens = opens, False
            yield facts
