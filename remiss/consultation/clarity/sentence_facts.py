"""What one sentence does: stance, reason, figures, clauses, what is new in it, what is stock."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from remiss.consultation.clarity.lexicon import Hit, common, hits
from remiss.consultation.clarity.sentences import SHORT, Sentence, Word

NAMES_A_DOCUMENT = frozenset(("so", "letter", "no", "luat", "law", "qcvn", "tcvn"))
NAMES_A_TIME = frozenset(("ngay", "thang", "nam", "quy", "dated", "by", "year", "giai", "doan"))
NAMES_A_PLACE = frozenset(
    ("dieu", "khoan", "diem", "muc", "luc", "trang", "article", "clause", "annex", "table", "cau")
)
EMPTY = ("stock", "praise", "half", "touchy", "delay", "withhold", "closing", "wait", "follow")
KINDRED = ("people", "money", "staff", "moment", "spot")
"""Senses whose words stand for one another: “bà con” answers for “người dân”."""
QUOTED = 4
"""Words between quotation marks that make a wording rather than a name."""


class Facts:
    """One sentence and what was found in it."""

    def __init__(self, sentence: Sentence, answers: str | None = None) -> None:
        self.sentence, self.answers = sentence, answers
        self.hits = tuple(_unquoted(sentence))

    @cached_property
    def senses(self) -> Mapping[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.sense, []).append(hit)
        return found

    def has(self, *senses: str) -> bool:
        return any(sense in self.senses for sense in senses)

    def count(self, sense: str) -> int:
        return len(self.senses.get(sense, ()))

    @property
    def words(self) -> tuple[Word, ...]:
        return self.sentence.words

    @cached_property
    def plain(self) -> tuple[str, ...]:
        return tuple(word.plain for word in self.sentence.words)

    @cached_property
    def numbers(self) -> Mapping[str, frozenset[str]]:
        """The numbers by kind: `figure`, `time`, `place` in a document, `document`, `rank`."""
        found: dict[str, set[str]] = {}
        for at, word in enumerate(self.sentence.words):
            if word.plain[0].isdigit():
                found.setdefault(self._kind(at, word), set()).add(word.plain)
        return {kind: frozenset(numbers) for kind, numbers in found.items()}

    def _kind(self, at: int, word: Word) -> str:
        before = self.plain[at - 1] if at else ""
        if "-" in word.plain or any(letter.isalpha() for letter in word.plain):
            return "document"
        if word.plain.count("/") > 1 or before in NAMES_A_TIME:
            return "time"
        if before in NAMES_A_PLACE:
            return "place"
        if before in NAMES_A_DOCUMENT:
            return "document"
        return "rank" if at == 0 and len(word.plain) <= SHORT and self.sentence.opens else "figure"

    @property
    def figures(self) -> frozenset[str]:
        return self.numbers.get("figure", frozenset())

    @cached_property
    def content(self) -> frozenset[str]:
        """The words, without marks, that show what the sentence is about."""
        words = {word for word in self.plain if word not in common() and not word[0].isdigit()}
        return frozenset(
            words | {f"<{sense}>" for sense in KINDRED if self.has(sense)} | self._assent
        )

    @property
    def _assent(self) -> set[str]:
        return {"<assent>"} if self.has("agree") else set()

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two neighbouring words, without marks."""
        return frozenset(pairwise(self.plain))

    @cached_property
    def stock(self) -> frozenset[int]:
        """The places of words that belong to phrases fitting any letter."""
        negated = {hit.end for hit in self.senses.get("no", ())}
        return _places((hit for hit in self.hits if hit.start not in negated), EMPTY)

    @cached_property
    def stock_share(self) -> float:
        return len(self.stock) / max(len(self.sentence.words), 1)

    def news(self, known: Iterable[str]) -> int:
        """How many words are neither common, stock, a body's name nor among `known`."""
        left = self.content - frozenset(known)
        passed = self.stock | _places(self.hits, ("body", "agree", "law"))
        fresh = {word for at, word in enumerate(self.plain) if at not in passed}
        return len(left & fresh)

    @cached_property
    def worded(self) -> bool:
        """Whether it quotes a wording of several words."""
        raw = self.sentence.raw
        for opening, closing in (('"', '"'), ("“", "”"), ("«", "»")):
            start = raw.find(opening)
            end = raw.find(closing, start + 1)
            if start >= 0 and len(raw[start + 1 : end if end > 0 else None].split()) >= QUOTED:
                return True
        return False

    def near(self, first: str, then: str, least: int, most: int) -> bool:
        """Whether a phrase of sense `then` starts so many words after one of `first` ends."""
        starts = [hit.start for hit in self.senses.get(then, ())]
        ends = [hit.end for hit in self.senses.get(first, ())]
        return any(least <= start - end <= most for end in ends for start in starts)

    @cached_property
    def stands(self) -> bool:
        """Whether it agrees, refuses or judges."""
        return self.has("agree", "refuse", "judge")

    @cached_property
    def specific(self) -> bool:
        """Whether it names a figure, a wording or a place in the draft."""
        return bool(self.figures) or self.worded or "place" in self.numbers

    @cached_property
    def refers(self) -> bool:
        """Sends the asker to another body: “liên hệ Sở ...”, “chuyển nội dung này đến ...”."""
        return self.near("refer", "body", -2, 5)

    @cached_property
    def belongs(self) -> bool:
        """Says whose matter it is: “thuộc thẩm quyền của Sở ...”, “do UBND cấp xã ...”."""
        return self.near("belongs", "body", -3, 6)

    @cached_property
    def theirs(self) -> bool:
        """Leaves the doing to another body: “do ngành ... quyết định”, “đề nghị xã ... tính”."""
        asked = self.near("ask", "body", 0, 2) or self.belongs or self.refers
        left = asked and self.near("body", "others_do", 0, 9)
        return left or self.near("body", "knows", 0, 8) or self.near("body", "alone_decide", 0, 8)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The bodies it names, by the words that name them, without marks."""
        return frozenset(
            " ".join(self.plain[hit.start : hit.end]) for hit in self.senses.get("body", ())
        )

    @property
    def sends_away(self) -> bool:
        """Asks somebody else, or says it is not ours; more than saying whose power a thing is."""
        asks = self.refers or self.near("ask", "body", 0, 2)
        return asks or self.has("disclaim", "alone_decide", "knows")

    @cached_property
    def passes_on(self) -> bool:
        return self.refers or self.belongs or self.theirs

    @cached_property
    def undated(self) -> bool:
        """Puts off, and names no date."""
        return self.has("delay", "wait") and "time" not in self.numbers

    @cached_property
    def cites(self) -> int:
        """How many laws it names; the letter that is answered is not one."""
        return self.count("law")


def _unquoted(sentence: Sentence) -> Iterator[Hit]:
    """What the sentence says itself: a wording it quotes is somebody else's."""
    raw, offset = sentence.raw, sentence.words[0].start
    start = next((raw.find(mark) for mark in '“«"' if mark in raw), -1)
    end = max(raw.rfind(mark) for mark in '”»"')
    for hit in hits(sentence):
        first = sentence.words[hit.start].start - offset
        if not (start >= 0 and start < first < end):
            yield hit


def _places(found: Iterable[Hit], senses: Iterable[str]) -> frozenset[int]:
    wanted = frozenset(senses)
    return frozenset(at for h in found if h.sense in wanted for at in range(h.start, h.end))
