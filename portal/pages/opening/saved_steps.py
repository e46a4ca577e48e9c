"""What was saved of the three pages of an opening, and when its drafts end."""

from portal.forms import FieldsNotTaken
from portal.forms.form_drafts import load_form
from portal.pages.opening.steps import place
from portal.pages.opening.written import (
    Written,
    question_faults,
    read_paper,
)
from portal.visit import Visit
from remiss.consultation.life.commands import Open
from remiss.ledger.portal.stored_drafts import note_sent
from remiss.ledger.reads.stored_events import is_stored
from remiss.problems.problem import Problem
from remiss.sending.caller_command import consultation_id


def opened_case(visit: Visit, draft: str) -> str:
    """Id of the case that the opening of this name opens."""
    return consultation_id(visit.actor, draft)


async def load_written(visit: Visit, draft: str) -> Written:
    """What was saved of the three pages."""
    steps = ("paper", "questions", "agencies")
    forms = [await load_form(visit, place(visit, draft, step)) for step in steps]
    return Written(*forms)


async def is_open(visit: Visit, draft: str, written: Written) -> bool:
    """Whether nothing is left of the drafts because their case stands."""
    if written.paper.draft:
        return False
    return await is_stored(visit.has.ledger, opened_case(visit, draft), 1)


async def note_opening(visit: Visit, written: Written, meant: Open) -> None:
    """The drafts end as soon as the opening is recorded; a note that fails leaves them."""
    try:
        for form in (written.paper, written.questions, written.agencies):
            await note_sent(
                visit.has.portal, form.place.draft, form.draft, meant.id, meant.consultation
            )
    except Problem:
        return


def is_unfinished(written: Written) -> bool:
    """Whether a page before this one still lacks something; the check names it."""
    try:
        read_paper(written.paper)
    except FieldsNotTaken:
        return True
    return bool(question_faults(written.questions))
