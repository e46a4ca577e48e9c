"""A reply from elsewhere or after its time: a correction, a late reply, one entered for it."""

from portal.pages.decide_page import (
    DecisionSheet,
    HeadedWords,
    due_line,
    leads,
    nothing,
    reasons,
    yes_or_no,
)
from portal.parts.asked_field import AskedField, AskedKind, Option
from portal.present_cases import PresentCase
from remiss.consultation.life.replying.correction import pending_of
from remiss.consultation.state import CaseStage, ReceivedReply, Request, Stage
from remiss.consultation.values import LateUse, Position, QuestionId, ReplyWay
from remiss.texts import day_and_time, label, local_date, say, text

TAKES_NO_REPLY = frozenset({Stage.TRANSFERRED, Stage.ANSWERED})


def correction(found: PresentCase, request: Request) -> DecisionSheet:
    """The new text beside the one it would take the place of, and why."""
    case = found.seen.case
    pending = pending_of(case, request.agency.code)
    if pending is None:
        return nothing("correction")
    earlier = request.replies[pending.corrects.number - 1]
    told = (
        HeadedWords(
            heading=text("portal.decide.correction.why"),
            facts=say(
                "portal.decide.correction.facts",
                name=pending.signatory.name,
                at=day_and_time(pending.received_at),
                number=pending.corrects.number,
            ),
            words=pending.corrects.reason,
        ),
        HeadedWords(
            heading=text("portal.decide.correction.new"),
            facts=label(pending.reply.position),
            words=pending.reply.text or None,
        ),
        HeadedWords(
            heading=text("portal.decide.correction.earlier"),
            facts=label(earlier.reply.position),
            words=earlier.reply.text or None,
        ),
    )
    return DecisionSheet(
        leads_to=leads("correction"),
        told=told,
        due=due_line(case, request, pending.clock.due_at),
        asks=(yes_or_no("accepted", "correction"), reasons("reasons", "refusing")),
    )


def late_reply(requests: tuple[Request, ...]) -> DecisionSheet:
    """The first of the agency's replies that came beside an outcome and nobody spoke for."""
    unused = [
        (request, reply)
        for request in requests
        for reply in request.replies
        if request.came_beside(reply) and reply.used is None
    ]
    if not unused:
        return nothing("late-reply")
    request, reply = unused[0]
    uses = tuple(
        Option(
            value=use.value, label=label(use), hint=text(f"portal.decide.late-reply.{use.value}")
        )
        for use in LateUse
    )
    return DecisionSheet(
        leads_to=leads("late-reply"),
        told=(_reply(request, reply),),
        asks=(
            _set("request", request.ordinal),
            _set("number", reply.number),
            AskedField(name="use", kind=AskedKind.CHOICE, options=uses),
            reasons("explanation", "explanation"),
        ),
    )


def entry(found: PresentCase, request: Request, people: tuple[Option, ...]) -> DecisionSheet:
    """A reply that came on paper or in a meeting: as a whole, and question by question."""
    case = found.seen.case
    over = case.stage in {CaseStage.CANCELLED, CaseStage.ARCHIVED}
    if over or request.stage in TAKES_NO_REPLY:
        settled = say("portal.decide.settled", stage=label(request.stage))
        return DecisionSheet(leads_to=leads("entry"), idle=settled)
    positions = tuple(
        Option(value=each.value, label=label(each))
        for each in Position
        if each not in {Position.NONE, Position.NOT_IN_MANDATE}
    )
    ways = tuple(Option(value=each.value, label=label(each)) for each in ReplyWay)
    asked = tuple(
        f"{case.question_numbers[each.id]}. {each.text}" for each in case.owed_by(request)
    )
    answers = tuple(
        field
        for each in case.owed_by(request)
        for field in _answer(case.question_numbers[each.id], each.id, positions)
    )
    return DecisionSheet(
        leads_to=leads("entry"),
        told=(HeadedWords(heading=text("portal.decide.entry.asked"), lines=asked),),
        asks=(
            AskedField(name="way", kind=AskedKind.CHOICE, options=ways),
            AskedField(name="received_on", hint=text("portal.decide.hint.day")),
            AskedField(name="signed_by", kind=AskedKind.PERSON, options=people),
            AskedField(name="reply.number", most=60, optional=True),
            AskedField(
                name="reply.position",
                kind=AskedKind.CHOICE,
                options=positions,
                hint=text("portal.decide.entry.whole"),
            ),
            *answers,
            AskedField(
                name="reply.text",
                kind=AskedKind.LINES,
                most=100_000,
                hint=text("portal.decide.entry.words"),
            ),
            AskedField(name="reply.legal_basis", most=5_000, optional=True),
            AskedField(name="attachments", kind=AskedKind.FILES),
            _set("reply.draft_sha256", case.draft.sha256),
            _set("reply.responsible_official", found.seen.actor.id),
        ),
    )


def _answer(
    number: int, question: QuestionId, positions: tuple[Option, ...]
) -> tuple[AskedField, ...]:
    """What the letter says on one question, where it says anything of its own."""
    within = f"reply.answers.{number}"
    return (
        _set(f"{within}.question", question),
        AskedField(
            name=f"{within}.position",
            label=say("portal.decide.entry.position_on", number=number),
            kind=AskedKind.CHOICE,
            options=positions,
        ),
        AskedField(
            name=f"{within}.text",
            label=say("portal.decide.entry.words_on", number=number),
            kind=AskedKind.LINES,
            most=20_000,
            optional=True,
        ),
    )


def _set(name: str, value: int | str) -> AskedField:
    return AskedField(name=name, kind=AskedKind.SET, otherwise=str(value))


def _reply(request: Request, reply: ReceivedReply) -> HeadedWords:
    return HeadedWords(
        heading=say("portal.decide.late-reply.reply", number=reply.number),
        facts=say(
            "portal.decide.late-reply.facts",
            name=reply.signatory.name,
            on=local_date(reply.received_at),
            days=reply.days_late,
            stage=label(request.stage),
            position=label(reply.reply.position),
        ),
        words=reply.reply.text or None,
    )
