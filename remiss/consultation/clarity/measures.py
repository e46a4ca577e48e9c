"""What speaks for and against a question having been answered, each as a number.

Of the *passage*, the sentences that bear on this question more than on another, and of the
*letter*, all that is not frame: its phrases, the senses in it, the roles of its sentences, and
whether what kind of thing was asked for is there. The frame and the box ticked count for nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from remiss.consultation.clarity.alignment import AskedQuestion
from remiss.consultation.clarity.sentence_facts import Facts

Measures = dict[str, float]
PHRASE, LETTER_PHRASE = 3, 2
"""Words of the longest phrase weighed, of the passage and of the letter as a whole."""
OF_THE_LETTER = 0.5
FITTING = ("agree", "refuse", "no", "reason", "change", "judge", "belongs", "disclaim", "body")
"""The senses that answer one kind of question and not another."""
MOST_NEW, MOST_WORDS = 12, 120
FAINT, FAINTER = 0.25, 0.12


@dataclass(eq=False)
class QuestionCase:
    """One question before the sentences of a letter.

    `told` is all that is not frame, `bears` how far each sentence bears on the question, `passage`
    the places of those that bear on it more than on another, `known` the words of all questions,
    `letter` the phrases of everything told, `alone` whether it was the only question, `outside`
    whether it is no field of the agency's.
    """

    asked: AskedQuestion
    told: Sequence[Facts]
    bears: Sequence[float]
    passage: Sequence[int]
    known: frozenset[str]
    letter: Measures
    alone: bool
    outside: bool
    on_form: bool

    @cached_property
    def sentences(self) -> list[Facts]:
        return [self.told[at] for at in self.passage]

    @cached_property
    def best(self) -> Facts | None:
        """The sentence that bears on the question most."""
        at = max(self.passage, key=self.bears.__getitem__, default=None)
        return None if at is None else self.told[at]

    @cached_property
    def nearest(self) -> Facts | None:
        """The sentence that bears on the question most, though it may be about another."""
        at = max(range(len(self.told)), key=self.bears.__getitem__, default=None)
        return None if at is None or self.bears[at] <= FAINTER else self.told[at]

    @cached_property
    def new_figures(self) -> frozenset[str]:
        return self._all(lambda f: f.figures) - self.asked.numbers

    @cached_property
    def new_dates(self) -> frozenset[str]:
        return self._all(lambda f: f.numbers("time")) - self.asked.numbers

    @cached_property
    def new_words(self) -> int:
        return len(self._all(lambda f: f.content) - self.known)

    def _all(self, of: Callable[[Facts], Iterable[str]]) -> frozenset[str]:
        return frozenset(word for facts in self.sentences for word in of(facts))


def letter_phrases(told: Sequence[Facts]) -> Measures:
    """The phrases of everything told, once for all questions."""
    phrases = (phrase for facts in told for phrase in facts.phrases(LETTER_PHRASE))
    return {f"letter {phrase}": OF_THE_LETTER for phrase in phrases}


def question_measures(case: QuestionCase) -> Measures:
    """Every measure of one question that is not nothing, by name."""
    found = _phrases(case) | _size(case) | _roles(case) | _fit(case) | _focus(case)
    return {name: value for name, value in found.items() if value}


def _phrases(case: QuestionCase) -> Measures:
    of_passage = (p for facts in case.sentences for p in facts.phrases(PHRASE))
    found = case.letter | {f"passage {phrase}": 1.0 for phrase in of_passage}
    if case.passage:
        found[f"begins {' '.join(case.sentences[0].folded[:2])}"] = 1.0
    return found


def _size(case: QuestionCase) -> Measures:
    best = max(case.bears, default=0.0)
    words = sum(len(facts.plain) for facts in case.sentences)
    return {
        "nothing": not case.passage,
        "sentences": min(len(case.passage), 6) / 3,
        "words": min(words, MOST_WORDS) / (MOST_WORDS / 2),
        "bears": min(best, 2.0),
        "bears_faintly": best < FAINT,
        "bears_hardly": best < FAINTER,
        "outside": case.outside,
        "alone": case.alone,
        "on_form": case.on_form,
        "news": min(case.new_words, MOST_NEW) / (MOST_NEW / 2),
        "no_news": case.new_words == 0,
        "little_news": 0 < case.new_words <= 2,  # noqa: PLR2004
    }


def _roles(case: QuestionCase) -> Measures:
    """How much of the passage has each role."""
    roles = Counter(facts.role for facts in case.sentences)
    return {f"role {role}": times / len(case.passage) for role, times in roles.items()}


def _fit(case: QuestionCase) -> Measures:
    """Whether the kind of thing asked for stands in the passage."""
    there: dict[str, bool] = {
        "figure": bool(case.new_figures),
        "date": bool(case.new_dates),
        "document": any(facts.numbers("document") for facts in case.sentences),
        "wording": any(facts.worded for facts in case.sentences),
        "option": _takes_one(case),
    }
    there |= {s: any(facts.has(s) for facts in case.sentences) for s in FITTING}
    found: Measures = dict(there) | {"figures": min(len(case.new_figures), 4) / 2}
    for kind in case.asked.wants:
        found |= {kind: 1.0} | {f"{kind} {name}": float(held) for name, held in there.items()}
    return found


def _takes_one(case: QuestionCase) -> bool:
    """Whether the passage takes up one of two options and not the other."""
    first, second = case.asked.options
    if not first or not second:
        return False
    told = frozenset(word for facts in case.sentences for word in facts.plain)
    return (len(first & told) / len(first)) != (len(second & told) / len(second))


def _focus(case: QuestionCase) -> Measures:
    """The sentence most about the question."""
    best = case.best
    if best is None:
        return {}
    return {
        "focus figure": bool(best.figures - case.asked.numbers),
        "focus words": min(len(best.plain), 40) / 20,
        "focus news": min(len(best.content - case.known), 8) / 4,
    }


def fault_measures(
    cases: Sequence[QuestionCase], weakest: QuestionCase, answered: float
) -> Measures:
    """What tells one fault from another: the letter, and its weakest question."""
    found = {f"letter {p}": 1.0 for facts in weakest.told for p in facts.phrases(PHRASE)}
    kept = question_measures(weakest).items()
    found |= {f"weakest {name}": v for name, v in kept if not name.startswith("letter ")}
    found |= {"answered": answered, "questions": len(cases) / 3}
    return {name: value for name, value in found.items() if value}
