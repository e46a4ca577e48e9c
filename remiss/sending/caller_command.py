"""What a caller asks, as a command of the domain under an id that makes a retry act once."""

import base64
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from remiss.consultation.clarity.bodies import find_agency
from remiss.consultation.field_index import FieldIndex, QuestionProposals
from remiss.consultation.life.commands import (
    AmendDraft,
    AskOutside,
    CommandBase,
    ConfirmReferral,
    DeclineQuestions,
    Open,
)
from remiss.consultation.life.opening.outside import check_unlisted
from remiss.consultation.policy import Policy
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.time.days_off import RecordedOverride
from remiss.consultation.values import (
    Actor,
    AgencyCode,
    Charge,
    Declined,
    Directory,
    OutsideBody,
    Question,
)
from remiss.problems.problem import Problem
from remiss.reference.calendars import calendar_in_force
from remiss.reference.policies.in_force import policy_for
from remiss.reference.registry import Registry
from remiss.sending.bodies.declining import DeclineBody, ReferralBody
from remiss.sending.bodies.opening import AmendBody, OpenBody, QuestionBody, RehearseBody
from remiss.strict.characters import as_taken, misplaced
from remiss.texts import VIET_NAM

C = TypeVar("C", bound=CommandBase)


def command_id(actor: Actor, key: str) -> str:
    """One person's key names one command; another person's same key names another."""
    return f"{actor.id}:{key}"


def update_id(command_id: str) -> str:
    """The id of a command's Update: Temporal keeps it in clear, and a caller chose half of it.

    The command itself carries its own id, sealed; by that one a repeat is known, also across runs.
    """
    digest = hashlib.sha256(command_id.encode()).digest()
    return base64.b32encode(digest).decode()[:26].lower()


def given_by(actor: Actor, identity: str) -> bool:
    """Whether a command id is one of `actor`'s; no person's id holds a colon."""
    return identity.startswith(f"{actor.id}:")


def consultation_id(actor: Actor, key: str) -> str:
    """The case a person's key opens: the same one however often the request is sent."""
    digest = hashlib.sha256(command_id(actor, key).encode()).digest()
    return "HS-" + base64.b32encode(digest).decode()[:12]


def command(kind: type[C], actor: Actor, key: str, **asked: Any) -> C:
    """A command given now; the workflow stamps it again with its own clock.

    Raises:
        Problem: `misleading_name`; who gave it stays on record, and has to be read right.
    """
    return kind(id=command_id(actor, key), actor=readable(actor), at=datetime.now(UTC), **asked)


def readable(actor: Actor) -> Actor:
    """Whoever acts, under a name that can be read right: it stays on record.

    Raises:
        Problem: `misleading_name`.
    """
    named = actor.model_copy(update={"name": as_taken(actor.name)})
    if found := misplaced(named.name, one_line=True):
        raise Problem("misleading_name", character=[each.code for each in found])
    return named


def opening(actor: Actor, key: str, body: OpenBody, registry: Registry, index: FieldIndex) -> Open:
    """The opening command, with the registry and policy in force.

    Its calendar is the plain one: `open_case` lays over it what is on record when it opens.

    Raises:
        Refusal: `unknown_agency`, when the caller's own agency is not registered;
            `outside_body_listed`.
        Problem: `question_without_field`.
    """
    drafting = registry.agency(actor.agency) if actor.agency else None
    if drafting is None:
        raise Refusal("unknown_agency", agency=actor.agency)
    check_unlisted(body.outside, registry.agencies)
    draft, policy = body.draft, _policy(body)
    questions = questions_of(index, body.questions, draft.subject)
    named = (*body.agencies, *policy.must_ask)
    return command(
        Open,
        actor,
        key,
        consultation=consultation_id(actor, key),
        drafting_agency=drafting,
        draft=draft,
        questions=questions,
        procedure=body.procedure,
        task=body.task,
        agencies=body.agencies,
        outside=body.outside,
        override_reason=body.override_reason,
        urgency_reason=body.urgency_reason,
        reply_by=body.reply_by,
        directory=registry.directory(questions, named, draft.territories),
        policy=policy,
        rules=CURRENT_RULES,
        calendar=calendar_in_force((), datetime.now(VIET_NAM).year),
    )


