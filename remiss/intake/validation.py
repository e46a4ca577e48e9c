"""What is wrong with a request, field by field, in words a person can act on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from remiss.problems.problem import FieldProblem
from remiss.strict.characters import printable
from remiss.texts import Bilingual

MOST_REPORTED = 50


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
    "character": (
        "có ký tự điều khiển, ẩn hoặc đảo chiều chữ {code} tại vị trí {position}; hãy xóa đi",
        "holds {code}, which controls, hides or reorders text, at position {position}; remove it",
    ),
    "json_syntax": (
        "sai cú pháp JSON tại dòng {line}, cột {column}; hãy sửa chỗ đó",
        "is not JSON at line {line}, column {column}; correct it there",
    ),
    "json_bytes": (
        "byte thứ {byte} không phải UTF-8; hãy gửi nội dung mã hóa UTF-8",
        "is not UTF-8 at byte {byte}; encode the body as UTF-8",
    ),
    "json_key_twice": (
        "khóa “{key}” xuất hiện hai lần trong cùng một đối tượng; hãy giữ lại một",
        "has the key “{key}” twice in one object; keep one of them",
    ),
    "json_number": (
        "{number} không phải số dùng được (tối đa 9007199254740991, không NaN); hãy sửa lại",
        "{number} is no number to rely on (9007199254740991 at most, no NaN); correct it",
    ),
    "json_deep": (
        "lồng nhau quá {most} cấp; hãy gửi đúng cấu trúc nêu tại /docs",
        "is nested more than {most} levels deep; send the shape /docs shows",
    ),
    "json_members": (
        "có quá {most} khóa và phần tử; hãy chia thành nhiều lần gửi",
        "has more than {most} keys and items; send it in parts",
    ),
}
_OTHER = ("giá trị không hợp lệ; xem /docs", "is not valid; see /docs")


def explain(errors: Iterable[Mapping[str, Any]]) -> tuple[FieldProblem, ...]:
    """Say what is wrong with each field; at most `MOST_REPORTED` of them."""
    return tuple(_explain(error) for error in list(errors)[:MOST_REPORTED])


def _explain(error: Mapping[str, Any]) -> FieldProblem:
    return wrong(error["loc"], error["type"], **error.get("ctx", {}))


def wrong(location: Sequence[str | int], kind: str, **facts: Any) -> FieldProblem:
    """Say that the field at `location` is wrong in one of the ways above."""
    vi, en = _SAID.get(kind, _OTHER)
    context = {name: printable(value) for name, value in facts.items()}
    name = _name(location)
    return FieldProblem(
        field=name,
        message=Bilingual(
            vi=f"{name}: {vi.format(**context)}.", en=f"{name}: {en.format(**context)}."
        ),
    )


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
