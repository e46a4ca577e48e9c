"""A form as a page shows it: what was typed, its files, and what is wrong with it."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Self

from pydantic import Field

from portal.forms.field_faults import FieldFault
from portal.forms.field_names import INDEX
from portal.forms.place import Place
from remiss.consultation.values import AttachedFile, Value
from remiss.texts import Bilingual

OWN_NAMES = frozenset({"do", "key", "draft", "kept", "then", "remove", "attached"})
"""Fields that every form has, and no body."""


def new_key() -> str:
    """An idempotency key nobody has used."""
    return secrets.token_hex(16)


CODE = re.compile(r"[A-Za-z0-9._:-]*")
"""What is chosen and set by pages: ids, hashes, kinds; what people type has more to it."""


class Saved(Value):
    """When a draft was saved, and by whom if by somebody else."""

    at: datetime
    by: str | None = None


class SummaryLine(Value):
    """One line of the summary of errors; `field` is the id it leads to, "" for none."""

    field: str
    message: Bilingual


class TypedWords(Value):
    """What stands in one field, in the words of whoever typed it."""

    label: Bilingual
    words: str


class Form(Value):
    """What a page model holds of its form, by the name `form`; templates ask it field by field."""

    place: Place
    key: str = Field(default_factory=new_key)
    """The idempotency key: made when the form is first shown, kept with its draft."""
    draft: int = 0
    """The number of the save it was filled from; 0: none."""
    kept: str = ""
    """The id of the kept form it was filled from."""
    values: Mapping[str, tuple[str, ...]] = {}
    files: tuple[AttachedFile, ...] = ()
    """Uploaded by the agency and listed; those of a reply are its `attachments`."""
    waiting: tuple[str, ...] = ()
    """Names of files kept with a form that nobody was signed in for; the next press takes them."""
    faults: tuple[FieldFault, ...] = ()
    refusal: Bilingual | None = None
    """Why the whole was not taken, in the refusal's own words."""
    saved: Saved | None = None
    over: tuple[Bilingual, ...] = ()
    """Why nothing can be sent any more, since when and by whom; what was typed is read even so."""

    def value(self, name: str, otherwise: str = "") -> str:
        """What stands in a field; `otherwise` where nothing was ever typed in this form."""
        if name in self.values:
            return self.values[name][-1]
        return otherwise

    def has(self, name: str, choice: str) -> bool:
        """Whether a radio button or checkbox was chosen."""
        return choice in self.values.get(name, ())

    def rows(self, name: str, at_least: int = 0) -> tuple[int, ...]:
        """The numbers of the rows of a list: `comments.0.text`, `comments.1.text` are 0 and 1."""
        below = f"{name}."
        within = [each.removeprefix(below) for each in self.values if each.startswith(below)]
        posted = {each.partition(".")[0] for each in within}
        numbers = sorted(int(each) for each in posted if INDEX.fullmatch(each))
        return (*numbers, *range(_next(numbers), _next(numbers) + at_least - len(numbers)))

    def wrong(self, name: str) -> tuple[Bilingual, ...]:
        """What is wrong with a field."""
        return tuple(_alone(each.message) for each in self.faults if each.field == name)

    def label(self, name: str) -> Bilingual | None:
        """What a field is called, from the texts of its page."""
        return self.place.label(name)

    @property
    def summary(self) -> tuple[SummaryLine, ...]:
        """The refusal first, then each field by its label, to link to; empty: nothing is wrong."""
        whole = (SummaryLine(field="", message=self.refusal),) if self.refusal else ()
        return (*whole, *(self._line(each) for each in self.faults))

    @property
    def typed(self) -> tuple[TypedWords, ...]:
        """What people wrote in it, to be read where it cannot be sent."""
        return tuple(
            TypedWords(label=label, words=each)
            for name, typed in self.values.items()
            if (label := self.label(name))
            for each in typed
            if not CODE.fullmatch(each)
        )

    @property
    def attached(self) -> tuple[str, ...]:
        """The sha256 of each file, as bodies take them."""
        return tuple(file.sha256 for file in self.files)

    def changed(self, **fields: object) -> Self:
        """The form with other fields."""
        return self.model_copy(update=fields)

    def _line(self, fault: FieldFault) -> SummaryLine:
        label = self.label(fault.field)
        if label is None:
            return SummaryLine(field=fault.field, message=_alone(fault.message))
        vi, en = f"{label.vi}: {fault.message.vi}", f"{label.en}: {fault.message.en}"
        return SummaryLine(field=fault.field, message=Bilingual(vi=vi, en=en))


def _next(numbers: list[int]) -> int:
    return numbers[-1] + 1 if numbers else 0


def _alone(said: Bilingual) -> Bilingual:
    """What else follows the name of a field, as a sentence of its own begins."""
    return Bilingual(vi=said.vi[:1].upper() + said.vi[1:], en=said.en[:1].upper() + said.en[1:])
