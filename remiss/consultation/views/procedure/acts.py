"""The steps that people take, and what the service does at once, with the time a policy gives."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import NamedTuple

from remiss.consultation.policy import Policy
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Urgency
from remiss.consultation.views.deadline_words import span_label
from remiss.consultation.views.procedure.described_step import DescribedStep, Doer, Part
from remiss.consultation.views.rehearsals.triggers import Anchor
from remiss.texts import say, text


def _none(_policy: Policy) -> WorkSpan | None:
    return None


def _always(_policy: Policy) -> bool:
    return True


class Act(NamedTuple):
    """One step; `within` is its time by the policy, `foreseen` whether the policy has it at all."""

    id: str
    part: Part
    doer: Doer
    recorded_as: tuple[str, ...]
    within: Callable[[Policy], WorkSpan | None] = _none
    form: str | None = None
    template: str | None = None
    foreseen: Callable[[Policy], bool] = _always


def _answer_within(policy: Policy) -> WorkSpan | None:
    return policy.clarification.answer_within if policy.clarification else None


def _decide_within(policy: Policy) -> WorkSpan | None:
    return policy.extension.decide_within if policy.extension else None


def _settle_within(policy: Policy) -> WorkSpan | None:
    return policy.decline.settle_within if policy.decline else None


def _follow_up_within(policy: Policy) -> WorkSpan | None:
    return policy.decline.follow_up_within if policy.decline else None


def _object_within(policy: Policy) -> WorkSpan | None:
    return policy.comments.object_within if policy.comments else None


def _urgent(policy: Policy) -> bool:
    return policy.urgency is not Urgency.NORMAL


def _clarifies(policy: Policy) -> bool:
    return policy.clarification is not None and policy.clarification.at_most > 0


def _extends(policy: Policy) -> bool:
    return policy.extension is not None


def _declines(policy: Policy) -> bool:
    return policy.decline is not None


def _comments(policy: Policy) -> bool:
    return policy.comments is not None


def _reopens(policy: Policy) -> bool:
    return policy.reopen_within is not None


REQUEST_LETTER = "cong-van-lay-y-kien.docx"
BEFORE = (
    Act("approve", Part.ASKING, Doer.LEADER, ("consultation_opened",), foreseen=_urgent),
    Act("open", Part.ASKING, Doer.OFFICER, ("consultation_opened",), form="opening"),
    Act(
        "request",
        Part.ASKING,
        Doer.SYSTEM,
        ("request_sent",),
        form="letter",
        template=REQUEST_LETTER,
    ),
    Act("acknowledge", Part.ANSWERING, Doer.AGENCY, ("request_acknowledged",)),
    Act("assign", Part.ANSWERING, Doer.AGENCY_HEAD, ("official_assigned",)),
    Act("prepare", Part.ANSWERING, Doer.AGENCY, ("reply_drafted",), form="reply"),
    Act(
        "reply",
        Part.ANSWERING,
        Doer.AGENCY_HEAD,
        ("reply_received",),
        within=attrgetter("reply_within"),
        form="reply",
    ),
    Act("assess", Part.ANSWERING, Doer.SYSTEM, ("reply_accepted", "reply_returned")),
    Act(
        "review",
        Part.ANSWERING,
        Doer.OFFICER,
        ("reply_flagged", "reply_accepted", "reply_returned"),
        within=attrgetter("review_within"),
    ),
)
"""Up to the reply, and what is decided of it."""
AFTER = (
    Act(
        "complete",
        Part.EXCEPTION,
        Doer.AGENCY,
        ("reply_received",),
        within=attrgetter("correct_within"),
        form="reply",
    ),
    Act(
        "clarify",
        Part.EXCEPTION,
        Doer.AGENCY,
        ("clarification_asked",),
        foreseen=_clarifies,
    ),
    Act(
        "answer_clarification",
        Part.EXCEPTION,
        Doer.OFFICER,
        ("clarification_answered",),
        within=_answer_within,
        foreseen=_clarifies,
    ),
    Act("extend", Part.EXCEPTION, Doer.AGENCY, ("extension_requested",), foreseen=_extends),
    Act(
        "decide_extension",
        Part.EXCEPTION,
        Doer.OFFICER,
        ("extension_granted", "extension_refused"),
        within=_decide_within,
        foreseen=_extends,
    ),
    Act("decline", Part.EXCEPTION, Doer.AGENCY, ("questions_declined",), foreseen=_declines),
    Act(
        "rule_on_decline",
        Part.EXCEPTION,
        Doer.OFFICER,
        ("decline_confirmed", "decline_refused"),
        within=_settle_within,
        foreseen=_declines,
    ),
    Act(
        "rule_on_circle",
        Part.EXCEPTION,
        Doer.OFFICE,
        ("decline_confirmed", "decline_refused"),
        within=_settle_within,
        foreseen=_declines,
    ),
    Act(
        "follow_up",
        Part.EXCEPTION,
        Doer.OFFICER,
        ("follow_up_recorded",),
        within=_follow_up_within,
        foreseen=_declines,
    ),
    Act("dispose", Part.CLOSING, Doer.OFFICER, ("comments_disposed",), form="table"),
    Act(
        "object",
        Part.CLOSING,
        Doer.AGENCY,
        ("disposition_objected",),
        within=_object_within,
        foreseen=_comments,
    ),
    Act("conclude", Part.CLOSING, Doer.OFFICER, ("consultation_concluded",), form="table"),
    Act(
        "late_reply",
        Part.CLOSING,
        Doer.AGENCY_HEAD,
        ("reply_received",),
        within=attrgetter("late_replies_for"),
        form="reply",
    ),
    Act(
        "reopen",
        Part.CLOSING,
        Doer.LEADER,
        ("consultation_reopened",),
        within=attrgetter("reopen_within"),
        foreseen=_reopens,
    ),
)
"""What may come beside it, and how a case ends."""


def described(acts: tuple[Act, ...], policy: Policy) -> Iterator[DescribedStep]:
    """Those of the acts that a policy foresees, with its times."""
    for act in acts:
        if act.foreseen(policy):
            yield _described(act, policy)


def _described(act: Act, policy: Policy) -> DescribedStep:
    span = act.within(policy)
    by_itself = text("procedure.time.at_once" if act.doer is Doer.SYSTEM else "procedure.time.none")
    return DescribedStep(
        id=act.id,
        part=act.part,
        doer=act.doer,
        name=say(f"procedure.step.{act.id}", **_facts(policy)),
        who=text(f"procedure.doer.{act.doer}"),
        time=say(f"procedure.time.{act.id}", span=span_label(span)) if span else by_itself,
        anchor=Anchor.EVENT if span else None,
        span=span,
        form=text(f"procedure.form.{act.form}") if act.form else None,
        template=act.template,
        basis=policy.legal_basis,
        recorded_as=act.recorded_as,
    )


def _facts(policy: Policy) -> dict[str, object]:
    """What names of steps say of a policy."""
    asked, extension = policy.clarification, policy.extension
    return {
        "times": asked.at_most if asked else 0,
        "most": span_label(extension.at_most) if extension else "",
    }