def asking_outside(actor: Actor, key: str, body: OutsideBody, registry: Registry) -> AskOutside:
    """A body outside the registry to ask.

    Raises:
        Refusal: `outside_body_listed`.
    """
    check_unlisted((body,), registry.agencies)
    return command(AskOutside, actor, key, body=body)


def rehearsed_opening(
    actor: Actor,
    body: RehearseBody,
    registry: Registry,
    index: FieldIndex,
    recorded: Iterable[RecordedOverride] = (),
    vice_chairmen: tuple[Charge, ...] = (),
) -> Open:
    """The command that `body` would open a case with, at the moment it names or now.

    `recorded` are the days an administrator put on record beside the known holidays.

    Raises:
        Refusal, Problem: as the opening itself.
    """
    at = body.opens_at or datetime.now(UTC)
    asked = opening(actor, "rehearsal", body, registry, index)
    year = at.astimezone(VIET_NAM).year
    calendar = calendar_in_force(recorded, year, None, asked.territories)
    told = {"at": at, "calendar": calendar, "vice_chairmen": vice_chairmen}
    return asked.model_copy(update=told)


def questions_of(
    index: FieldIndex, asked: Iterable[QuestionBody], subject: str = ""
) -> tuple[Question, ...]:
    """The questions, each under the field the officer chose for it.

    Raises:
        Problem: `question_without_field`, with proposals for each such question.
    """
    bodies = tuple(asked)
    if missing := [body for body in bodies if body.field is None]:
        proposals = tuple(
            QuestionProposals(question=body.id, proposals=index.propose(body.text, subject))
            for body in missing
        )
        ids, numbers = [body.id for body in missing], {b.id: n for n, b in enumerate(bodies, 1)}
        raise Problem("question_without_field", proposals=proposals, questions=ids, numbers=numbers)
    return tuple(Question.model_validate(dict(body)) for body in bodies)


def amending(
    actor: Actor, key: str, body: AmendBody, registry: Registry, index: FieldIndex
) -> AmendDraft:
    """A new version of the draft, with the registry in force.

    Raises:
        Problem: `question_without_field`.
    """
    draft = body.draft
    changed = questions_of(index, body.changed, draft.subject)
    return command(
        AmendDraft,
        actor,
        key,
        draft=draft,
        changed=changed,
        agencies=body.agencies,
        directory=registry.directory(changed, body.agencies, draft.territories),
    )


def declining(
    actor: Actor, key: str, agency: AgencyCode, body: DeclineBody, registry: Registry
) -> DeclineQuestions:
    """What an agency declines, with the fields and agencies it names as registered now."""
    declined = tuple(_registered(each, registry) for each in body.declined)
    return command(
        DeclineQuestions,
        actor,
        key,
        agency=agency,
        declined=declined,
        reasons=body.reasons,
        directory=_named(declined, registry),
    )


def confirming(
    actor: Actor, key: str, agency: AgencyCode, body: ReferralBody, registry: Registry
) -> ConfirmReferral:
    """Words of a reply that are meant as a decline, as `declining`."""
    declined = _registered(body.declined, registry)
    return command(
        ConfirmReferral,
        actor,
        key,
        agency=agency,
        declined=declined,
        reasons=body.reasons,
        directory=_named((declined,), registry),
    )


def _registered(declined: Declined, registry: Registry) -> Declined:
    """A body named in words that is an agency of the registry, or was merged into one, is that."""
    if declined.body is None:
        return declined
    meant = find_agency(declined.body.name, registry.agencies, declined.field)
    return declined.model_copy(update={"to": meant.code, "body": None}) if meant else declined


def _named(declined: Iterable[Declined], registry: Registry) -> Directory:
    named = tuple(declined)
    return registry.naming(
        (each.field for each in named), (each.to for each in named if each.to is not None)
    )


def _policy(body: OpenBody) -> Policy:
    return policy_for(body.draft.kind, body.draft.urgency)
