"""From flat names of fields to the nested value a pydantic type asks for, and back to the names.

The name of a field is its path within the body, joined by dots, as the errors of the API name it:
`reason`, `answers.0.position`, `answers.0.not_ours.body`. A list of values is one name posted
several times. A person may be posted by id alone, under the name of the field: `official`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from portal.forms.posted import Values
from portal.forms.typed_days import NoDayError, read_day, read_moment
from remiss.consultation.values import Person
from remiss.strict.characters import as_taken

INDEX = re.compile(r"\d{1,4}", re.ASCII)
ABSENT: Any = object()
Location = Sequence[str | int]


@dataclass
class Nesting:
    """One reading of a form: what it found, and where each part of that was typed."""

    values: Values
    person: Callable[[str], Person | None]
    rows: dict[str, str] = field(default_factory=dict)
    """Of lists: a row without this field is left out, whatever else stands in it."""
    unread: dict[str, str] = field(default_factory=dict)
    """Fields whose text could not be read at all, and the kind of error."""
    indexes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Of each list, the numbers its rows were posted under."""

    def model(self, kind: type[BaseModel], within: str = "") -> dict[str, Any]:
        """What was typed in the fields of a model; a blank field is left out."""
        found: dict[str, Any] = {}
        for name, info in kind.model_fields.items():
            read = self.read(info.annotation, f"{within}{name}")
            if read is ABSENT and info.is_required() and self._has_fields(info.annotation, name):
                read = {}  # so that what is missing in it is named field by field
            if read is not ABSENT:
                found[name] = read
        return found

    def read(self, annotation: Any, name: str) -> Any:
        """What was typed in one field, or in the fields below it; `ABSENT` where nothing was."""
        plain = _plain(annotation)
        if get_origin(plain) is tuple:
            return self._list(get_args(plain)[0], name)
        kind = _model(plain)
        if kind is None:
            return self._one(plain, name)
        if issubclass(kind, Person) and (chosen := self._typed(name)):
            return self._person(chosen, name)
        return self.model(kind, f"{name}.") if self._any_below(f"{name}.") else ABSENT

    def name(self, location: Location) -> str:
        """Under which name the field stands that an error of pydantic is about."""
        name = ""
        for part in location:
            if not isinstance(part, int):
                name = f"{name}.{part}" if name else str(part)
            elif name in self.indexes:
                name = f"{name}.{self.indexes[name][part]}"
        return name

    def _list(self, annotation: Any, name: str) -> Any:
        kind = _model(annotation)
        if kind is None:
            items = [as_taken(typed) for typed in self.values.get(name, ())]
            kept = [item for item in items if item.strip()]
            return kept or ABSENT
        key = self.rows.get(name)
        found = [n for n in self._rows(name) if key is None or self._typed(f"{name}.{n}.{key}")]
        self.indexes[name] = tuple(found)
        return [self.model(kind, f"{name}.{n}.") for n in found] or ABSENT

    def _rows(self, name: str) -> list[int]:
        """The numbers of the rows in which anything was typed."""
        below = f"{name}."
        numbers = {
            posted[len(below) :].partition(".")[0]
            for posted in self.values
            if posted.startswith(below) and self._typed(posted)
        }
        return sorted(int(number) for number in numbers if INDEX.fullmatch(number))

    def _one(self, annotation: Any, name: str) -> Any:
        typed = self._typed(name)
        if not typed:
            return ABSENT
        try:
            return _converted(annotation, typed)
        except NoDayError as error:
            self.unread[name] = error.kind
            return ABSENT

    def _person(self, chosen: str, name: str) -> Any:
        person = self.person(chosen)
        if person is None:
            self.unread[name] = "person"
            return ABSENT
        return {"id": person.id, "name": person.name}

    def _typed(self, name: str) -> str:
        """The text of a field as it is taken; "" where it is blank."""
        typed = as_taken((self.values.get(name) or ("",))[-1])
        return typed if typed.strip() else ""

    def _has_fields(self, annotation: Any, name: str) -> bool:
        """Whether it is typed in fields of its own; a person may be chosen in one."""
        kind = _model(annotation)
        return kind is not None and not (issubclass(kind, Person) and name in self.values)

    def _any_below(self, start: str) -> bool:
        return any(name.startswith(start) and self._typed(name) for name in self.values)


def _plain(annotation: Any) -> Any:
    """A type without what is annotated to it, and without the None it may be instead."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        (kind, *_) = [each for each in get_args(annotation) if each is not NoneType]
        return _plain(kind)
    return annotation


def _model(annotation: Any) -> type[BaseModel] | None:
    plain = _plain(annotation)
    return plain if isinstance(plain, type) and issubclass(plain, BaseModel) else None


def _converted(annotation: Any, typed: str) -> Any:
    if not isinstance(annotation, type):
        return typed
    if annotation is AwareDatetime or issubclass(annotation, datetime):
        return read_moment(typed)
    if issubclass(annotation, date):
        return read_day(typed)
    return typed
