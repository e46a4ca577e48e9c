"""Which field of government a question may fall under, by its words. An officer chooses.

A field is known by its titles and by the titles of the mandates over it. A word that stands in few
fields says more than one that stands in many; two words side by side say more than each alone;
a word with the same diacritics says more than one that is only spelled alike without them.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, pairwise

from pydantic import ConfigDict, Field

from remiss.consultation.diacritics import folded, words
from remiss.consultation.relevance import covers
from remiss.consultation.values import Agency, FieldCode, QuestionId, Value
from remiss.texts import Bilingual

MOST = 5
"""So many proposals a person still reads."""

SUBJECT_WEIGHT = 0.5
"""What a word of the draft's subject counts, next to one of the question itself."""

SAY_NOTHING = frozenset(
    words(
        "ai bao nhiêu bị các cần chưa cho có của đã để đến do đủ dự thảo được đúng dưới gì hay "
        "hoặc khả khi không là mấy một nào nên như những phù hợp ra sao tại thế theo thì trong "
        "trên từ và vào về việc với chua cua duoc khong nao nhieu nhung "
        "a an and any are at be by can do does for from how in is it its of on or should that the "
        "this to what when which who will with"
    )
)
"""The words questions are made of, whatever they ask about. As written: “tại” says nothing, “tài”
does, and “tai” may."""


class FieldProposal(Value):
    """A field a text may fall under, and the words that say so."""

    field: FieldCode
    title: Bilingual
    score: float = Field(
        ge=0,
        le=1,
        description="The share of the text's known words this field's titles hold, rare ones more.",
    )
    matched: tuple[str, ...] = Field(description="The words found, as the text writes them.")


class QuestionProposals(Value):
    """The fields one question may fall under, best first."""

    question: QuestionId
    proposals: tuple[FieldProposal, ...]

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "question": "dau-thau",
                    "proposals": [
                        {
                            "field": "fin.bidding",
                            "title": {
                                "vi": "Đấu thầu, lựa chọn nhà thầu, nhà đầu tư",
                                "en": "Bidding and procurement",
                            },
                            "score": 0.857,
                            "matched": ["nhà", "thầu"],
                        }
                    ],
                }
            ]
        }
    )


class FieldIndex:
    """The fields some agency answers for, by the words of their titles."""

    def __init__(self, fields: Mapping[FieldCode, Bilingual], agencies: Iterable[Agency]) -> None:
        mandates = [mandate for agency in agencies for mandate in agency.mandates]
        self._titles = {
            field: title
            for field, title in fields.items()
            if any(covers(mandate.field, field) for mandate in mandates)
        }
        self._terms = {
            field: _terms(title.vi) | _terms(title.en) for field, title in self._titles.items()
        }
        for mandate in mandates:
            if mandate.field in self._terms:
                self._terms[mandate.field] |= _terms(mandate.title)
        self._weight = _weights(self._terms.values())

    def propose(self, text: str, subject: str = "") -> tuple[FieldProposal, ...]:
        """The fields `text` may fall under, best first; none where no word is known.

        `subject` is that of the draft: a question often leaves out what all questions are about.
        """
        asked = dict.fromkeys(_terms(subject), SUBJECT_WEIGHT) | dict.fromkeys(_terms(text), 1.0)
        known = {
            term: share * self._weight[term]
            for term, share in sorted(asked.items())
            if term in self._weight
        }
        whole = math.fsum(known.values())
        scores = {
            field: math.fsum(weight for term, weight in known.items() if term in terms) / whole
            for field, terms in self._terms.items()
            if not terms.isdisjoint(known)
        }
        best = sorted(scores, key=lambda field: (-scores[field], field))[:MOST]
        written = words(f"{text} {subject}")
        return tuple(self._proposal(field, scores[field], written) for field in best)

    def _proposal(self, field: FieldCode, score: float, written: tuple[str, ...]) -> FieldProposal:
        found: dict[str, str] = {}
        for word in written:
            if _says_something(word) and folded(word) in self._terms[field]:
                found.setdefault(folded(word), word)
        return FieldProposal(
            field=field,
            title=self._titles[field],
            score=round(score, 3),
            matched=tuple(found.values()),
        )


def _weights(fields: Iterable[frozenset[str]]) -> dict[str, float]:
    """What each term counts: the rarer among the fields the more, and a pair of words twice."""
    every = list(fields)
    spread = Counter(chain.from_iterable(every))
    return {
        term: math.log((len(every) + 1) / count) * (2 if " " in term else 1)
        for term, count in spread.items()
    }


def _terms(text: str) -> frozenset[str]:
    """The text's words, folded; as `=word` with their diacritics; and as pairs side by side."""
    written = words(text)
    alone = [word for word in written if _says_something(word)]
    pairs = [pair for pair in pairwise(written) if any(map(_says_something, pair))]
    return frozenset(
        chain(
            map(folded, alone),
            (f"={word.casefold()}" for word in alone),
            (f"{folded(first)} {folded(second)}" for first, second in pairs),
        )
    )


def _says_something(word: str) -> bool:
    return not word.isdigit() and word.casefold() not in SAY_NOTHING
