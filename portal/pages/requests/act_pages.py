"""The page of one act upon a request: what it leads to, its fields, one button."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from portal.addresses import WORK
from portal.forms import Form
from portal.page import Page
from portal.parts.asked_field import Option as Option  # noqa: PLC0414 -- what pages offer
from portal.parts.case_in_time import row_in_time
from portal.parts.request_lines import tag_of
from portal.parts.tag import Tag
from portal.paths import request_path
from portal.present_cases import PresentCase
from remiss.consultation.diacritics import folded, words
from remiss.consultation.field_index import FieldProposal
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Agency, ClarificationGround, Role
from remiss.reference.people_file import ListedPerson
from remiss.reference.registry import Registry
from remiss.texts import Bilingual, Text, label, local_date, question_name, say, text
from remiss.texts.times import WEEKDAYS

ONE_DAY = timedelta(days=1)
MOST_DAYS = 15
"""Days shown to choose from; of more, only the last."""
PAPER_ROWS = 3


class ActPage(Page):
    """One act; each has a template of its own for its fields."""

    here: ClassVar[str] = WORK
    takes_files: ClassVar[bool] = False

    case: str
    subject: Text
    agency: Bilingual
    request: str
    left: Tag
    leads_to: Bilingual
    button: Bilingual
    form: Form
    nothing: Bilingual | None = None
    """Why there is nothing to do, in the words of the rules; what was typed is shown even so."""


class PeoplePage(ActPage):
    """An act that names somebody of the agency; with no list kept, id and name are typed."""

    people: tuple[Option, ...]


class AssignPage(PeoplePage):
    template: ClassVar[str] = "requests/assign.html"


class ColleaguesPage(PeoplePage):
    template: ClassVar[str] = "requests/colleagues.html"


class DelegationPage(PeoplePage):
    template: ClassVar[str] = "requests/delegation.html"


class ForwardPage(PeoplePage):
    template: ClassVar[str] = "requests/forward.html"


class ContributionPage(ActPage):
    """What one was asked for stands above the field."""

    template: ClassVar[str] = "requests/contribution.html"

    parts: tuple[Text, ...]


class DelayReasonPage(ActPage):
    template: ClassVar[str] = "requests/delay-reason.html"


class AskPage(ActPage):
    """A question to the drafting side."""

    template: ClassVar[str] = "requests/ask.html"

    grounds: tuple[Option, ...]
    questions: tuple[Option, ...]
    paper_rows: tuple[int, ...]


class MoreTimePage(ActPage):
    """Days to choose from, each with its weekday."""

    template: ClassVar[str] = "requests/more-time.html"

    days: tuple[Option, ...]


class NotOursPage(ActPage):
    """A question that is another's, and whose."""

    template: ClassVar[str] = "requests/not-ours.html"

    questions: tuple[Option, ...]
    fields: tuple[Option, ...]
    agencies: tuple[Option, ...]


def of_act(found: PresentCase, request: Request, name: str, form: Form) -> dict[str, Any]:
    """What every such page says, from the texts under `portal.request`."""
    case = found.seen.case
    return {
        "title": text(f"portal.request.act.{name}"),
        "case": case.id,
        "subject": case.draft.subject,
        "agency": request.agency.name,
        "request": request_path(case.id, request.agency.code),
        "left": tag_of(*row_in_time(case, request, found.now)),
        "leads_to": text(f"portal.request.consequence.{name}"),
        "button": text(f"portal.request.button.{name}"),
        "form": form,
    }


def people_options(people: Iterable[ListedPerson], *roles: Role) -> tuple[Option, ...]:
    """People of an agency in one of these roles, with their posts."""
    return tuple(
        Option(value=each.id, label=f"{each.name}, {each.post}" if each.post else each.name)
        for each in people
        if set(roles) & set(each.roles)
    )


def ground_options() -> tuple[Option, ...]:
    """Why one may ask."""
    return tuple(Option(value=each.value, label=label(each)) for each in ClarificationGround)


def question_options(case: Consultation, request: Request) -> tuple[Option, ...]:
    """The questions the agency has yet to answer, as they were written."""
    numbers = case.question_numbers
    return tuple(
        Option(
            value=each.id,
            label=say(
                "portal.request.question_option",
                name=say("portal.request.question_heading", name=question_name(each.id, numbers)),
                words=each.text,
            ).vi,
        )
        for each in case.owed_by(request)
    )


def day_options(case: Consultation, request: Request) -> tuple[Option, ...]:
    """The working days after the deadline to which more time may be asked for."""
    calendar, rules = case.calendar_of(request.agency), case.policy.extension
    if rules is None:
        return ()
    last = calendar.local(calendar.add(request.due_at, rules.at_most)).date()
    day = calendar.next_working_day(calendar.local(request.due_at).date())
    found: list[Option] = []
    while day <= last:
        said = say(
            "portal.request.day_option", weekday=WEEKDAYS[day.weekday()], date=local_date(day)
        )
        found.append(Option(value=day.isoformat(), label=said))
        day = calendar.next_working_day(day)
    return tuple(found[:MOST_DAYS])


def likely_fields(
    registry: Registry, proposed: Iterable[FieldProposal], form: Form, within: str
) -> tuple[Option, ...]:
    """Fields the questions' own words speak of, and those the chosen agency answers for.

    One that was ticked stays, whatever is chosen since; `within` is where both are named.
    """
    found = {
        each.field: Option(
            value=each.field,
            label=each.title,
            hint=say("portal.request.matched", words=", ".join(each.matched)),
        )
        for each in proposed
    }
    agency = registry.agency(form.value(f"{within}.to"))
    own = [mandate.field for mandate in agency.mandates] if agency else []
    for field in (*own, form.value(f"{within}.field")):
        if field in registry.fields:
            found.setdefault(field, Option(value=field, label=registry.fields[field]))
    return tuple(found.values())


def agencies_found(registry: Registry, but: str, find: str, chosen: str) -> tuple[Option, ...]:
    """Agencies of the whole province; of those of a part of it, the chosen and the ones found."""
    wanted = [folded(word) for word in words(find)]

    def found(agency: Agency) -> bool:
        named = folded(agency.name.vi)
        by_words = bool(wanted) and all(word in named for word in wanted)
        return not agency.area or agency.code == chosen or by_words

    others = (each for each in registry.agencies if each.code != but and found(each))
    return tuple(Option(value=each.code, label=each.name) for each in others)


def agency_options(registry: Registry, but: str) -> tuple[Option, ...]:
    """Every other agency of the registry, by name."""
    others = (each for each in registry.agencies if each.code != but)
    return tuple(Option(value=each.code, label=each.name) for each in others)
