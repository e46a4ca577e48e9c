"""The decision on a reply, by whom it lies before; the Office in the officer's place."""

from fastapi import APIRouter

from portal.forms import Form, GivenForm
from portal.page import Page
from portal.pages.decide_page import DecisionSheet
from portal.pages.life import reviewing as pages
from portal.pages.life import steering
from portal.routes.life.decision import Deciding, DecisionStanding
from remiss.consultation.life.commands import Decision, LayBeforeHead, ReviewReply, TakeOver
from remiss.sending.bodies.reviewing import ReviewBody
from remiss.sending.bodies.steering import ReasonsBody

router = APIRouter()


def _page(name: str, standing: DecisionStanding, form: Form, sheet: DecisionSheet) -> Page:
    return pages.review_page(name, standing.found, standing.of_agency, form, sheet)


def _reviewed(standing: DecisionStanding, form: GivenForm) -> ReviewReply:
    """What was read is what is decided on; reasons nobody changed belong to a return alone.

    Raises:
        FieldsNotTaken: another reply came meanwhile.
    """
    request = standing.of_agency
    if form.value("number") != str(request.replies[-1].number if request.replies else 0):
        raise form.wrong("decision", "another_reply")
    body = form.body(ReviewBody)
    if body.decision is Decision.ACCEPT and body.reasons:
        proposed = pages.proposed_reasons(standing.found, request).split()
        if body.reasons.split() == proposed:
            body = body.model_copy(update={"reasons": None})
    return standing.command(ReviewReply, form, **dict(body))


ACTS = (
    Deciding(
        "review",
        "review",
        lambda now: pages.review(now.found, now.of_agency),
        _reviewed,
        _page,
    ),
    Deciding(
        "before-head",
        "lay_before_head",
        lambda now: pages.before_head(now.found, now.of_agency),
        lambda now, form: now.command(LayBeforeHead, form, **dict(form.body(ReasonsBody))),
        _page,
    ),
    Deciding(
        "take-over",
        "take_over",
        lambda now: steering.take_over(now.found, now.of_agency),
        lambda now, form: now.command(TakeOver, form, **dict(form.body(ReasonsBody))),
    ),
)
for each in ACTS:
    each.of_request(router)
