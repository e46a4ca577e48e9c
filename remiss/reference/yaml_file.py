"""Reading a YAML file into a model: every mistake is named by file, line and remedy."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from remiss.texts import Bilingual, BilingualError, say, stack

M = TypeVar("M", bound=BaseModel)

DATA = Path(__file__).parent / "data"
_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C where PyYAML was built with it, as its wheels are: ten times faster."""

_REMEDIES = {
    "missing": "missing",
    "extra_forbidden": "extra_forbidden",
    "enum": "choice",
    "literal_error": "choice",
    "int_parsing": "whole_number",
    "int_type": "whole_number",
    "greater_than_equal": "greater_than_equal",
    "less_than_equal": "less_than_equal",
    "date_from_datetime_parsing": "date",
    "date_from_datetime_inexact": "date",
    "date_parsing": "date",
    "date_type": "date",
    "datetime_type": "moment",
    "datetime_parsing": "moment",
    "datetime_from_date_parsing": "moment",
    "timezone_aware": "moment",
    "model_type": "model_type",
    "string_too_short": "string_too_short",
    "string_too_long": "string_too_long",
    "string_pattern_mismatch": "string_pattern_mismatch",
    "string_type": "string_type",
    "tuple_type": "tuple_type",
}
"""What to write instead, by the kind of mistake pydantic names."""


class ReferenceDataError(BilingualError, ValueError):
    """A file of reference data is wrong; the message says where and what to write instead."""

    between = " / "

    @classmethod
    def of(cls, mistakes: Iterable["PlacedMistake"]) -> "ReferenceDataError":
        """One line for each mistake, each said once."""
        found = list(dict.fromkeys(mistakes))
        error = cls(stack(each.line for each in found))
        error.args = ("\n".join(dict.fromkeys(str(each) for each in found)),)
        return error


class Mistake(NamedTuple):
    """Something that fits the form and not the sense: where it stands, what to write instead."""

    place: tuple[int | str, ...]
    said: Bilingual


class PlacedMistake(NamedTuple):
    """A mistake by its file and line."""

    where: str
    said: Bilingual

    @property
    def line(self) -> Bilingual:
        """The line of the message."""
        return Bilingual(vi=f"{self.where} {self.said.vi}", en=f"{self.where} {self.said.en}")

    def __str__(self) -> str:
        said = self.said
        return f"{self.where} {said.vi if said.vi == said.en else said.both()}"


def read(path: Path, model: type[M], check: Callable[[M], Iterable[Mistake]] | None = None) -> M:
    """The content of `path` as `model`, in which `check` finds no mistake.

    Raises:
        ReferenceDataError: every mistake found, one a line, each with file and line number.
    """
    node = _compose(path)
    _refuse(path, node, _twice(node))
    content = yaml.constructor.SafeConstructor().construct_document(node)
    try:
        found = model.model_validate(content)
    except ValidationError as error:
        mistakes = [_mistake(dict(each)) for each in error.errors()]
        raise ReferenceDataError.of(_placed(path, node, each) for each in mistakes) from error
    _refuse(path, node, check(found) if check else ())
    return found


def _refuse(path: Path, root: yaml.Node, mistakes: Iterable[Mistake]) -> None:
    if placed := [_placed(path, root, each) for each in mistakes]:
        raise ReferenceDataError.of(placed)


def _twice(node: yaml.Node, place: tuple[int | str, ...] = ()) -> Iterable[Mistake]:
    """Entries written twice: YAML would keep the last and drop the first without a word."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _twice(item, (*place, index))
    if isinstance(node, yaml.MappingNode):
        keys = [str(key.value) for key, _ in node.value]
        for key, value in node.value:
            if keys.count(str(key.value)) > 1:
                yield Mistake((*place, str(key.value)), say("reference.written_twice"))
            yield from _twice(value, (*place, str(key.value)))


def _compose(path: Path) -> yaml.Node:
    try:
        node = _parse(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        said = say("reference.not_yaml", problem=str(error.problem))
        raise ReferenceDataError.of([PlacedMistake(_where(path, line), said)]) from error
    if node is None:
        raise ReferenceDataError.of([PlacedMistake(_where(path, 1), say("reference.empty"))])
    return node


def _parse(text: str) -> yaml.Node | None:
    """Quickly; what is no YAML once more by the reader that names the mistake better."""
    try:
        return yaml.compose(text, Loader=_QUICK)
    except yaml.MarkedYAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _mistake(error: dict[str, Any]) -> Mistake:
    if remedy := _REMEDIES.get(error["type"]):
        return Mistake(error["loc"], say(f"reference.remedy.{remedy}", **error.get("ctx", {})))
    own = str(error["msg"]).removeprefix("Value error, ")
    return Mistake(error["loc"], Bilingual(vi=own, en=own))


def _placed(path: Path, root: yaml.Node, mistake: Mistake) -> PlacedMistake:
    place = tuple(mistake.place)
    return PlacedMistake(_where(path, line_of(root, place), _name(place)), mistake.said)


def _name(place: tuple[int | str, ...]) -> str:
    """What people call the place: the nearest entry with a name."""
    return next((step for step in reversed(place) if isinstance(step, str)), "")


def _where(path: Path, line: int, name: str = "") -> str:
    named = f" {name}:" if name else ""
    return f"{path.name}, {say('reference.line').both()} {line}:{named}"


def line_of(root: yaml.Node, place: tuple[int | str, ...]) -> int:
    """The line of the entry at `place`, or of the nearest entry around it that exists."""
    node, line = root, int(root.start_mark.line)
    for step in place:
        found = _child(node, step)
        if found is None:
            break
        key, node = found
        line = int(key.start_mark.line)
    return line + 1


def _child(node: yaml.Node, step: int | str) -> tuple[yaml.Node, yaml.Node] | None:
    """The entry under `step` and what marks its line; an own entry wins over a merged one."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(key, value) for key, value in node.value if key.value == str(step)]
        return pairs[-1] if pairs else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        item = node.value[step]
        return item, item
    return None
