"""The page of one decision: what was asked, by when, what each answer leads to, one form."""

from datetime import datetime
from typing import ClassVar

from portal.addresses import WORK
from portal.forms import Form
from portal.page import Page
from portal.parts.asked_field import AskedField, AskedKind, Option
from portal.parts.request_lines import next_step_of
from portal.paths import case_path, request_path
from remiss.consultation.life.ladder.alarms import next_alarm
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Value
from remiss.consultation.views.rows import listed_request
from remiss.texts import Bilingual, Text, day_and_time, say, text


class HeadedWords(Value):
    """What somebody wrote that is decided on, or where things stand."""

    heading: Bilingual
    facts: Bilingual | None = None
    words: Text | None = None
    lines: tuple[Bilingual | Text, ...] = ()
    """What the service says is in both languages; a plain text is what somebody wrote."""


class DecisionSheet(Value):
    """What the page of one act says as the case stands: of the case, and of its fields."""

    leads_to: Bilingual
    asks: tuple[AskedField, ...] = ()
    told: tuple[HeadedWords, ...] = ()
    due: Bilingual | None = None
    idle: Bilingual | None = None
    """Why there is nothing to decide; the form is shown to whoever typed in it all the same."""


class DecidePage(Page):
    """One act upon a case or a request."""

    template: ClassVar[str] = "decide.html"
    here: ClassVar[str] = WORK

    subject: Text
    back: str
    back_name: Bilingual
    sheet: DecisionSheet
    button: Bilingual
    form: Form

    @property
    def open(self) -> bool:
        """Whether there is a form."""
        if self.form.over:
            return False
        return self.sheet.idle is None or bool(self.form.values or self.form.summary)


def decide_page(
    name: str, case: Consultation, request: Request | None, sheet: DecisionSheet, form: Form
) -> DecidePage:
    """The page of the act of that name, with the texts under `portal.decide.<name>`."""
    if request is None:
        back, back_name = case_path(case.id), say("portal.decide.case", case=case.id)
        title = text(f"portal.decide.{name}.title")
    else:
        agency = request.agency.name
        back = request_path(case.id, request.agency.code)
        back_name = say("portal.decide.request", case=case.id, agency=agency)
        title = say("portal.decide.of", what=text(f"portal.decide.{name}.title"), agency=agency)
    return DecidePage(
        title=title,
        subject=case.draft.subject,
        back=back,
        back_name=back_name,
        sheet=sheet,
        button=text(f"portal.decide.{name}.button"),
        form=form,
    )


def nothing(name: str) -> DecisionSheet:
    """Nothing of that kind waits."""
    return DecisionSheet(leads_to=leads(name), idle=text(f"portal.decide.{name}.idle"))


def leads(name: str) -> Bilingual:
    """What doing it leads to."""
    return text(f"portal.decide.{name}.leads_to")


def due_line(case: Consultation, request: Request, due_at: datetime | None) -> Bilingual | None:
    """By when, and what time does then; None where no rule sets a time."""
    if due_at is None:
        return None
    alarm, then = next_alarm(case, request), next_step_of(listed_request(case, request))
    if alarm is None or then is None:
        return say("portal.decide.due", at=day_and_time(due_at))
    if alarm.at == due_at:
        return say("portal.decide.due", at=then)
    return say("portal.decide.due_then", at=day_and_time(due_at), then=then)


def yes_or_no(name: str, act: str) -> AskedField:
    """Two rows to press, each with what it leads to."""
    options = tuple(
        Option(
            value=value,
            label=text(f"portal.decide.{act}.{answer}"),
            hint=text(f"portal.decide.{act}.{answer}_leads"),
        )
        for value, answer in (("true", "yes"), ("false", "no"))
    )
    return AskedField(name=name, kind=AskedKind.CHOICE, options=options)


def reasons(name: str = "reason", hint: str | None = None, *, optional: bool = False) -> AskedField:
    """Why; it stays on record."""
    return AskedField(
        name=name,
        kind=AskedKind.LINES,
        hint=text(f"portal.decide.hint.{hint}") if hint else None,
        optional=optional,
    )


def one_of(name: str, options: tuple[Option, ...]) -> AskedField:
    """What is decided on: set by the page where there is one, chosen where there are several."""
    if len(options) == 1:
        return AskedField(name=name, kind=AskedKind.SET, otherwise=options[0].value)
    return AskedField(name=name, kind=AskedKind.CHOICE, options=options)
