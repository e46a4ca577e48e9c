"""Rows that wait in the outbox, and the parcels of them that go out together."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import AwareDatetime, TypeAdapter

from remiss.consultation.state import Consultation
from remiss.consultation.telling.notice import Notice
from remiss.consultation.values import Urgency, Value

MOST_IN_ONE = 100

_NOTICES = TypeAdapter(tuple[Notice, ...])


class Waiting(Value):
    """One row of the outbox: what one recipient is told of one event."""

    id: str
    stream: str
    version: int
    recipient: str
    urgency: Urgency
    attempts: int
    created_at: AwareDatetime
    deliver_after: AwareDatetime
    letter: str | None
    notices: tuple[Notice, ...]

    @classmethod
    def of(cls, record: Any) -> "Waiting":
        """The row as the database gives it."""
        row = dict(record)
        return cls(notices=_NOTICES.validate_json(row.pop("body")), **row)


class Parcel(NamedTuple):
    """Rows that go to one recipient together; `id` is the same at every attempt.

    `cases` are those of the rows as they stand at this attempt, by stream.
    """

    id: str
    recipient: str
    rows: tuple[Waiting, ...]
    cases: Mapping[str, Consultation] = MappingProxyType({})

    @property
    def ids(self) -> list[str]:
        return [row.id for row in self.rows]


class Letters(NamedTuple):
    """What goes out now, and what waits until when."""

    now: tuple[Parcel, ...]
    later: tuple[tuple[Waiting, datetime], ...] = ()


def identity(*parts: str | int) -> str:
    """A name that says nothing and is the same whenever it is made of the same parts."""
    text = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def group_begun(rows: Iterable[Waiting]) -> list[list[Waiting]]:
    """The rows of each letter begun earlier; every other row by itself."""
    groups: dict[str, list[Waiting]] = defaultdict(list)
    for row in rows:
        groups[row.letter or row.id].append(row)
    return list(groups.values())


def parcels(rows: Iterable[Waiting]) -> Iterator[Parcel]:
    """Letters begun earlier as they were; urgent ones alone; the rest of an address together."""
    fresh: dict[str, list[Waiting]] = defaultdict(list)
    for together in group_begun(rows):
        first = together[0]
        if first.letter:
            yield Parcel(first.letter, first.recipient, tuple(together))
        elif first.urgency is not Urgency.NORMAL:
            yield _parcel(together)
        else:
            fresh[first.recipient] += together
    for together in fresh.values():
        for start in range(0, len(together), MOST_IN_ONE):
            yield _parcel(together[start : start + MOST_IN_ONE])


def _parcel(rows: Sequence[Waiting]) -> Parcel:
    ids = [row.id for row in rows]
    name = ids[0] if len(ids) == 1 else identity(*sorted(ids))
    return Parcel(name, rows[0].recipient, tuple(rows))
