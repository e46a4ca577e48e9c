"""What people change in a running case, what the Office orders, and how a case ends."""

from fastapi import APIRouter

from portal.forms import GivenForm
from portal.pages.decide_page import DecisionSheet
from portal.pages.life import steering as pages
from portal.pages.requests.act_pages import people_options
from portal.routes.life.decision import Deciding, DecisionStanding
from remiss.consultation.authority import DRAFTERS
from remiss.consultation.life.commands import (
    Cancel,
    CloseOnRecord,
    Conclude,
    KeepFromOthers,
    LetOthersRead,
    MoveDeadlines,
    MoveReturnDate,
    OrderDeadline,
    Reopen,
    ReplaceOfficer,
    Resume,
    Suspend,
    Urge,
    WithdrawAgency,
)
from remiss.sending.bodies.steering import (
    MoveBody,
    OfficerBody,
    OrderBody,
    ReasonBody,
    ReasonsBody,
    ReturnDateBody,
    UrgeBody,
)
from remiss.sending.named_in_body import drafter, naming

router = APIRouter()


def _officer(now: DecisionStanding) -> DecisionSheet:
    home = now.found.seen.case.drafting_agency.code
    return pages.officer(now.found, people_options(now.visit.has.people.of(home), *DRAFTERS))


def _replaced(now: DecisionStanding, form: GivenForm) -> ReplaceOfficer:
    people, body = now.visit.has.people, form.body(OfficerBody)
    profile = drafter(people.find(body.officer.id))
    return now.command(ReplaceOfficer, form, profile=profile, **naming(people, body, "officer"))


OF_CASE = (
    Deciding(
        "suspend",
        "suspend",
        lambda now: pages.suspend(now.found),
        lambda now, form: now.command(Suspend, form, **dict(form.body(ReasonBody))),
    ),
    Deciding(
        "resume",
        "resume",
        lambda now: pages.resume(now.found),
        lambda now, form: now.command(Resume, form, **dict(form.body(ReasonBody))),
    ),
    Deciding(
        "cancel",
        "cancel",
        lambda now: pages.cancel(now.found),
        lambda now, form: now.command(Cancel, form, **dict(form.body(ReasonBody))),
    ),
    Deciding(
        "conclude",
        "conclude",
        lambda now: pages.conclude(now.found),
        lambda now, form: now.command(Conclude, form),
    ),
    Deciding(
        "reopen",
        "reopen",
        lambda now: pages.reopen(now.found),
        lambda now, form: now.command(Reopen, form, **dict(form.body(ReasonBody))),
    ),
    Deciding(
        "deadlines",
        "move_deadlines",
        lambda now: pages.deadlines(now.found),
        lambda now, form: now.command(MoveDeadlines, form, **dict(form.body(MoveBody))),
    ),
    Deciding(
        "return-date",
        "move_return_date",
        lambda now: pages.return_date(now.found),
        lambda now, form: now.command(MoveReturnDate, form, **dict(form.body(ReturnDateBody))),
    ),
    Deciding("officer", "replace_officer", _officer, _replaced),
)
OF_REQUEST = (
    Deciding(
        "withdraw",
        "withdraw",
        lambda now: pages.withdraw(now.found, now.of_agency),
        lambda now, form: now.command(WithdrawAgency, form, **dict(form.body(ReasonBody))),
    ),
    Deciding(
        "keep-from-others",
        "keep_from_others",
        lambda now: pages.keep_from_others(now.found, now.of_agency),
        lambda now, form: now.command(KeepFromOthers, form, **dict(form.body(ReasonBody))),
    ),
    Deciding(
        "let-others-read",
        "let_others_read",
        lambda now: pages.let_others_read(now.found, now.of_agency),
        lambda now, form: now.command(LetOthersRead, form, **dict(form.body(ReasonBody))),
    ),
    Deciding(
        "urging",
        "urge",
        lambda now: pages.urging(now.found, now.of_agency),
        lambda now, form: now.command(Urge, form, **dict(form.body(UrgeBody))),
    ),
    Deciding(
        "order",
        "order_deadline",
        lambda now: pages.order(now.found, now.of_agency),
        lambda now, form: now.command(OrderDeadline, form, **dict(form.body(OrderBody))),
    ),
    Deciding(
        "close",
        "close_on_record",
        lambda now: pages.close(now.found, now.of_agency),
        lambda now, form: now.command(CloseOnRecord, form, **dict(form.body(ReasonsBody))),
    ),
)
for each in OF_CASE:
    each.of_case(router)
for each in OF_REQUEST:
    each.of_request(router)
