"""What one sentence holds: its senses, its numbers by kind, its words with numbers set aside."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from remiss.consultation.clarity.lexicon import Hit, common, hits
from remiss.consultation.clarity.sentences import SHORT, Sentence, Word
from remiss.consultation.values import QuestionId

NAMES_A_DOCUMENT = frozenset(("so", "letter", "no", "luat", "law", "qcvn", "tcvn"))
NAMES_A_TIME = frozenset(
    ("ngay", "thang", "nam", "quy", "dated", "by", "year", "giai", "doan", "han")
)
NAMES_A_PLACE = frozenset(
    ("dieu", "khoan", "diem", "muc", "luc", "trang", "article", "clause", "annex", "table", "cau")
)
KINDRED = ("people", "money", "staff", "moment", "spot")
"""Senses whose words stand for one another: “bà con” answers for “người dân”."""
QUOTED = 4
"""Words between quotation marks that make a wording rather than a name."""
STANDS_FOR = {"figure": "#n", "rank": "#n", "place": "#n", "time": "#date", "document": "#doc"}
EDGE = ("^", "$")


class Facts:
    """One sentence and what was found in it; `answers` is the field of the form it stands in."""

    def __init__(
        self, sentence: Sentence, answers: QuestionId | None = None, *, frame: bool = False
    ) -> None:
        self.sentence, self.answers, self.frame = sentence, answers, frame
        self.role = ""
        self._phrases: dict[int, tuple[str, ...]] = {}

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        return tuple(_unquoted(self.sentence))

    @cached_property
    def senses(self) -> Mapping[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.sense, []).append(hit)
        return found

    def has(self, *senses: str) -> bool:
        return not self.senses.keys().isdisjoint(senses)

    @property
    def plain(self) -> tuple[str, ...]:
        return self.sentence.plain

    @cached_property
    def kinds(self) -> tuple[str | None, ...]:
        """Of each word, the kind of number it is: `figure`, `time`, `place`, `document`, `rank`."""
        return tuple(
            self._kind(at, word) if word.plain[0].isdigit() else None
            for at, word in enumerate(self.sentence.words)
        )

    def _kind(self, at: int, word: Word) -> str:
        before = self.plain[at - 1] if at else ""
        if "-" in word.plain or (any(map(str.isalpha, word.plain)) and before in NAMES_A_DOCUMENT):
            return "document"
        if "/" in word.plain or before in NAMES_A_TIME:
            return "time"
        if before in NAMES_A_PLACE:
            return "place"
        if before in NAMES_A_DOCUMENT:
            return "document"
        return "rank" if at == 0 and len(word.plain) <= SHORT and self.sentence.opens else "figure"

    def numbers(self, kind: str) -> frozenset[str]:
        return frozenset(w for w, of in zip(self.plain, self.kinds, strict=True) if of == kind)

    @cached_property
    def figures(self) -> frozenset[str]:
        return self.numbers("figure")

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words, each number as its kind alone: which number it is says nothing."""
        return tuple(
            STANDS_FOR[kind] if kind else word
            for word, kind in zip(self.plain, self.kinds, strict=True)
        )

    def phrases(self, longest: int) -> tuple[str, ...]:
        """Every run of up to `longest` words, the edges of the sentence marked; each once."""
        if longest not in self._phrases:
            self._phrases[longest] = tuple(dict.fromkeys(self._runs(longest)))
        return self._phrases[longest]

    def _runs(self, longest: int) -> Iterator[str]:
        words = (EDGE[0], *self.folded, EDGE[1])
        for size in range(1, longest + 1):
            for at in range(len(words) - size + 1):
                yield " ".join(words[at : at + size])

    @cached_property
    def content(self) -> frozenset[str]:
        """The words that show what the sentence is about."""
        words = {word for word in self.plain if word not in common() and not word[0].isdigit()}
        return frozenset(words | {f"<{sense}>" for sense in KINDRED if self.has(sense)})

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two neighbouring words that are not both common."""
        return frozenset(pair for pair in pairwise(self.plain) if not common() >= {*pair})

    @cached_property
    def quoted(self) -> int:
        """How many words stand between its first quotation marks."""
        raw = self.sentence.raw
        for opening, closing in (('"', '"'), ("“", "”"), ("«", "»")):
            start = raw.find(opening)
            if start >= 0:
                end = raw.find(closing, start + 1)
                return len(raw[start + 1 : end if end > 0 else None].split())
        return 0

    @property
    def worded(self) -> bool:
        """Whether it quotes a wording of several words."""
        return self.quoted >= QUOTED

    def near(self, first: str, then: str, least: int, most: int) -> bool:
        """Whether a phrase of sense `then` starts so many words after one of `first` ends."""
        starts = [hit.start for hit in self.senses.get(then, ())]
        ends = [hit.end for hit in self.senses.get(first, ())]
        return any(least <= start - end <= most for end in ends for start in starts)


def _unquoted(sentence: Sentence) -> Iterator[Hit]:
    """What the sentence says itself: a wording it quotes is somebody else's."""
    raw, offset = sentence.raw, sentence.words[0].start
    start = next((raw.find(mark) for mark in '“«"' if mark in raw), -1)
    end = max(raw.rfind(mark) for mark in '”»"')
    for hit in hits(sentence):
        first = sentence.words[hit.start].start - offset
        if not (start >= 0 and start < first < end):
            yield hit
