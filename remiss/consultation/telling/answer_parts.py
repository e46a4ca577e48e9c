"""The parts of an answer, each under its name, as papers and pages list them."""

from typing import NamedTuple, Protocol

from remiss.consultation.values import NotOurs
from remiss.texts import Bilingual, texts

NAMES = texts("answer_part")


class HasParts(Protocol):
    """An answer, or what a table or page shows of one."""

    @property
    def value(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def legal_basis(self) -> str: ...
    @property
    def proposed_wording(self) -> str: ...
    @property
    def not_ours(self) -> NotOurs | None: ...


class NamedPart(NamedTuple):
    """One part that is written, and what it is called."""

    key: str
    name: Bilingual
    text: str


def named_parts(said: HasParts) -> tuple[NamedPart, ...]:
    """Every part that is written, in the order of the form; the free text is none of them."""
    written = {
        "value": said.value,
        "reason": said.reason,
        "legal_basis": said.legal_basis,
        "not_ours": said.not_ours.in_full if said.not_ours else "",
        "proposed_wording": said.proposed_wording,
    }
    parts = (NamedPart(key, NAMES[key], text.strip()) for key, text in written.items())
    return tuple(part for part in parts if part.text)
