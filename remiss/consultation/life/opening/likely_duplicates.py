"""Open cases that a case about to open may repeat: the same file, or the same matter again."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from pydantic import AwareDatetime, Field

from remiss.consultation.diacritics import folded, words
from remiss.consultation.life.commands import Open
from remiss.consultation.values import AgencyCode, Sha256, Value
from remiss.texts import VIET_NAM, Bilingual, local_date, say


class Likeness(StrEnum):
    """By what a case is taken for another."""

    FILE = "file"
    SUBJECT = "subject"


class OpenCase(Value):
    """What there is to compare of a case that runs or is suspended."""

    id: str
    subject: str
    draft_sha256: Sha256
    officer_name: str
    opened_at: AwareDatetime
    agencies: tuple[AgencyCode, ...]


class LikelyDuplicate(Value):
    """A case that asks the same, as far as anyone can tell; whoever opens decides."""

    consultation: str
    subject: str
    officer_name: str
    opened_at: AwareDatetime
    same: Likeness
    agencies: tuple[AgencyCode, ...] = Field(description="Those asked in both.")
    text: Bilingual = Field(description="The warning, as a drafter reads it.")


def likely_duplicates(command: Open, cases: Iterable[OpenCase]) -> tuple[LikelyDuplicate, ...]:
    """Those of `cases` with the same draft, or with its subject and an agency in common.

    Subjects are compared without case, diacritics and punctuation. The case itself is none.
    """
    return tuple(_found(command, [case for case in cases if case.id != command.consultation]))


def _found(command: Open, cases: Sequence[OpenCase]) -> Iterator[LikelyDuplicate]:
    subject = _plain(command.draft.subject)
    for case in cases:
        common = tuple(code for code in command.agencies if code in case.agencies)
        if case.draft_sha256 == command.draft.sha256:
            yield _duplicate(case, Likeness.FILE, common)
        elif common and _plain(case.subject) == subject:
            yield _duplicate(case, Likeness.SUBJECT, common)


def _duplicate(case: OpenCase, same: Likeness, agencies: tuple[AgencyCode, ...]) -> LikelyDuplicate:
    return LikelyDuplicate(
        consultation=case.id,
        subject=case.subject,
        officer_name=case.officer_name,
        opened_at=case.opened_at,
        same=same,
        agencies=agencies,
        text=say(
            f"duplicate.{same}",
            consultation=case.id,
            subject=case.subject,
            officer=case.officer_name,
            day=local_date(case.opened_at.astimezone(VIET_NAM).date()),
        ),
    )


def _plain(subject: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in words(subject))
