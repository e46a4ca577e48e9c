"""The words a case is found by: its number, subject, questions and bodies, folded, in any order.

Folded as `remiss.consultation.diacritics` does, so that neither marks nor where they stand, nor how
letters are composed, nor capitals keep anybody from finding it.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from remiss.consultation.diacritics import folded, words
from remiss.consultation.state import Consultation

THE_CASE = ""
"""In the place of a question's id: the case itself."""
LONGEST = 60
"""Letters of a word; the rest of it finds nothing more."""
MOST_BYTES = 100_000
"""Of all words of a case: they travel with its row beside its events, in one message."""

SearchWords = Mapping[str, tuple[str, ...]]
"""By the id of a question, and of the case itself."""


def search_words(case: Consultation) -> dict[str, tuple[str, ...]]:
    """The words of a case, and of each question by its id: only who is asked it finds by these."""
    found, left = dict[str, tuple[str, ...]](), MOST_BYTES
    for id_, text in _texts(case):
        said = folded_words(text)
        left -= sum(len(word.encode()) + 3 for word in said)
        if left < 0:
            break
        found[id_] = said
    return found


def _texts(case: Consultation) -> Iterator[tuple[str, str]]:
    draft, agency = case.draft, case.drafting_agency
    about = (case.id, draft.number or "", draft.subject, agency.code, agency.name.vi)
    yield THE_CASE, " ".join(about)
    yield from ((question.id, question.text) for question in case.questions)


@lru_cache(maxsize=2_000)
def folded_words(text: str) -> tuple[str, ...]:
    """Every word once, in order."""
    return tuple(dict.fromkeys(folded(word)[:LONGEST] for word in words(text)))
