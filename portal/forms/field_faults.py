"""What is wrong with the fields of a form, each in words and under the name it stands at."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from portal.forms.field_names import Nesting
from portal.forms.posted import Values
from remiss.consultation.values import Person, Value
from remiss.intake.validation import KINDS, MOST_REPORTED, OTHER, in_words, without_echoes
from remiss.strict.characters import ONE_LINE, misplaced
from remiss.texts import Bilingual, texts

B = TypeVar("B", bound=BaseModel)
OURS = texts("portal.field").keys()
"""Kinds of error that are said otherwise to people than to programs, or made by people alone."""


class FieldFault(Value):
    """One field that cannot be taken as it is."""

    field: str
    message: Bilingual


class FieldsNotTaken(Exception):  # noqa: N818 -- an answer, not a fault
    """A form some of whose fields cannot be taken; nothing was done."""

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        super().__init__(f"{len(faults)} fields")
        self.faults = faults


def fault(field: str, kind: str, **facts: Any) -> FieldFault:
    """A field that is wrong in one of the ways of `portal.field.*`, else of the API's `field.*`."""
    key = f"portal.field.{kind}" if kind in OURS else f"field.{kind if kind in KINDS else OTHER}"
    return FieldFault(field=field, message=in_words(key, facts))


def read_body(
    body: type[B],
    values: Values,
    person: Callable[[str], Person | None],
    rows: Mapping[str, str],
    known: Mapping[str, Any],
) -> B:
    """The body that was typed; `known` are fields the page sets itself, whatever was posted.

    Raises:
        FieldsNotTaken: some cannot be.
    """
    nesting = Nesting(values, person, dict(rows))
    typed = {**nesting.model(body), **known}
    faults = [fault(name, kind) for name, kind in nesting.unread.items()]
    faults += _unfit(values)
    try:
        read = body.model_validate(typed)
    except ValidationError as error:
        faults += _not_valid(nesting, error, {each.field for each in faults})
    else:
        if not faults:
            return read
    raise FieldsNotTaken(tuple(faults[:MOST_REPORTED]))


def _not_valid(nesting: Nesting, error: ValidationError, named: set[str]) -> Iterator[FieldFault]:
    """Each field once, in the order of the form; of what was said before, nothing more."""
    for found in without_echoes(list(error.errors(include_url=False, include_input=False))):
        name = nesting.name(found["loc"])
        if name in named:
            continue
        named.add(name)
        yield fault(name, found["type"], **found.get("ctx", {}))


def _unfit(values: Values) -> Iterator[FieldFault]:
    """Texts with characters nobody means to write."""
    for name, typed in values.items():
        one_line = name.rpartition(".")[2] in ONE_LINE
        found = [each for text in typed for each in misplaced(text, one_line=one_line)]
        if found:
            codes = sorted({each.code for each in found})
            yield fault(name, "characters", found=", ".join(codes))
