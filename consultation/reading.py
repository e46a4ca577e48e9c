"""A reply read sentence by sentence: what it takes a stand on, and what is concrete in it."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from consultation.phrases import said
from consultation.plaintext import PlainText, Sentence, fold, words_of
from consultation.relevance import covers
from consultation.values import Answer, Mandate, Position, Question, Reply

CITATION = re.compile(
    r"\b(?:so|no|ngay|nam|thang|luat|law|letter|dated|in|qd|of)\.?\s{1,3}\d[\w/.\-]{0,40}"
    r"|\b(?!\d{1,2}/\d{1,2}/\d{4}\b)\d{1,4}/[\w\-/]{2,40}"
)
"""Numbers that only name a document or a date; they say nothing about what was asked."""

FIGURE = re.compile(r"\b\d[\d.,]{0,15}")
ARTICLE = re.compile(
    r"\b(?:dieu|khoan|diem|muc|phu luc|article|clause|annex|table)\s{1,3}\w{1,4}\b"
)
WORDING = re.compile('["“«]\\w[^"“«”»]{15,400}["”»]')
DATED = re.compile(
    r"\btruoc ngay\b|\btrong \d|\bngay \d|\bby \d|\bwithin \w{1,9} (?:working )?days\b"
)
BECAUSE = re.compile(
    r"(?<!don )(?<!pham )(?<!hanh )(?<!dia )\bvi\b(?! pham| tri| cac don vi)"
    r"|[,:;] do (?!so |ubnd |van phong |co quan |cong an )"
)

ON_TOPIC = 3
"""How many word pairs of the question a sentence shares when it speaks to it."""


class Reading:
    """One reply as it reads against the questions and the agency's mandates."""

    def __init__(
        self, questions: Sequence[Question], reply: Reply, mandates: Sequence[Mandate]
    ) -> None:
        self.questions, self.reply, self._mandates = questions, reply, mandates
        self._answers = {answer.question: answer for answer in reply.answers}
        self._asked_figures = set(FIGURE.findall(fold(" ".join(q.text for q in questions))))
        self._asked_pairs = {pair for question in questions for pair in _pairs(question.text)}
        texts = [reply.text, *(answer.text for answer in reply.answers)]
        self.sentences = [s for text in texts for s in PlainText(text).sentences]
        self._judged: dict[str, bool] = {}
        self._said = said("".join(sentence.words for sentence in self.sentences))

    @cached_property
    def uses_form(self) -> bool:
        """Whether positions were given question by question."""
        return any(answer.position is not Position.NONE for answer in self.reply.answers)

    @cached_property
    def takes_no_position(self) -> bool:
        """Neither a box ticked nor a stand in words; not asked of one who rightly declines."""
        if self.uses_form or self.reply.position is not Position.NONE or self.rightly_refers:
            return False
        return not (self.first_says("agree", "disagree") or self.substantive)

    @cached_property
    def declined(self) -> tuple[Question, ...]:
        """The questions the agency declares not to be its own."""
        whole = not self.uses_form and self.reply.position is Position.NOT_IN_MANDATE
        return tuple(q for q in self.questions if whole or self._declines(q))

    @cached_property
    def skipped(self) -> tuple[Question, ...]:
        """The questions without any answer, where others are answered on the form."""
        if not self.uses_form:
            return ()
        return tuple(q for q in self.questions if self._blank(q) and not self._in_text(q))

    @cached_property
    def rightly_refers(self) -> bool:
        """No question is the agency's own, and it says so or was declared so."""
        own = any(self.mandate_for(question) for question in self.questions)
        declined = len(self.declined) == len(self.questions)
        return bool(self.questions) and not own and (declined or bool(self._said["refer"]))

    @cached_property
    def substantive(self) -> bool:
        """Whether anything in the reply is something the drafter can act on."""
        worded = any(answer.proposed_wording.strip() for answer in self.reply.answers)
        return worded or self._first(self.is_substantive) is not None

    @property
    def unanswered(self) -> set[str]:
        """The ids of the questions left without an answer, whoever is right about them."""
        if self.takes_no_position or self.rightly_refers:
            return {question.id for question in self.questions}
        return {question.id for question in (*self.declined, *self.skipped)}

    def is_substantive(self, sentence: Sentence) -> bool:
        """A stand, a judgement or a proposal, together with something concrete."""
        if sentence.folded not in self._judged:
            self._judged[sentence.folded] = self._is_substantive(sentence)
        return self._judged[sentence.folded]

    def _is_substantive(self, sentence: Sentence) -> bool:
        if self.says(sentence, "disagree"):
            return True
        stands = self.says(sentence, "agree", "judge")
        if not stands and not self.says(sentence, "propose"):
            return False
        if WORDING.search(sentence.folded) or self._figures(sentence, new=not stands):
            return True
        if self.says(sentence, "general"):
            return False
        return bool(ARTICLE.search(sentence.folded)) or (stands and self._grounded(sentence))

    def is_specific(self, sentence: Sentence) -> bool:
        """Something to act on, or figures of its own that say why not yet."""
        return self.is_substantive(sentence) or self._figures(sentence, new=True)

    def stands_on_something(self, sentence: Sentence) -> bool:
        """A stand, not only a proposal, with something concrete beside it."""
        return self.says(sentence, "agree", "disagree") and self.is_substantive(sentence)

    def says(self, sentence: Sentence, *senses: str) -> bool:
        """Whether the sentence holds a phrase of one of these senses."""
        return any(phrase in sentence.words for sense in senses for phrase in self._said[sense])

    def first_says(self, *senses: str) -> Sentence | None:
        """The first sentence with a phrase of one of these senses."""
        return self._first(lambda sentence: self.says(sentence, *senses))

    def first_agrees(self) -> Sentence | None:
        """The first sentence that agrees to something, negated agreement left aside."""
        return self._first(lambda s: self._agrees(s.words))

    def quoted(self, sense: str) -> Iterator[tuple[Sentence, str]]:
        """Each sentence holding a phrase of this sense, with its words verbatim."""
        for sentence in self.sentences if self._said[sense] else ():
            for phrase in self._said[sense]:
                if phrase in sentence.words and (span := sentence.quote(phrase)):
                    yield sentence, span

    def mandate_for(self, question: Question) -> Mandate | None:
        """The narrowest mandate under which the agency answers for the question."""
        covering = [held for held in self._mandates if covers(held.field, question.field)]
        return max(covering, key=lambda held: len(held.field), default=None)

    def _first(self, holds: Callable[[Sentence], bool]) -> Sentence | None:
        return next((sentence for sentence in self.sentences if holds(sentence)), None)

    def _agrees(self, words: str) -> bool:
        for phrase in self._said["disagree"]:
            words = words.replace(phrase, " ")
        return any(phrase in words for phrase in self._said["agree"])

    def _figures(self, sentence: Sentence, *, new: bool) -> bool:
        """Figures; `new` ones, where repeating those of the question would say nothing."""
        figures = set(FIGURE.findall(CITATION.sub(" ", sentence.folded)))
        return bool(figures - self._asked_figures if new else figures)

    def _grounded(self, sentence: Sentence) -> bool:
        if BECAUSE.search(sentence.folded) or self.says(sentence, "reason"):
            return True
        return _on_topic(sentence, self._asked_pairs)

    def _declines(self, question: Question) -> bool:
        answer = self._answers.get(question.id)
        return answer is not None and answer.position is Position.NOT_IN_MANDATE

    def _blank(self, question: Question) -> bool:
        answer = self._answers.get(question.id, Answer(question=question.id))
        worded = answer.text.strip() or answer.proposed_wording.strip()
        return answer.position is Position.NONE and not worded

    def _in_text(self, question: Question) -> bool:
        pairs = _pairs(question.text)
        return any(self.is_substantive(s) and _on_topic(s, pairs) for s in self.sentences)


def _on_topic(sentence: Sentence, pairs: set[str]) -> bool:
    return sum(pair in sentence.words for pair in pairs) >= ON_TOPIC


def _pairs(text: str) -> set[str]:
    """Every two neighbouring words of a question, as phrases."""
    words = words_of(fold(text)).split()
    return {f" {one} {other} " for one, other in pairwise(words)}
