"""What is wrong with a request, field by field, in words a person can act on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from consultation.values import Bilingual, Value

MOST_REPORTED = 50


class FieldProblem(Value):
    """One field that is not valid."""

    field: str
    message: Bilingual


# By pydantic's error type; `{...}` are the facts pydantic gives with it. Never the value sent.
_SAID: dict[str, tuple[str, str]] = {
    "missing": (
        "thiếu trường bắt buộc này; hãy bổ sung",
        "this field is required; add it",
    ),
    "extra_forbidden": (
        "không có trường nào tên như vậy; hãy kiểm tra chính tả hoặc bỏ đi",
        "there is no such field; check its spelling or leave it out",
    ),
    "string_type": ("cần là một chuỗi ký tự", "must be a string"),
    "string_too_short": (
        "cần ít nhất {min_length} ký tự; hãy viết đầy đủ hơn",
        "needs at least {min_length} characters; say more",
    ),
    "string_too_long": (
        "dài quá {max_length} ký tự; hãy rút gọn",
        "is over {max_length} characters; shorten it",
    ),
    "string_pattern_mismatch": (
        "không đúng mẫu {pattern}; hãy kiểm tra lại",
        "does not match {pattern}; check it",
    ),
    "string_unicode": (
        "có ký tự không phải Unicode hợp lệ; hãy nhập lại đoạn đó",
        "holds characters that are not valid Unicode; type that part again",
    ),
    "enum": ("phải là một trong: {expected}", "must be one of: {expected}"),
    "literal_error": ("phải là một trong: {expected}", "must be one of: {expected}"),
    "int_parsing": ("cần là một số nguyên", "must be a whole number"),
    "int_type": ("cần là một số nguyên", "must be a whole number"),
    "bool_parsing": ("cần là true hoặc false", "must be true or false"),
    "bool_type": ("cần là true hoặc false", "must be true or false"),
    "date_from_datetime_parsing": ("cần là ngày, ví dụ 2026-03-31", "must be a day, as 2026-03-31"),
    "date_from_datetime_inexact": ("cần là ngày, ví dụ 2026-03-31", "must be a day, as 2026-03-31"),
    "date_parsing": ("cần là ngày, ví dụ 2026-03-31", "must be a day, as 2026-03-31"),
    "timezone_aware": (
        "cần kèm múi giờ, ví dụ 2026-03-31T08:00:00+07:00",
        "needs its offset, as 2026-03-31T08:00:00+07:00",
    ),
    "datetime_parsing": (
        "cần là thời điểm, ví dụ 2026-03-31T08:00:00+07:00",
        "must be a moment, as 2026-03-31T08:00:00+07:00",
    ),
    "datetime_from_date_parsing": (
        "cần là thời điểm, ví dụ 2026-03-31T08:00:00+07:00",
        "must be a moment, as 2026-03-31T08:00:00+07:00",
    ),
    "datetime_type": (
        "cần là thời điểm, ví dụ 2026-03-31T08:00:00+07:00",
        "must be a moment, as 2026-03-31T08:00:00+07:00",
    ),
    "instant": (
        "cần là thời điểm kèm múi giờ, ví dụ 2026-03-31T08:00:00+07:00",
        "must be a moment with its offset, as 2026-03-31T08:00:00+07:00",
    ),
    "date_type": ("cần là ngày, ví dụ 2026-03-31", "must be a day, as 2026-03-31"),
    "greater_than_equal": ("phải từ {ge} trở lên", "must be {ge} or more"),
    "less_than_equal": ("không được quá {le}", "must be {le} or less"),
    "too_short": ("cần ít nhất {min_length} mục", "needs at least {min_length} items"),
    "too_long": ("nhiều quá {max_length} mục; hãy bớt", "has over {max_length} items; drop some"),
    "tuple_type": ("cần là một danh sách", "must be a list"),
    "list_type": ("cần là một danh sách", "must be a list"),
    "model_attributes_type": ("cần là một đối tượng JSON", "must be a JSON object"),
    "model_type": ("cần là một đối tượng JSON", "must be a JSON object"),
    "dict_type": ("cần là một đối tượng JSON", "must be a JSON object"),
    "nul_character": (
        "có ký tự NUL (U+0000); hãy xóa ký tự này",
        "holds a NUL character (U+0000); remove it",
    ),
    "reply_too_long": (
        "tổng cộng {length} ký tự, vượt {most}; phần dài hơn hãy gửi thành tệp đính kèm",
        "holds {length} characters in all, over {most}; attach what is longer as a file",
    ),
    "recursion_loop": ("lồng nhau quá sâu", "is nested too deeply"),
}
_OTHER = ("giá trị không hợp lệ; xem /docs", "is not valid; see /docs")


def explain(errors: Iterable[Mapping[str, Any]]) -> tuple[FieldProblem, ...]:
    """Say what is wrong with each field; at most `MOST_REPORTED` of them."""
    return tuple(_explain(error) for error in list(errors)[:MOST_REPORTED])


def _explain(error: Mapping[str, Any]) -> FieldProblem:
    vi, en = _SAID.get(error["type"], _OTHER)
    context = {name: _shown(value) for name, value in error.get("ctx", {}).items()}
    name = _name(error["loc"])
    return FieldProblem(
        field=name,
        message=Bilingual(
            vi=f"{name}: {vi.format(**context)}.", en=f"{name}: {en.format(**context)}."
        ),
    )


def _name(location: Sequence[str | int]) -> str:
    """`draft.subject` for the body, `query limit` or `header x` elsewhere; safe to print."""
    where, *path = location or ("body",)
    parts = ".".join(_shown(part) for part in path)
    match where, parts:
        case "body", "":
            return "body"
        case "body", _:
            return parts
        case _:
            return f"{where} {parts}".strip()


def _shown(value: Any) -> str:
    """Short and printable, whatever was sent: names of unknown fields come from outside."""
    kept = "".join(char if char.isprintable() else "?" for char in str(value))
    return kept if len(kept) <= 200 else kept[:200] + "…"  # noqa: PLR2004
