"""The page of one act upon a case that asks: what it leads to, its fields, one button."""

from collections.abc import Iterator
from typing import Any, ClassVar

from portal.forms import Form
from portal.navigation import CASES
from portal.page import Page
from portal.pages.requests.act_pages import ActPage, Option
from portal.paths import case_path
from remiss.consultation.relevance import suggest
from remiss.consultation.state import Consultation
from remiss.consultation.values import FieldCode, QuestionId, Value
from remiss.documents.draft.version_changes import ChangedClause
from remiss.reference.registry import Registry
from remiss.texts import Bilingual, Text, question_name, say, text
from remiss.views.concerned import left_out_of


class CaseActPage(Page):
    """One act; each has a template of its own for its fields."""

    here: ClassVar[str] = CASES

    case: str
    subject: Text
    path: str
    leads_to: Bilingual
    button: Bilingual
    form: Form


class AddAgencyPage(CaseActPage):
    """Agencies that are left out come first, each with its duty."""

    template: ClassVar[str] = "cases/ask.html"

    agencies: tuple[Option, ...]


class OutsidePage(CaseActPage):
    template: ClassVar[str] = "cases/outside.html"

    questions: tuple[Option, ...]


class DraftFilePage(CaseActPage):
    """The file that was sent, the right one, and what differs."""

    template: ClassVar[str] = "cases/draft-file.html"

    sent: Text
    changes: tuple[ChangedClause, ...] | None
    """None: no file yet, or no clauses could be read in one of the two."""


class LetterNumberPage(ActPage):
    """Number and day of the letter that asked."""

    template: ClassVar[str] = "requests/letter-number.html"


class AskedAnew(Value):
    """A question of the case, which may be put anew, perhaps in other words."""

    row: int
    name: Bilingual
    id: QuestionId
    field: FieldCode
    words: Text


class AmendPage(DraftFilePage):
    """The next version of the draft, and what it puts anew."""

    template: ClassVar[str] = "cases/amend.html"

    questions: tuple[AskedAnew, ...]
    row: int
    """Of a question that is put for the first time."""
    fields: tuple[Option, ...]
    agencies: tuple[Option, ...]
    number: Text


def of_case(case: Consultation, name: str, form: Form) -> dict[str, Any]:
    """What every such page says."""
    return {
        "title": text(f"portal.decide.{name}.title"),
        "case": case.id,
        "subject": case.draft.subject,
        "path": case_path(case.id),
        "leads_to": text(f"portal.decide.{name}.leads_to"),
        "button": text(f"portal.decide.{name}.button"),
        "form": form,
    }


def agency_choices(case: Consultation, registry: Registry) -> tuple[Option, ...]:
    """Who is left out, with the words of the warning; then whom a leader may ask with a reason."""
    missing = {each.code: each.text for each in left_out_of(case)}
    return tuple(
        sorted(_choices(case, registry, missing), key=lambda each: each.value not in missing)
    )


def _choices(
    case: Consultation, registry: Registry, missing: dict[str, Bilingual]
) -> Iterator[Option]:
    found = suggest(registry.agencies, case.questions, case.draft.territories)
    concerned = {each.agency.code for each in found}
    for each in registry.agencies:
        if each.code == case.drafting_agency.code or each.code in case.requests:
            continue
        if each.code in missing:
            yield Option(value=each.code, label=each.name, hint=missing[each.code])
        elif each.code in concerned or not each.area:
            key = "concerned" if each.code in concerned else "not_concerned"
            yield Option(value=each.code, label=each.name, hint=text(f"portal.asking.{key}"))


def question_choices(case: Consultation) -> tuple[Option, ...]:
    """The questions of the case, as they were written."""
    return tuple(
        Option(value=each.id, label=_named(case, each.id, each.text)) for each in case.questions
    )


def _named(case: Consultation, question: str, words: str) -> Text:
    name = question_name(question, case.question_numbers)
    return say("portal.opening.question_option", name=name, words=words).vi


def asked_anew(case: Consultation) -> tuple[AskedAnew, ...]:
    """Each question with the row it is posted in."""
    numbers = case.question_numbers
    return tuple(
        AskedAnew(
            row=row,
            name=question_name(each.id, numbers),
            id=each.id,
            field=each.field,
            words=each.text,
        )
        for row, each in enumerate(case.questions)
    )
