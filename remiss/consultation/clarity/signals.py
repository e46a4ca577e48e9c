"""What speaks for and against a question having been answered, each as a number from 0 to 1.

A *passage* measure looks at one sentence and counts as far as the sentence bears on the question;
the reply scores as its best sentence does. A *letter* measure looks at the reply as a whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from remiss.consultation.clarity.alignment import AskedQuestion
from remiss.consultation.clarity.sentence_facts import Facts

MUCH_NEW = 6
"""New words beyond which more add nothing."""
BRIEF, PLAIN = 10, 0.2
"""Words of a brief sentence, and the share of stock words it may hold."""
BEARS = 0.3
SIDE = 0.4
"""The share of an option's words that names the option."""


@dataclass(eq=False)
class QuestionCase:
    """One question before the sentences of a reply.

    `bearing` is how far each sentence bears on the question, `known` the words of all questions,
    `alone` whether it was the only one, `outside` whether it is no field of the agency's.
    """

    asked: AskedQuestion
    told: Sequence[Facts]
    bearing: Sequence[float]
    known: frozenset[str]
    alone: bool
    outside: bool

    def top(self, value: Callable[[Facts], float]) -> float:
        pairs = zip(self.told, self.bearing, strict=True)
        return max((bears * value(facts) for facts, bears in pairs), default=0.0)

    def new(self, facts: Facts) -> float:
        """How much a sentence says that the questions did not, 0 to 1."""
        return min(facts.news(self.known), MUCH_NEW) / MUCH_NEW

    def fresh(self, facts: Facts) -> bool:
        """Whether it holds a figure that the question did not."""
        return bool(facts.figures - self.asked.figures)

    def beside(self, holds: Callable[[Facts], bool]) -> float:
        """The best stand with `holds` in its own sentence or the next one."""
        best = 0.0
        for at, facts in enumerate(self.told):
            if facts.stands:
                near = range(at, min(at + 2, len(self.told)))
                good = any(holds(self.told[n]) and self.bearing[n] >= BEARS for n in near)
                best = max(best, self.bearing[at] * good)
        return best

    def passes_on(self, facts: Facts) -> bool:
        """Hands the question over."""
        return facts.refers or ((facts.theirs or facts.belongs) and not self.about_power(facts))

    def about_power(self, facts: Facts) -> bool:
        """Naming whose power a thing is answers a question that asks it, or names the body."""
        asked = any(facts.bodies & own.bodies for own in self.asked.facts)
        return (asked or self.asked.wants("authority")) and not facts.sends_away

    @cached_property
    def focus(self) -> Facts | None:
        """The sentence most plainly about the question, whatever it does with it."""
        shared = [
            (self.asked.shared(facts) + weight / 10, at)
            for at, (facts, weight) in enumerate(zip(self.told, self.weights, strict=True))
            if facts.answers in (None, self.asked.question.id)
        ]
        return self.told[max(shared)[1]] if shared else None

    def at_focus(self, holds: Callable[[Facts], float]) -> float:
        return float(holds(self.focus)) if self.focus else 0.0

    @cached_property
    def best(self) -> int:
        """The sentence most likely to be the answer."""
        return max(range(len(self.told)), key=self.weights.__getitem__, default=-1)

    @cached_property
    def weights(self) -> list[float]:
        return [
            bears
            * (BEARS + facts.stands + facts.has("reason") + self.fresh(facts) + self.new(facts))
            for facts, bears in zip(self.told, self.bearing, strict=True)
        ]


Passage = Callable[[QuestionCase, Facts], float]
Letter = Callable[[QuestionCase], float]

PASSAGES: dict[str, Passage] = {
    "on_topic": lambda c, f: c.asked.shared(f),
    "agree": lambda c, f: f.has("agree"),
    "stand_reason": lambda c, f: f.stands and f.has("reason"),
    "change_specific": lambda c, f: f.has("change") and f.specific,
    "change_proposed": lambda c, f: f.has("change") and f.has("propose"),
    "stand_place": lambda c, f: f.stands and "place" in f.numbers,
    "worded": lambda c, f: f.worded,
    "stand_plain": lambda c, f: f.stands * (1 - f.stock_share),
    "stand_brief": lambda c, f: f.stands and len(f.words) <= BRIEF and f.stock_share < PLAIN,
    "checked": lambda c, f: f.has("checked"),
    "stock": lambda c, f: f.stock_share,
    "undated": lambda c, f: f.undated,
    "withheld": lambda c, f: f.has("withhold"),
    "touchy": lambda c, f: f.has("touchy"),
    "papers": lambda c, f: f.has("papers"),
    "refers": lambda c, f: f.refers,
    "belongs": lambda c, f: f.belongs and not c.about_power(f),
    "theirs": lambda c, f: f.theirs and not c.about_power(f),
    "disclaims": lambda c, f: f.has("disclaim"),
    "earlier": lambda c, f: f.has("earlier"),
}


def _share(case: QuestionCase, holds: Callable[[Facts], bool], most: int) -> float:
    return min(sum(map(holds, case.told)), most) / most


def _both_sides(case: QuestionCase) -> float:
    """Both options taken up, and neither refused."""
    first, second = case.asked.options
    if not first or not second:
        return 0.0
    told = frozenset().union(*(facts.content for facts in case.told))
    both = min(len(first & told) / len(first), len(second & told) / len(second)) >= SIDE
    return both and not case.top(lambda f: f.has("refuse"))


def _stock(case: QuestionCase) -> float:
    words = sum(len(facts.words) for facts in case.told)
    return sum(len(facts.stock) for facts in case.told) / max(words, 1)


LETTERS: dict[str, Letter] = {
    "bearing": lambda c: max(c.bearing, default=0.0),
    "beside_reason": lambda c: c.beside(lambda f: f.has("reason")),
    "best_stock": lambda c: c.told[c.best].stock_share if c.told else 0.0,
    "figures": lambda c: _share(c, lambda f: bool(f.figures), 4),
    "praise": lambda c: min(sum(f.count("praise") for f in c.told), 4) / 4,
    "stock_all": _stock,
    "half_agreed": lambda c: any(f.has("half") and f.has("agree") for f in c.told),
    "cites": lambda c: min(sum(f.cites for f in c.told), 6) / 6,
    "layout": lambda c: _share(c, lambda f: f.has("layout"), 4),
    "closed": lambda c: any(f.has("closed_with_nothing") for f in c.told),
    "focus_passes_on": lambda c: c.at_focus(c.passes_on),
    "focus_stock": lambda c: c.at_focus(lambda f: f.stock_share),
    "focus_figure": lambda c: c.at_focus(c.fresh),
    "both_sides": _both_sides,
    "howmuch": lambda c: c.asked.wants("howmuch"),
    "choose": lambda c: c.asked.wants("choose"),
    "alone": lambda c: c.alone,
    "outside": lambda c: c.outside,
    "length": lambda c: min(sum(len(f.words) for f in c.told), 300) / 300,
}


def evidence(case: QuestionCase) -> dict[str, float]:
    """Every measure of one question, by name."""
    passages = {name: case.top(partial(measure, case)) for name, measure in PASSAGES.items()}
    return passages | {name: float(measure(case)) for name, measure in LETTERS.items()}
