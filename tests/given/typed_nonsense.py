"""What chance types into forms: names of every body's fields, and texts nobody means."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from portal.forms.field_names import _model, _plain
from remiss.consultation.values import Reply
from remiss.sending import bodies

TEXTS = (
    "", " ", "0", "-1", "1", "true", "false", "null", "[]", "{}", "2", "99999999999999999999",
    "09/12/2026", "31/02/2026", "0/0/0000", "2026-12-09", "9999-12-31", "17:00 09/12/2026",
    "25:99 99/99/9999", "2026-12-09T17:00:00", "2026-12-09T17:00:00+99:99", "٠٩/١٢/٢٠٢٦",
    "H99.04", "H99.08", "X", "q1", "kinh-phi", "agree", "return", "adopted", "missing_document",
    "stc.duc.hoang", "duc", "remiss", "ai:do", "9" * 64, "a" * 64, "HS-AAAAAAAAAAAA",
    "Thống nhất với dự thảo.", "Đề nghị sửa Điều 7.\r\nLý do: thiếu căn cứ.\r", "\ufeff", "\u202e",
    "\x00", "\x1b[31m", "\ud7ff", "\U0010ffff", "e\u0323\u0302", "<script>alert(1)</script>",
    "{{ 7 * 7 }}", "'; drop table event; --", "../../etc/passwd", "%00",
    "x" * 20_001, "ữ" * 130_000,
)  # fmt: skip
OWN = ("key", "draft", "kept", "do", "then", "remove", "attached", "use", "next", "person", "role")
DO = ("save", "send", "check", "upload", "sign", "submit", "", "\x00")


def body_fields() -> tuple[str, ...]:
    """Names of fields of every body a page may take, rows numbered in a few ways."""
    modules = [
        import_module(f"{bodies.__name__}.{each.name}") for each in iter_modules(bodies.__path__)
    ]
    kinds: set[type[BaseModel]] = {
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, BaseModel)
    }
    kinds.add(Reply)
    return tuple(sorted({name for kind in kinds for name in _names(kind, "")}))


def _names(kind: type[BaseModel], within: str) -> Iterator[str]:
    for name, info in kind.model_fields.items():
        yield from _field(info.annotation, f"{within}{name}")


def _field(annotation: Any, name: str) -> Iterator[str]:
    plain = _plain(annotation)
    yield name
    if get_origin(plain) is tuple:
        item = get_args(plain)[0]
        for at in ("0", "3", "9999", "x"):
            yield from _field(item, f"{name}.{at}")
    elif (model := _model(plain)) is not None:
        yield from _names(model, f"{name}.")


FIELDS = body_fields()


def typed(chance: Random, begun: dict[str, Any]) -> dict[str, Any]:
    """What stands in a form, some of it changed, and fields no page has."""
    form = dict(begun)
    for name in chance.sample(sorted(form), chance.randint(0, min(3, len(form)))):
        if name != "key" or chance.random() < 0.1:
            form[name] = chance.choice(TEXTS)
    for _ in range(chance.randint(0, 12)):
        texts = [chance.choice(TEXTS) for _ in range(chance.choice((1, 1, 1, 3)))]
        form[chance.choice(FIELDS)] = texts
    if chance.random() < 0.2:
        form[chance.choice(OWN)] = chance.choice(TEXTS)
    form.setdefault("key", f"k{chance.getrandbits(40)}")
    return form | {"do": chance.choice(DO)}
