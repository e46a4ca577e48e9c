"""Settings that cannot be used: which, why, and what to write instead."""

from collections.abc import Iterable
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from remiss.settings.every_setting import Settings, meaning, variable
from remiss.texts import Bilingual, BilingualError, say, stack, text, texts

Complaint = Bilingual | str
"""What is wrong with one setting; a text of its own already holds both languages."""

COMPLAINTS = texts("settings_mistake.of")
"""What pydantic's most likely complaints mean, by error type."""


class InvalidSettingsError(BilingualError):
    """Settings that cannot be used; each complaint is printed in both languages, in its turn."""

    def __init__(self, *complaints: Complaint) -> None:
        super().__init__(
            stack(Bilingual(vi=c, en=c) if isinstance(c, str) else c for c in complaints)
        )
        self._printed = "\n".join(c if isinstance(c, str) else c.both("\n") for c in complaints)

    def __str__(self) -> str:
        return self._printed


def explain_misfits(error: ValidationError) -> list[Complaint]:
    """Which variables are wrong, why, and what to write."""
    first: dict[object, ErrorDetails] = {}  # of one setting, one complaint at a time
    for detail in error.errors(include_url=False):
        first.setdefault(detail["loc"][:1], detail)
    return [_explain_one(detail) for detail in first.values()]


def explain_missing(names: Iterable[str]) -> list[Complaint]:
    """Which settings have to be set, and how."""
    return [_line(name, text("settings_mistake.not_set")) for name in names]


def explain_no_json(message: str) -> Complaint:
    """A value that is no JSON; pydantic-settings names its field only in the message."""
    name = next((name for name in Settings.model_fields if f'"{name}"' in message), "")
    return _line(name, text("settings_mistake.no_json"))


def explain_unknown(name: str) -> Complaint:
    """A variable that names no setting, and those it may have meant."""
    known = [variable(field) for field in Settings.model_fields]
    close = get_close_matches(name, known) or known
    return say("settings_mistake.unknown", name=name, close=close)


def _explain_one(detail: ErrorDetails) -> Complaint:
    name = str(detail["loc"][0]) if detail["loc"] else ""
    if detail["type"] not in COMPLAINTS:
        return _line(name, say("settings_mistake.other", message=detail["msg"]))
    context = {
        key: str(value).replace(" or ", ", ") for key, value in detail.get("ctx", {}).items()
    }
    return _line(name, say(f"settings_mistake.of.{detail['type']}", **context))


def _line(name: str, complaint: Bilingual) -> Complaint:
    """One complaint: never the value, which may be a secret."""
    field = Settings.model_fields.get(name)
    if field is None:
        return f"{name}: {complaint.both()}"
    facts = {
        "key": variable(name),
        "meaning": meaning(name),
        "example": (field.examples or [""])[0],
    }
    return say("settings_mistake.line", complaint=complaint, **facts)
