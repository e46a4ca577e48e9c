"""What each sentence of a letter does: its role, by what was learnt from sentences labelled."""

from collections.abc import Sequence
from enum import StrEnum

from remiss.consultation.clarity.measures import Measures
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.clarity.weights import Model

PHRASE = 3
FRAME_AT = 1.5
"""The log-odds from which a sentence is frame though nothing in the lexicon says so."""


class SentenceRole(StrEnum):
    """What a sentence does in a reply."""

    FRAME = "frame"
    STAND = "stand"
    VALUE = "value"
    REASON = "reason"
    PROPOSAL = "proposal"
    ORDER = "order"
    FINDING = "finding"
    REFERRAL = "referral"
    DELAY = "delay"
    PRAISE = "praise"
    CITATION = "citation"
    RESTATEMENT = "restatement"
    OTHER = "other"


def role_measures(told: Sequence[Facts], at: int) -> Measures:
    """What is measured of one sentence among those of its letter."""
    facts = told[at]
    found: dict[str, float] = {f"says {phrase}": 1.0 for phrase in facts.phrases(PHRASE)}
    found |= {
        "figures": min(len(facts.figures), 3),
        "dates": min(len(facts.numbers("time")), 2),
        "documents": min(len(facts.numbers("document")), 3),
        "words": min(len(facts.plain), 40) / 20,
        "place": at / max(len(told) - 1, 1),
        "first": at == 0,
        "last": at == len(told) - 1,
        "opens": facts.sentence.opens,
        "numbered": facts.sentence.numbered,
        "worded": facts.worded,
        "on_form": facts.answers is not None,
    }
    return {name: float(value) for name, value in found.items() if value}


def give_roles(told: Sequence[Facts], model: Model) -> None:
    """Set the role of every sentence; one the lexicon knows as frame is frame.

    What only looks like frame is so where something else is said: a letter of one sentence is
    never all frame.
    """
    likely = []
    for at, facts in enumerate(told):
        if facts.frame:
            facts.role = SentenceRole.FRAME
            continue
        odds = model.role_odds(role_measures(told, at))
        facts.role = max(odds, key=odds.__getitem__, default=SentenceRole.OTHER)
        if odds.get(SentenceRole.FRAME, -1.0) >= FRAME_AT and facts.answers is None:
            likely.append(facts)
    if len(likely) < sum(not facts.frame for facts in told):
        for facts in likely:
            facts.frame = True
