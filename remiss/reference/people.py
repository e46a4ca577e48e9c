"""The people of the demo: invented names, one for each part a person plays."""

from functools import cache
from pathlib import Path
from typing import Self

from pydantic import model_validator

from remiss.consultation.values import Actor, Value
from remiss.reference.yaml_file import DATA, read
from remiss.texts import say


class PeopleFile(Value):
    """The people as they are written; each id occurs once."""

    people: tuple[Actor, ...]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        ids = [person.id for person in self.people]
        if twice := sorted({person for person in ids if ids.count(person) > 1}):
            raise ValueError(say("reference.people.ids_twice", ids=", ".join(twice)).both())
        return self


@cache
def load_people(path: Path = DATA / "people.yaml") -> tuple[Actor, ...]:
    """Everyone who can sign in to the demo.

    Raises:
        ReferenceDataError: the file is wrong; the message says where and what to write instead.
    """
    return read(path, PeopleFile).people
