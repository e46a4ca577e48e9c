"""Reading a YAML file into a model: every mistake is named by file, line and remedy."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)

DATA = Path(__file__).parent / "data"

_A_MOMENT = (
    "hãy ghi ngày và giờ, ví dụ 2026-12-01T08:00",
    "write a day and a time, such as 2026-12-01T08:00",
)
_A_DATE = ("hãy ghi ngày theo năm-tháng-ngày, ví dụ 2026-01-31", "write a date, as 2026-01-31")
_REMEDIES = {
    "missing": ("thiếu mục này; hãy thêm vào", "this entry is missing; add it"),
    "extra_forbidden": (
        "không có mục nào tên như vậy; hãy sửa tên hoặc bỏ đi",
        "there is no entry of this name; correct its spelling or remove it",
    ),
    "enum": ("hãy chọn một trong {expected}", "choose one of {expected}"),
    "int_parsing": ("hãy ghi một số nguyên, ví dụ 7", "write a whole number, such as 7"),
    "greater_than_equal": ("hãy ghi từ {ge} trở lên", "write {ge} or more"),
    "less_than_equal": ("hãy ghi không quá {le}", "write {le} at the most"),
    "date_from_datetime_parsing": _A_DATE,
    "date_from_datetime_inexact": _A_DATE,
    "date_parsing": _A_DATE,
    "date_type": _A_DATE,
    "int_type": ("hãy ghi một số nguyên, ví dụ 7", "write a whole number, such as 7"),
    "datetime_type": _A_MOMENT,
    "datetime_parsing": _A_MOMENT,
    "datetime_from_date_parsing": _A_MOMENT,
    "timezone_aware": _A_MOMENT,
    "model_type": (
        "hãy ghi các mục con, ví dụ {{days: 7}}",
        "write named entries, such as {{days: 7}}",
    ),
    "literal_error": ("hãy chọn một trong {expected}", "choose one of {expected}"),
    "string_too_short": (
        "ngắn quá; hãy ghi ít nhất {min_length} ký tự",
        "too short; write {min_length} characters at least",
    ),
    "string_too_long": (
        "dài quá; hãy ghi không quá {max_length} ký tự",
        "too long; write no more than {max_length} characters",
    ),
    "string_pattern_mismatch": (
        "mã sai hình thức; mã cơ quan viết như H99.04, mã lĩnh vực như fin.norms",
        "this is not a code; an agency's reads like H99.04, a field's like fin.norms",
    ),
    "string_type": ("hãy ghi một đoạn chữ trong ngoặc kép", "write a text in double quotes"),
    "tuple_type": ("hãy ghi một danh sách, ví dụ [a, b]", "write a list, such as [a, b]"),
}


class ReferenceDataError(ValueError):
    """A file of reference data is wrong; the message says where and what to write instead."""


class Mistake(NamedTuple):
    """Something that fits the form and not the sense: where it stands, what to write instead."""

    place: tuple[int | str, ...]
    vi: str
    en: str


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
        mistakes = [_mistake(path, node, dict(each)) for each in error.errors()]
        raise ReferenceDataError("\n".join(dict.fromkeys(mistakes))) from error
    _refuse(path, node, check(found) if check else ())
    return found


def _refuse(path: Path, root: yaml.Node, mistakes: Iterable[Mistake]) -> None:
    said = [
        _sentence(path, line_of(root, place), _name(place), vi, en) for place, vi, en in mistakes
    ]
    if said:
        raise ReferenceDataError("\n".join(dict.fromkeys(said)))


def _twice(node: yaml.Node, place: tuple[int | str, ...] = ()) -> Iterable[Mistake]:
    """Entries written twice: YAML would keep the last and drop the first without a word."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _twice(item, (*place, index))
    if isinstance(node, yaml.MappingNode):
        keys = [str(key.value) for key, _ in node.value]
        for key, value in node.value:
            if keys.count(str(key.value)) > 1:
                yield Mistake(
                    (*place, str(key.value)),
                    "mục này được ghi hai lần; hãy giữ lại một",
                    "this entry is written twice; keep one",
                )
            yield from _twice(value, (*place, str(key.value)))


def _compose(path: Path) -> yaml.Node:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        vi, en = f"không đọc được YAML: {error.problem}", f"this is not YAML: {error.problem}"
        raise ReferenceDataError(_sentence(path, line, "", vi, en)) from error
    if node is None:
        vi, en = "tệp trống; hãy ghi nội dung", "the file is empty; write its content"
        raise ReferenceDataError(_sentence(path, 1, "", vi, en))
    return node


def _mistake(path: Path, root: yaml.Node, error: dict[str, Any]) -> str:
    place = tuple(error["loc"])
    if error["type"] in _REMEDIES:
        context = error.get("ctx", {})
        vi, en = (text.format(**context) for text in _REMEDIES[error["type"]])
    else:
        vi = en = str(error["msg"]).removeprefix("Value error, ")
    return _sentence(path, line_of(root, place), _name(place), vi, en)


def _name(place: tuple[int | str, ...]) -> str:
    """What people call the place: the nearest entry with a name."""
    return next((step for step in reversed(place) if isinstance(step, str)), "")


def _sentence(path: Path, line: int, where: str, vi: str, en: str) -> str:
    named = f" {where}:" if where else ""
    said = vi if vi == en else f"{vi} / {en}"
    return f"{path.name}, dòng / line {line}:{named} {said}"


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
