"""The first page of an opening: the draft's file, what it is, how urgent."""

from typing import ClassVar

from portal.forms import Form
from portal.pages.opening.steps import OpeningPage, steps_of
from portal.pages.opening.written import Written
from portal.pages.requests.act_pages import Option
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import RETIRED_KINDS, DraftKind, Urgency
from remiss.consultation.views.deadline_words import span_label
from remiss.reference.policies.in_force import policy_for
from remiss.reference.registry import Registry
from remiss.texts import Bilingual, label, say, text


class PaperPage(OpeningPage):
    """The draft; nothing is asked of anybody yet."""

    template: ClassVar[str] = "cases/new/paper.html"

    kinds: tuple[Option, ...]
    urgencies: tuple[Option, ...]
    urgencies_for: Bilingual
    territories: tuple[Option, ...]
    procedure: bool
    """Whether the fields of an applicant's file stand open."""
    task: bool
    """Whether those of the task it serves do."""


def paper_page(written: Written, form: Form, registry: Registry) -> PaperPage:
    """The page of this form."""
    kind = _kind(form.value("draft.kind"))
    return PaperPage(
        title=text("portal.opening.title"),
        steps=steps_of(written, "paper"),
        form=form,
        kinds=tuple(
            Option(value=each.value, label=label(each))
            for each in DraftKind
            if each not in RETIRED_KINDS
        ),
        urgencies=tuple(_urgency(kind, each) for each in Urgency),
        urgencies_for=say("portal.opening.urgency_of", kind=label(kind)),
        territories=tuple(
            Option(value=each.code, label=each.name) for each in registry.agencies if each.area
        ),
        procedure=_typed(form, "procedure") or kind is DraftKind.ADMINISTRATIVE_PROCEDURE,
        task=_typed(form, "task"),
    )


def _typed(form: Form, part: str) -> bool:
    """Whether anything stands in the fields of a part that may be left out."""
    return any(form.value(name) for name in form.values if name.startswith(f"{part}."))


def _kind(typed: str) -> DraftKind:
    return DraftKind(typed) if typed in set(DraftKind) else DraftKind.OTHER


def _urgency(kind: DraftKind, urgency: Urgency) -> Option:
    """With the time the policy of this kind gives."""
    return Option(value=urgency.value, label=label(urgency), hint=_time_given(kind, urgency))


def _time_given(kind: DraftKind, urgency: Urgency) -> Bilingual | None:
    try:
        policy = policy_for(kind, urgency)
    except Refusal as refusal:
        return refusal.message
    within = span_label(policy.reply_within)
    if policy.extension is None:
        return say("portal.opening.time_given", within=within)
    most = span_label(policy.extension.at_most)
    return say("portal.opening.time_given_and_more", within=within, most=most)
