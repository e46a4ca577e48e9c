"""What an agency does about a reply it gave: contest a return, answer for an entry, number it."""

from typing import ClassVar

from portal.pages.requests.act_pages import ActPage, Option
from remiss.consultation.life.events import Basis
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Request, Stage
from remiss.consultation.values import AttachedFile, Value
from remiss.texts import Bilingual, Text, local_date, text


class ContestPage(ActPage):
    """Why a return was wrong; what it was returned for stands above."""

    template: ClassVar[str] = "requests/replies/contest.html"

    reasons: Text | None


class EntryWordPage(ActPage):
    """Whether a reply somebody entered is the agency's."""

    template: ClassVar[str] = "requests/replies/entry-word.html"

    choices: tuple[Option, ...]


class RecordedLetter(Value):
    """What is on record already; recorded again, the last one counts."""

    number: Text
    on: str
    files: tuple[AttachedFile, ...]


class LetterPage(ActPage):
    """Number and day under which a reply went out, and its sealed copy."""

    template: ClassVar[str] = "requests/replies/letter.html"
    takes_files: ClassVar[bool] = True

    recorded: RecordedLetter | None
    number_given: Text
    """The number the reply gives itself: proposed, to be changed at will."""


def nothing_to_contest(request: Request, number: int) -> Bilingual | None:
    """Why this reply cannot be contested now, as the rules say it."""
    if request.stage is not Stage.RETURNED or number != len(request.replies):
        return Refusal("nothing_to_contest").message
    if request.replies[-1].basis is Basis.OFFICE:
        return Refusal("decided_by_the_office").message
    return None


def no_entry_to_confirm(request: Request, number: int) -> Bilingual | None:
    """Why there is nothing to say of an entry, as the rules say it."""
    received = request.replies[number - 1]
    if received.entry is None:
        return Refusal("no_such_entry", number=number).message
    if received.entry_confirmed is not None:
        return Refusal("entry_decided_before", number=number).message
    return None


def entry_choices() -> tuple[Option, ...]:
    """Each with what it leads to."""
    return tuple(
        Option(
            value=value,
            label=text(f"portal.entry_word.choice.{value}"),
            hint=_hint(value),
        )
        for value in ("true", "false")
    )


def _hint(value: str) -> Bilingual:
    return text(f"portal.entry_word.leads_to.{value}")


def recorded_letter(request: Request, number: int) -> RecordedLetter | None:
    """Number, day and copy on record for a reply."""
    letter = request.replies[number - 1].letter
    if letter is None:
        return None
    return RecordedLetter(number=letter.number, on=local_date(letter.signed_on), files=letter.files)
