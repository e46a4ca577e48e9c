"""What the visitor may do with a case now, each with what it stops, starts or makes final."""

from collections.abc import Iterator

from portal.pages.requests.request_acts import RequestAct
from portal.paths import case_path
from remiss.consultation.authority import may, relation
from remiss.consultation.state import CaseStage, Consultation
from remiss.texts import text
from remiss.views.seen_case import SeenCase


def case_acts(seen: SeenCase) -> tuple[RequestAct, ...]:
    """What this visitor may do now, the most usual first."""
    standing = relation(seen.actor, seen.case)
    return tuple(
        RequestAct(
            name=text(f"portal.decide.{name}.title"),
            leads_to=text(f"portal.decide.{name}.short"),
            path=case_path(seen.case.id, name),
        )
        for action, name in _possible(seen.case)
        if may(seen.actor, action, standing)
    )


def _possible(case: Consultation) -> Iterator[tuple[str, str]]:
    """Action of the table and its page, of those a rule still allows."""
    match case.stage:
        case CaseStage.OPEN:
            yield "conclude", "conclude"
            yield "add_agency", "ask"
            yield "ask_outside", "outside"
            yield "amend_draft", "amend"
            yield "replace_draft_file", "draft-file"
            if not case.deadlines_moved:
                yield "move_deadlines", "deadlines"
            if case.procedure:
                yield "move_return_date", "return-date"
            yield "suspend", "suspend"
            yield "replace_officer", "officer"
            yield "cancel", "cancel"
        case CaseStage.SUSPENDED:
            yield "resume", "resume"
            yield "replace_officer", "officer"
            yield "cancel", "cancel"
        case _:
            if case.policy.reopen_within:
                yield "reopen", "reopen"
