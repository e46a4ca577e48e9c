"""What is wrong with a request, field by field, in words a person can act on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from remiss.problems.problem import FieldProblem
from remiss.strict.characters import printable
from remiss.texts import Bilingual, say, texts

MOST_REPORTED = 50
OTHER = "other"
CHOICES = re.compile(r"'[^']*'(, '[^']*')* or '[^']*'")
"""As pydantic lists what a field may be: 'morning' or 'afternoon'."""

KINDS = texts("field").keys()
"""Of errors that have words; pydantic's own, and ours. They never repeat the value sent."""


def explain(errors: Iterable[Mapping[str, Any]]) -> tuple[FieldProblem, ...]:
    """Say what is wrong with each field; at most `MOST_REPORTED` of them."""
    return tuple(_explain(error) for error in without_echoes(list(errors))[:MOST_REPORTED])


def without_echoes(errors: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Without lists called too short only because what stands in them is wrong, which is said."""
    wrong_within = {tuple(error["loc"][:n]) for error in errors for n in range(len(error["loc"]))}
    return [e for e in errors if e["type"] != "too_short" or tuple(e["loc"]) not in wrong_within]


def _explain(error: Mapping[str, Any]) -> FieldProblem:
    return wrong(error["loc"], error["type"], **error.get("ctx", {}))


def wrong(location: Sequence[str | int], kind: str, **facts: Any) -> FieldProblem:
    """Say that the field at `location` is wrong in one of the ways above."""
    said = in_words(f"field.{kind if kind in KINDS else OTHER}", facts)
    name = _name(location)
    message = Bilingual(vi=f"{name}: {said.vi}.", en=f"{name}: {said.en}.")
    return FieldProblem(field=name, message=message)


def in_words(key: str, facts: Mapping[str, Any]) -> Bilingual:
    """What is wrong, with facts of which none can be more than words."""
    return say(key, **{name: _shown(value) for name, value in facts.items()})


def _shown(value: Any) -> Any:
    """Words of ours as they are; what was sent, safe to print."""
    ours = isinstance(value, list) and all(isinstance(each, Bilingual) for each in value)
    return value if ours else _choices(printable(value))


def _choices(shown: Any) -> Any:
    """Choices without the “or” pydantic puts before the last, which is of one language."""
    if isinstance(shown, str) and CHOICES.fullmatch(shown):
        return shown.replace(" or ", ", ")
    return shown


def _name(location: Sequence[str | int]) -> str:
    """`draft.subject` for the body, `query limit` or `header x` elsewhere; safe to print."""
    where, *path = location or ("body",)
    parts = ".".join(printable(part) for part in path)
    match where, parts:
        case "body", "":
            return "body"
        case "body", _:
            return parts
        case _:
            return f"{where} {parts}".strip()
