"""What the drafting side decides on what agencies asked, declined, corrected or sent late."""

from fastapi import APIRouter

from portal.forms import Form, GivenForm
from portal.page import Page
from portal.pages.decide_page import DecisionSheet
from portal.pages.life import clarifying, declining, replying
from portal.pages.requests.act_pages import agencies_found, likely_fields, people_options
from portal.routes.life.decision import Deciding, DecisionStanding, plain_page
from remiss.consultation.life.commands import (
    AnswerClarification,
    Command,
    DecideExtension,
    EndClarification,
    EnterReply,
    RecordFollowUp,
    RuleOnCorrection,
    RuleOnDecline,
    UseLateReply,
)
from remiss.consultation.values import Role
from remiss.sending.bodies.clarifying import AnswerBody, ExtensionDecisionBody
from remiss.sending.bodies.commenting import LateUseBody
from remiss.sending.bodies.declining import FollowUpBody, ReferralBody, RulingBody
from remiss.sending.bodies.replying import CorrectionRulingBody, EntryBody
from remiss.sending.bodies.steering import ReasonsBody
from remiss.sending.caller_command import confirming
from remiss.views.file_access import named_files, with_files

router = APIRouter()
SIGNS = (Role.AGENCY_HEAD, Role.AGENCY_OFFICIAL)


def _answer(now: DecisionStanding, form: GivenForm) -> AnswerClarification:
    body = form.body(AnswerBody, attachments=form.attached)
    files = named_files(now.visit.has.store, now.visit.actor, body.attachments)
    return now.command(AnswerClarification, form, **dict(body), files=files)


def _referral_page(name: str, now: DecisionStanding, form: Form, sheet: DecisionSheet) -> Page:
    """With the fields that the question's words, or others typed, speak of."""
    has, request = now.visit.has, now.of_agency
    find, chosen = form.value(declining.FIND), form.value(declining.WHOSE)
    asked = (each.text for each in now.found.seen.case.questions_of(request))
    proposed = [one for text in (find, *asked) if text for one in has.field_index.propose(text)]
    fields = likely_fields(has.registry, proposed, form, "declined")
    agencies = agencies_found(has.registry, request.agency.code, find, chosen)
    return plain_page(name, now, form, declining.with_choices(sheet, fields, agencies))


def _referred(now: DecisionStanding, form: GivenForm) -> Command:
    body, visit = form.body(ReferralBody), now.visit
    code = now.of_agency.agency.code
    return confirming(visit.actor, form.key, code, body, visit.has.registry)


def _entry(now: DecisionStanding) -> DecisionSheet:
    request = now.of_agency
    people = now.visit.has.people.of(request.agency.code)
    return replying.entry(now.found, request, people_options(people, *SIGNS))


def _entered(now: DecisionStanding, form: GivenForm) -> EnterReply:
    """About the draft as the page had it; whoever enters it answers for what is entered.

    Raises:
        FieldsNotTaken: somebody of another agency is said to have signed.
    """
    visit, body = now.visit, form.body(EntryBody, rows={"reply.answers": "question"})
    listed = visit.has.people.find(body.signed_by.id)
    if listed and listed.agency != now.of_agency.agency.code:
        raise form.wrong("signed_by", "of_another_agency", person=listed.name)
    answers = tuple(each for each in body.reply.answers if not each.says_nothing)
    told = body.reply.model_copy(update={"answers": answers, "attachments": form.attached})
    reply = with_files(visit.has.store, visit.actor, told)
    return now.command(EnterReply, form, **{**dict(body), "reply": reply})


ACTS = (
    Deciding(
        "clarification",
        "answer_clarification",
        lambda now: clarifying.clarification(now.found, now.of_agency),
        _answer,
    ),
    Deciding(
        "end-clarification",
        "end_clarification",
        lambda now: clarifying.end_clarification(now.found, now.of_agency),
        lambda now, form: now.command(EndClarification, form, **dict(form.body(ReasonsBody))),
    ),
    Deciding(
        "extension",
        "decide_extension",
        lambda now: clarifying.extension(now.found, now.of_agency),
        lambda now, form: now.command(
            DecideExtension, form, **dict(form.body(ExtensionDecisionBody))
        ),
    ),
    Deciding(
        "ruling",
        "rule_on_decline",
        lambda now: declining.ruling(now.found, now.of_agency),
        lambda now, form: now.command(RuleOnDecline, form, **dict(form.body(RulingBody))),
    ),
    Deciding(
        "referral",
        "confirm_referral",
        lambda now: declining.referral(now.found, now.of_agency),
        _referred,
        _referral_page,
    ),
    Deciding(
        "follow-up",
        "follow_up",
        lambda now: declining.follow_up(now.found, now.of_agency),
        lambda now, form: now.command(RecordFollowUp, form, **dict(form.body(FollowUpBody))),
    ),
    Deciding(
        "correction",
        "rule_on_correction",
        lambda now: replying.correction(now.found, now.of_agency),
        lambda now, form: now.command(
            RuleOnCorrection, form, **dict(form.body(CorrectionRulingBody))
        ),
    ),
    Deciding(
        "late-reply",
        "use_late_reply",
        lambda now: replying.late_reply(now.found.seen.case.requests_of(now.of_agency.agency.code)),
        lambda now, form: now.command(UseLateReply, form, **dict(form.body(LateUseBody))),
    ),
    Deciding(
        "entry",
        "enter_reply",
        _entry,
        _entered,
    ),
)
for each in ACTS:
    each.of_request(router)
