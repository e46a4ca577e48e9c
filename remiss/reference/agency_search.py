"""Agencies found by what somebody typed: a code, a whole name, a part of one without its marks."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from remiss.consultation.diacritics import folded, words
from remiss.consultation.values import Agency


def find_agencies(agencies: Iterable[Agency], typed: str) -> tuple[Agency, ...]:
    """Whose code or name this is; else all whose names have each word; else all that begin so.

    Words are found whatever their marks and their order, in either language.
    """
    known = tuple(agencies)
    by = (_by_code, _by_name, _by_folded_name, _by_words, _by_beginnings)
    return next(filter(None, (found(known, typed) for found in by)), ())


@lru_cache(maxsize=20_000)
def folded_name(name: str) -> str:
    """The words of a name without case and marks, each after one space."""
    return "".join(f" {folded(word)}" for word in words(name))


def _by_code(known: tuple[Agency, ...], typed: str) -> tuple[Agency, ...]:
    code = typed.strip().casefold()
    return tuple(each for each in known if each.code.casefold() == code)


def _by_name(known: tuple[Agency, ...], typed: str) -> tuple[Agency, ...]:
    name = _as_written(typed)
    return tuple(each for each in known if name in map(_as_written, _names(each)))


def _by_folded_name(known: tuple[Agency, ...], typed: str) -> tuple[Agency, ...]:
    name = folded_name(typed)
    return tuple(each for each in known if name in map(folded_name, _names(each)))


def _by_words(known: tuple[Agency, ...], typed: str) -> tuple[Agency, ...]:
    wanted = [f" {word} " for word in folded_name(typed).split()]
    return tuple(each for each in known if _has(each, wanted))


def _by_beginnings(known: tuple[Agency, ...], typed: str) -> tuple[Agency, ...]:
    begins, wanted = typed.strip().casefold(), [f" {word}" for word in folded_name(typed).split()]
    return tuple(
        each for each in known if each.code.casefold().startswith(begins) or _has(each, wanted)
    )


def _has(agency: Agency, wanted: list[str]) -> bool:
    """Whether one of the names has all of them: no name is made of two languages."""
    return bool(wanted) and any(
        all(part in f"{folded_name(name)} " for part in wanted) for name in _names(agency)
    )


@lru_cache(maxsize=20_000)
def _as_written(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _names(agency: Agency) -> tuple[str, str]:
    return agency.name.vi, agency.name.en
