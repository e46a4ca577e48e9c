"""A new version of the draft: a round for the questions that changed, and whom they concern."""

from remiss.consultation.life.events import Event
from remiss.consultation.life.evolution import evolve_case
from remiss.consultation.life.opening.asking import ask, concerned_by, stood_for
from remiss.consultation.life.opening.messages import AmendDraft, DraftAmended
from remiss.consultation.life.preconditions import duplicates
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import Match, matches
from remiss.consultation.state import Consultation
from remiss.consultation.values import Agency, Directory, Question
from remiss.texts import label


def amend(case: Consultation, command: AmendDraft) -> tuple[Event, ...]:
    """Ask anew what changed. Replies already given on other questions stand."""
    _check(case, command)
    amended = DraftAmended(
        at=command.at,
        round=case.round + 1,
        draft=command.draft,
        changed=command.changed,
        directory=_known(case, command),
        by=command.actor.person,
    )
    after = evolve_case(case, amended)
    asked = tuple(
        ask(after, agency, found, command.at)
        for agency in _agencies(after, command)
        if (found := _matches(after, agency, command.changed))
    )
    covered = {match.question for event in asked for match in event.matches if match.mandate}
    if missing := [question.id for question in command.changed if question.id not in covered]:
        raise Refusal("question_without_agency", questions=missing)
    return (amended, *asked)


def _check(case: Consultation, command: AmendDraft) -> None:
    if case.version_with(command.draft.sha256):
        raise Refusal("draft_not_changed", sha256=command.draft.sha256[:12])
    if repeated := duplicates(question.id for question in command.changed):
        raise Refusal("duplicate_question", questions=repeated)
    if repeated := duplicates(command.agencies):
        raise Refusal("duplicate_agency", agencies=command.directory.names(repeated))
    for question in command.changed:
        if question.field not in command.directory.fields:
            raise Refusal("unknown_field", question=question.id, field=question.field)


def check_same_terms(case: Consultation, command: AmendDraft) -> None:
    """Kind and urgency are those of the policy the case opened with, and of its deadlines.

    Raises:
        Refusal: `draft_terms_changed`.
    """
    before, after = case.draft, command.draft
    if (before.kind, before.urgency) != (after.kind, after.urgency):
        raise Refusal("draft_terms_changed", kind=label(before.kind), urgency=label(before.urgency))


def _known(case: Consultation, command: AmendDraft) -> Directory:
    """What the case relies on from now: the registry as it is, and what it knew before."""
    new, old = command.directory, case.directory
    codes = {agency.code for agency in new.agencies}
    kept = tuple(agency for agency in old.agencies if agency.code not in codes)
    return new.model_copy(
        update={"fields": {**old.fields, **new.fields}, "agencies": (*new.agencies, *kept)}
    )


def _agencies(case: Consultation, command: AmendDraft) -> list[Agency]:
    """Those who stand for a changed question already, and those named besides."""
    standing = concerned_by(case, (question.id for question in command.changed))
    agencies = {request.agency.code: request.agency for request in standing}
    for code in command.agencies:
        agency = command.directory.agency(code)
        if agency is None:
            raise Refusal("unknown_agency", agency=code)
        if code == case.drafting_agency.code:
            raise Refusal("drafting_agency_asked", agency=agency.name)
        if not matches(agency, command.changed, case.draft.territories):
            raise Refusal("agency_not_concerned", agency=agency.name)
        agencies[code] = agency
    return list(agencies.values())


def _matches(
    case: Consultation, agency: Agency, changed: tuple[Question, ...]
) -> tuple[Match, ...]:
    """The changed questions that are this agency's: by mandate, or because it was asked them."""
    by_mandate = matches(agency, changed, case.draft.territories)
    known = {match.question for match in by_mandate}
    before = stood_for(case, agency.code)
    kept = (before[q.id] for q in changed if q.id in before and q.id not in known)
    return (*by_mandate, *kept)
