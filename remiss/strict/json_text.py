"""JSON that means one thing to everybody who reads it: UTF-8, each key once, real numbers."""

import json
import math
from typing import Any, NoReturn

from remiss.strict.characters import printable

LARGEST = 2**53 - 1
"""Numbers beyond are read differently by different programs (RFC 8259, section 6)."""


class UnclearJsonError(ValueError):
    """No JSON, or such that two readers could understand it differently; `kind` says why."""

    def __init__(self, kind: str, **facts: Any) -> None:
        super().__init__(kind)
        self.kind, self.facts = kind, facts


def read_json(content: bytes, *, exact_numbers: bool = False) -> Any:
    """The value that `content` writes; with `exact_numbers`, only what every program keeps exactly.

    Raises:
        UnclearJsonError: of kind `json_syntax` (line, column), `json_bytes` (byte),
            `json_key_twice` (key), `json_number` (number) or `json_deep`.
    """
    whole, real = (_whole_number, _real_number) if exact_numbers else (None, None)
    try:
        return json.loads(
            content.decode(),
            object_pairs_hook=_each_key_once,
            parse_int=whole,
            parse_float=real,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise UnclearJsonError("json_syntax", line=error.lineno, column=error.colno) from error
    except UnicodeDecodeError as error:
        raise UnclearJsonError("json_bytes", byte=error.start + 1) from error
    except RecursionError as error:
        raise UnclearJsonError("json_deep") from error
    except UnclearJsonError:
        raise
    except ValueError as error:  # Python itself refuses whole numbers of thousands of digits
        raise UnclearJsonError("json_number", number="…") from error


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    for key, value in pairs:
        if key in keys:
            raise UnclearJsonError("json_key_twice", key=printable(key))
        keys[key] = value
    return keys


def _whole_number(digits: str) -> int:
    if len(digits) > len(str(-LARGEST)) or abs(int(digits)) > LARGEST:
        raise UnclearJsonError("json_number", number=printable(digits[:20]))
    return int(digits)


def _real_number(text: str) -> float:
    if not math.isfinite(number := float(text)) or abs(number) > LARGEST:
        raise UnclearJsonError("json_number", number=printable(text[:20]))
    return number


def _refuse_constant(constant: str) -> NoReturn:
    raise UnclearJsonError("json_number", number=constant)
