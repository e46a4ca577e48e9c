"""Every sentence for people: found by its key, in both languages, with the facts it needs."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from remiss.texts import Bilingual, BilingualError, catalogue, say, text, texts
from remiss.texts.catalogue import TEXTS, read_texts
from remiss.texts.vocabulary import label_prefix

ROOT = Path(catalogue.__file__).parents[2]
PRODUCT = ("remiss", "api", "portal", "workflows", "activities")
SPEAKERS = {"say", "text"}
"""What finds a text by its key."""
WRITTEN = re.compile(r'"([a-z0-9_.]+)"')
BEGUN = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*\.")
"""The beginning of a key whose end is known only when it is said: `refusal.`"""


def placeholders(template: str) -> set[str]:
    """The facts a text needs."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_need_the_same_facts(key: str) -> None:
    """A fact told in one language is told in the other, and each is named."""
    needed = placeholders(TEXTS[key].vi)
    assert needed == placeholders(TEXTS[key].en)
    assert "" not in needed


def keys_in_code() -> dict[str, str]:
    """Every key that the product names outright, with the file that names it."""
    found: dict[str, str] = {}
    for path in product("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        speaks = SPEAKERS & {
            alias.name
            for node in nodes
            if isinstance(node, ast.ImportFrom) and node.module == "remiss.texts"
            for alias in node.names
        }
        found |= {
            str(node.args[0].value): str(path)
            for node in nodes
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in speaks
            if node.args and isinstance(node.args[0], ast.Constant)
        }
    return found


def product(name: str) -> Iterator[Path]:
    yield from ROOT.glob(name)
    for folder in PRODUCT:
        yield from (ROOT / folder).rglob(name)


def test_every_key_that_code_names_has_a_text() -> None:
    """A misspelt key fails here, and not before a person."""
    assert {key: file for key, file in keys_in_code().items() if key not in TEXTS} == {}


def said_in_code() -> set[str]:
    """Every key, and every beginning of one (`refusal.`), by which the product finds a text."""
    found = set[str]()
    for path in product("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found.update(_said(node))
    for path in product("*.html"):
        written = WRITTEN.findall(path.read_text(encoding="utf-8"))
        found.update(written, (f"{key}." for key in written if not key.endswith(".")))
    return found


def _said(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            if begun := BEGUN.match(start):
                yield begun.group()
        case ast.Call(func=ast.Name(id="texts"), args=[ast.Constant(value=str(prefix))]):
            yield f"{prefix}."
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="Place"), attr="of"),
            args=[_, _, _, ast.Constant(value=str(form))],
        ):  # labels of fields are found by the names of these
            yield f"{form}.field."
        case ast.keyword(arg="labels", value=ast.Constant(value=str(form))):
            yield f"{form}.field."
        case ast.ClassDef(bases=[ast.Name(id="StrEnum" | "IntEnum" | "Enum")]):
            yield f"{label_prefix(node.name)}."
        case _:
            pass


def test_every_text_is_said_somewhere() -> None:
    """What nobody says is taken out: it would be kept, translated and corrected for nothing."""
    said = said_in_code()
    unsaid = [key for key in TEXTS if said.isdisjoint({key, *_beginnings(key)})]
    assert unsaid == []


def _beginnings(key: str) -> Iterator[str]:
    return (key[: dot.end()] for dot in re.finditer(r"\.", key))


def test_a_text_is_filled_in_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts stand in the language of their sentence; a series is joined, None says nothing."""
    one = Bilingual(vi="{who} hỏi {whom}{why}.", en="{who} asked {whom}{why}.")
    monkeypatch.setattr(catalogue, "TEXTS", {"a.b": one})

    said = say("a.b", who=Bilingual(vi="Sở Y tế", en="Health"), whom=("x", "y"), why=None)

    assert said == Bilingual(vi="Sở Y tế hỏi x, y.", en="Health asked x, y.")
    assert text("a.b") == one
    assert texts("a") == {"b": one}
    with pytest.raises(KeyError):
        texts("z")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a.toml": '[x]\nvi = "a"'}, r"a\.toml: \[x\] needs vi and en"),
        ({"a.toml": '[x.y]\nvi = "a"\nen = "b"\nfr = "c"'}, r"\[x\.y\] needs vi and en"),
        (
            {"a.toml": '[x]\nvi = "a"\nen = "b"', "b/c.toml": '[x]\nvi = "a"\nen = "b"'},
            r"c\.toml: \[x\] stands in another place",
        ),
    ],
    ids=["one language", "a third", "twice"],
)
def test_a_mistake_in_the_files_is_named(files: dict[str, str], told: str, tmp_path: Path) -> None:
    """By file and key."""
    for name, written in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        read_texts(tmp_path)


def test_an_error_says_what_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text, or the words of its kind with the facts of the case; both languages are printed."""
    words = Bilingual(vi="Thiếu sự kiện {version}.", en="Event {version} is missing.")
    monkeypatch.setattr(catalogue, "TEXTS", {"ledger.gap": words})

    class GapError(BilingualError, key="ledger.gap"):
        pass

    class DeepGapError(GapError):
        pass

    said = say("ledger.gap", version=7)
    for raised in (GapError(version=7), DeepGapError(version=7), BilingualError(said)):
        assert str(raised) == "Thiếu sự kiện 7.\nEvent 7 is missing."
        assert raised.message == said
    assert GapError(version=7).facts == {"version": 7}


def test_a_kind_of_error_without_words_is_refused() -> None:
    """Where it is written, and not when it is raised."""
    with pytest.raises(KeyError):

        class _NamelessError(BilingualError, key="no.such.words"):
            pass
