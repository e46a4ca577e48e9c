"""Every sentence for people: read once from the TOML files beside this one, found by its key.

A key is the path of a table: `[refusal.no_agency]` is `refusal.no_agency`, in whichever file it
stands. Both languages stand side by side; what changes stands in braces: `{due_at}`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from remiss.texts.bilingual import Bilingual

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
FOLDER = Path(__file__).parent


def text(key: str) -> Bilingual:
    """The text under `key` as it is written, braces and all.

    Raises:
        KeyError: there is none.
    """
    return TEXTS[key]


def texts(prefix: str) -> dict[str, Bilingual]:
    """Every text under `prefix`, by the rest of its key: those of `stage` by the name of a stage.

    Raises:
        KeyError: there is none.
    """
    return dict(_under(prefix))


@cache
def _under(prefix: str) -> Mapping[str, Bilingual]:
    found = {key[len(prefix) + 1 :]: TEXTS[key] for key in TEXTS if key.startswith(f"{prefix}.")}
    if not found:
        raise KeyError(prefix)
    return found


def say(key: str, /, **facts: Any) -> Bilingual:
    """The text under `key` with its facts in place, each in the language of the sentence.

    A fact is a text or a value that shows itself as one, a `Bilingual`, or a series of these,
    which is joined by commas; None says nothing. `{event.draft.subject}` looks into a fact.

    Raises:
        KeyError: there is no such text, or it holds a fact that is not given.
    """
    template = TEXTS[key]
    return Bilingual(vi=_filled(template.vi, "vi", facts), en=_filled(template.en, "en", facts))


def _filled(template: str, language: Language, facts: Mapping[str, Any]) -> str:
    return template.format(**{name: in_sentence(fact, language) for name, fact in facts.items()})


def in_sentence(fact: Any, language: Language) -> Any:
    """A fact as it stands in a sentence of one language."""
    if fact is None:
        return ""
    if isinstance(fact, Bilingual):
        return fact.vi if language == "vi" else fact.en
    if isinstance(fact, list | tuple | set | frozenset):
        return ", ".join(str(in_sentence(item, language)) for item in fact)
    return fact


def read_texts(folder: Path) -> dict[str, Bilingual]:
    """The texts of every TOML file below a folder, by key.

    Raises:
        ValueError: a key stands twice, or lacks a language; the message says which and where.
    """
    found: dict[str, Bilingual] = {}
    for path in sorted(folder.rglob("*.toml")):
        for key, written in _tables(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in found:
                raise ValueError(f"{path.name}: [{key}] stands in another place too; keep one")
            if set(written) != set(LANGUAGES):
                raise ValueError(f"{path.name}: [{key}] needs vi and en, and nothing else")
            found[key] = Bilingual(**written)
    return found


def _tables(
    node: Mapping[str, Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, dict[str, str]]]:
    own = {name: value for name, value in node.items() if isinstance(value, str)}
    if own:
        yield ".".join(above), own
    for name, value in node.items():
        if isinstance(value, Mapping):
            yield from _tables(value, (*above, name))


TEXTS: Mapping[str, Bilingual] = MappingProxyType(read_texts(FOLDER))
