"""The final text: laid down, where it has the wordings that were adopted, why in other words."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from pydantic import AwareDatetime

from portal.forms import Form
from portal.navigation import CASES
from portal.page import Page
from portal.pages.comments.entries import ListedComment, entries_of
from portal.pages.comments.located import Located, located_in
from portal.parts.tag import State
from portal.paths import case_path
from remiss.consultation.authority import may, relation
from remiss.consultation.values import (
    AgencyCode,
    AttachedFile,
    FinalWording,
    Value,
    WordingFinding,
)
from remiss.texts import Bilingual, Text, say, text
from remiss.views.draft.final_text import TriedFinalText
from remiss.views.seen_case import SeenCase


class OfAgency(Value):
    """The wordings of one agency."""

    code: AgencyCode
    name: Bilingual
    wordings: tuple[Located, ...]
    explain: str | None


class LaidDown(Value):
    """The final text on record."""

    file: AttachedFile
    number: Text | None
    by: Text
    at: AwareDatetime


class FinalTextPage(Page):
    """The final text of a case; `tried` shows one that is not recorded."""

    template: ClassVar[str] = "cases/comments/final.html"
    here: ClassVar[str] = CASES

    case: str
    back: str
    form: Form
    laid_down: LaidDown | None
    note: Bilingual | None
    """That a file is only tried, and whether a machine can read it."""
    agencies: tuple[OfAgency, ...]
    standing: Bilingual


class ExplainPage(Page):
    """Why the final text has other words than those of one agency that were adopted."""

    template: ClassVar[str] = "cases/comments/wordings.html"
    here: ClassVar[str] = CASES

    case: str
    back: str
    agency: Bilingual
    wordings: tuple[Located, ...]
    button: Bilingual
    form: Form


def final_page(seen: SeenCase, form: Form, tried: TriedFinalText | None = None) -> FinalTextPage:
    """What is on record, or what a file that was tried would say."""
    case = seen.case
    found = {one.comment: one for one in tried.wordings} if tried else {}
    agencies = tuple(_agencies(seen, found, tried_only=tried is not None))
    final = case.final_text
    return FinalTextPage(
        title=text("portal.final.title"),
        case=case.id,
        back=case_path(case.id, "comments"),
        form=form,
        laid_down=None
        if final is None
        else LaidDown(file=final.file, number=final.number, by=final.by.name, at=final.at),
        note=_note(tried) if tried else None,
        agencies=agencies,
        standing=_standing(agencies, tried=tried is not None),
    )


def explain_page(seen: SeenCase, agency: AgencyCode, form: Form) -> ExplainPage:
    """The wordings of an agency that the final text has otherwise, or not at all."""
    name = seen.request(agency).agency.name
    theirs = [entry for entry in entries_of(seen) if entry.agency == agency]
    return ExplainPage(
        title=say("portal.final.explain_title", agency=name),
        case=seen.case.id,
        back=case_path(seen.case.id, "comments", "final"),
        agency=name,
        wordings=tuple(
            located_in(entry, entry.final)
            for entry in theirs
            if entry.final and entry.final.finding is not WordingFinding.EXACT
        ),
        button=say("portal.final.explain_button", agency=name),
        form=form,
    )


def _agencies(
    seen: SeenCase, tried: dict[str, FinalWording], *, tried_only: bool
) -> Iterator[OfAgency]:
    entries = entries_of(seen)
    for code in dict.fromkeys(entry.agency for entry in entries):
        theirs = [entry for entry in entries if entry.agency == code]
        located = tuple(_wordings(theirs, tried, tried_only=tried_only))
        if not located:
            continue
        changed = any(one.tag.state is not State.DONE for one in located)
        explains = may(seen.actor, "explain_wordings", relation(seen.actor, seen.case))
        yield OfAgency(
            code=code,
            name=theirs[0].agency_name,
            wordings=located,
            explain=case_path(seen.case.id, "comments", "final", code)
            if changed and explains and not tried_only
            else None,
        )


def _wordings(
    entries: Iterable[ListedComment], tried: dict[str, FinalWording], *, tried_only: bool
) -> Iterator[Located]:
    for entry in entries:
        wording = tried.get(entry.id) if tried_only else entry.final
        if wording is not None:
            yield located_in(entry, wording)


def _note(tried: TriedFinalText) -> Bilingual:
    unread = any(one.finding is WordingFinding.UNREAD for one in tried.wordings)
    return text("portal.final." + ("unread" if unread else "only_tried"))


def _standing(agencies: Iterable[OfAgency], *, tried: bool) -> Bilingual:
    every = [one for agency in agencies for one in agency.wordings]
    if not every:
        return text("portal.final.nothing_adopted")
    waiting = sum(one.waits for one in every)
    key = "tried" if tried else "waiting" if waiting else "explained"
    return say(f"portal.final.standing.{key}", all=len(every), waiting=waiting)
