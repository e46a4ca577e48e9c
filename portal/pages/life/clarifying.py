"""What an agency asked of the drafting side, as whoever answers it decides: clarity, more time."""

from collections.abc import Iterator

from portal.pages.decide_page import (
    DecisionSheet,
    HeadedWords,
    due_line,
    leads,
    nothing,
    reasons,
    yes_or_no,
)
from portal.pages.requests.act_pages import day_options
from portal.parts.asked_field import AskedField, AskedKind, Option
from portal.present_cases import PresentCase
from remiss.consultation.state import Clarification, Request
from remiss.texts import Bilingual, Text, day_and_time, label, local_date, question_name, say, text


def clarification(found: PresentCase, request: Request) -> DecisionSheet:
    """The question of the agency, word for word, and the answer to it."""
    case, asked = found.seen.case, request.clarification
    if asked is None:
        return nothing("clarification")
    about = (
        say("portal.decide.about", question=question_name(asked.question, case.question_numbers))
        if asked.question
        else text("portal.decide.about_draft")
    )
    told = HeadedWords(
        heading=say("portal.decide.asked_by", agency=request.agency.name, name=asked.by.name),
        facts=say(
            "portal.decide.clarification.facts",
            ground=label(asked.ground),
            about=about,
            at=day_and_time(asked.asked_at),
        ),
        words=asked.text,
        lines=tuple(_missing(asked)),
    )
    only = Option(
        value="true",
        label=text("portal.decide.clarification.only"),
        hint=text("portal.decide.clarification.only_hint"),
    )
    return DecisionSheet(
        leads_to=leads("clarification"),
        told=(told,),
        due=due_line(case, request, asked.answer.due_at),
        asks=(
            reasons("text"),
            AskedField(name="attachments", kind=AskedKind.FILES),
            AskedField(name="only_for_asker", kind=AskedKind.TICK, options=(only,)),
        ),
    )


def end_clarification(found: PresentCase, request: Request) -> DecisionSheet:
    """The same question, left open: the Office lets the agency's clock run on."""
    shown = clarification(found, request)
    if shown.idle:
        return nothing("end-clarification")
    return shown.model_copy(
        update={"leads_to": leads("end-clarification"), "asks": (reasons("reasons"),)}
    )


def extension(found: PresentCase, request: Request) -> DecisionSheet:
    """The day asked for and why; granting it, or an earlier day, or refusing."""
    wanted = request.extension_pending
    if wanted is None:
        return nothing("extension")
    case = found.seen.case
    told = HeadedWords(
        heading=say("portal.decide.asked_by", agency=request.agency.name, name=wanted.by.name),
        facts=say(
            "portal.decide.extension.facts",
            to=local_date(wanted.to),
            due=day_and_time(request.due_at),
            at=day_and_time(wanted.asked_at),
        ),
        words=wanted.reason,
    )
    earlier = tuple(day for day in day_options(case, request) if day.value <= wanted.to.isoformat())
    return DecisionSheet(
        leads_to=leads("extension"),
        told=(told,),
        due=due_line(case, request, request.decide_by),
        asks=(
            yes_or_no("granted", "extension"),
            AskedField(
                name="to",
                kind=AskedKind.LIST,
                options=earlier,
                hint=text("portal.decide.extension.to_hint"),
                optional=True,
            ),
            reasons("reasons", "refusing"),
        ),
    )


def _missing(asked: Clarification) -> Iterator[Bilingual | Text]:
    """The papers that are missing, each with the rule that requires it, in the agency's words."""
    if asked.papers:
        yield text("portal.decide.clarification.paper")
    for paper in asked.papers:
        yield f"{paper.name} ({paper.rule})"
