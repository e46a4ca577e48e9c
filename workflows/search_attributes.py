"""What an auditor can search for in the Temporal UI: codes only, never names or reply texts."""

from collections.abc import Callable, Sequence
from typing import Any

from temporalio.common import SearchAttributeKey, SearchAttributeUpdate

from remiss.consultation.life.ladder.alarms import Alarm
from remiss.consultation.ports import STAGE_ATTRIBUTE
from remiss.consultation.state import Consultation, Request, Stage

CASE_STAGE = SearchAttributeKey.for_keyword(STAGE_ATTRIBUTE)
DRAFTING_AGENCY = SearchAttributeKey.for_keyword("DraftingAgency")
OFFICER = SearchAttributeKey.for_keyword("Officer")
PENDING = SearchAttributeKey.for_keyword_list("PendingAgencies")
OVERDUE = SearchAttributeKey.for_keyword_list("OverdueAgencies")
RETURNED = SearchAttributeKey.for_keyword_list("ReturnedAgencies")
LEVEL = SearchAttributeKey.for_int("EscalationLevel")
NEXT_ALARM = SearchAttributeKey.for_datetime("NextAlarmAt")
LEDGER_BEHIND = SearchAttributeKey.for_bool("LedgerBehind")

MOST_LISTED, MORE = 200, "..."
"""A server takes 2 KB for an attribute, and past that not the whole step; `MORE` says it is cut."""

SERVER_TYPES = {
    CASE_STAGE.name: "Keyword",
    DRAFTING_AGENCY.name: "Keyword",
    OFFICER.name: "Keyword",
    PENDING.name: "KeywordList",
    OVERDUE.name: "KeywordList",
    RETURNED.name: "KeywordList",
    LEVEL.name: "Int",
    NEXT_ALARM.name: "Datetime",
    LEDGER_BEHIND.name: "Bool",
}
"""Every attribute with the type a server registers it under."""


def search_attributes(
    case: Consultation, pending: Sequence[Alarm]
) -> list[SearchAttributeUpdate[Any]]:
    """The attributes of the case as it stands, `pending` its alarms; unset where nothing is due."""
    next_at = NEXT_ALARM.value_set(pending[0].at) if pending else NEXT_ALARM.value_unset()
    return [
        CASE_STAGE.value_set(case.stage),
        DRAFTING_AGENCY.value_set(case.drafting_agency.code),
        OFFICER.value_set(case.officer.id),
        PENDING.value_set(_codes(case, lambda _: True)),
        OVERDUE.value_set(_codes(case, lambda request: request.overdue)),
        RETURNED.value_set(_codes(case, lambda request: request.stage is Stage.RETURNED)),
        LEVEL.value_set(case.level),
        next_at,
    ]


def _codes(case: Consultation, chosen: Callable[[Request], bool]) -> list[str]:
    codes = [request.agency.code for request in case.open_requests if chosen(request)]
    return codes if len(codes) <= MOST_LISTED else [*codes[:MOST_LISTED], MORE]
