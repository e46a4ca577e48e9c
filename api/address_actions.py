"""What each address under /v1 does, as a row of `remiss.consultation.authority`.

The order is that of the API's own document. An address that is not listed here answers nobody: it
has to be said first who may use it.
"""

from typing import Any

from remiss.consultation.authority import AUTHORITY, Rule

V1 = "/v1"
CASE = "/consultations/{consultation}"
REQUEST = f"{CASE}/requests/{{agency}}"

ACTIONS: dict[str, str] = {
    "POST /consultations/preview": "rehearse",
    "POST /consultations": "open",
    "GET /consultations": "list_cases",
    f"GET {CASE}": "read_case",
    f"GET {CASE}/timeline": "read_case",
    f"GET {CASE}/commands/{{command_id}}": "look_up_command",
    f"POST {CASE}/draft": "amend_draft",
    f"POST {CASE}/suspend": "suspend",
    f"POST {CASE}/resume": "resume",
    f"POST {CASE}/deadlines": "move_deadlines",
    f"POST {CASE}/return-date": "move_return_date",
    f"POST {CASE}/officer": "replace_officer",
    f"POST {CASE}/cancel": "cancel",
    f"POST {CASE}/conclude": "conclude",
    f"GET {CASE}/requests": "read_case",
    f"POST {CASE}/requests": "add_agency",
    f"GET {REQUEST}": "read_request",
    f"GET {REQUEST}/deadline": "read_request",
    f"POST {REQUEST}/deadline": "order_deadline",
    f"GET {REQUEST}/deadlines": "read_request",
    f"GET {REQUEST}/review": "read_review",
    f"POST {REQUEST}/letter": "record_letter",
    f"POST {REQUEST}/review": "review",
    f"POST {REQUEST}/review/head": "lay_before_head",
    f"POST {REQUEST}/clarifications/answer": "answer_clarification",
    f"POST {REQUEST}/clarifications/end": "end_clarification",
    f"POST {REQUEST}/extension/decision": "decide_extension",
    f"POST {REQUEST}/decline/ruling": "rule_on_decline",
    f"POST {REQUEST}/decline/follow-up": "follow_up",
    f"POST {REQUEST}/dispositions": "dispose",
    f"POST {REQUEST}/late-replies/use": "use_late_reply",
    f"POST {REQUEST}/withdraw": "withdraw",
    f"POST {REQUEST}/take-over": "take_over",
    f"POST {REQUEST}/close": "close_on_record",
    f"POST {REQUEST}/acknowledge": "acknowledge",
    f"POST {REQUEST}/reply": "reply",
    f"POST {REQUEST}/confirm": "reply",
    f"POST {REQUEST}/sign": "sign",
    f"POST {REQUEST}/contest": "contest",
    f"POST {REQUEST}/check": "check_reply",
    f"POST {REQUEST}/clarifications": "ask_clarification",
    f"POST {REQUEST}/extension": "request_extension",
    f"POST {REQUEST}/delay-reason": "give_delay_reason",
    f"POST {REQUEST}/decline": "decline",
    f"POST {REQUEST}/decline/referral": "confirm_referral",
    f"POST {REQUEST}/objection": "object",
    f"POST {REQUEST}/assign": "assign",
    f"POST {REQUEST}/delegation": "delegate",
    f"POST {REQUEST}/colleagues": "involve",
    f"POST {REQUEST}/contributions": "contribute",
    f"POST {REQUEST}/send-back": "send_back",
    f"GET {CASE}/documents/consolidation.docx": "read_table",
    f"GET {CASE}/documents/consolidation.xlsx": "read_table",
    f"GET {CASE}/documents/consolidation.json": "read_table",
    f"GET {CASE}/documents/apology.docx": "read_apology",
    f"GET {REQUEST}/documents/request.docx": "read_request",
    f"GET {REQUEST}/documents/reminder.docx": "read_letters_about",
    f"GET {REQUEST}/documents/report.docx": "read_letters_about",
    "GET /inbox": "read_inbox",
    "GET /tasks": "read_tasks",
    "GET /notices": "read_notices",
    "GET /notices/deliveries": "read_deliveries",
    "GET /agencies": "read_registry",
    "GET /agencies/{agency}": "read_registry",
    "GET /taxonomy": "read_registry",
    "POST /relevance": "read_registry",
    "POST /fields": "read_registry",
    "POST /attachments": "upload",
    "GET /attachments/{sha256}": "read_attachment",
    "GET /scorecards/drafters": "read_scorecards_of_drafters",
    "GET /scorecards/agencies": "read_scorecards_of_agencies",
    "GET /scorecards/rules": "read_scorecards_of_rules",
    "GET /reports": "read_reports",
    "GET /reports/{day}.json": "read_reports",
    "GET /reports/{day}.docx": "read_reports",
    "GET /calendar": "read_calendar",
    "POST /calendar/preview": "keep_calendar",
    "POST /calendar/overrides": "keep_calendar",
    "GET /checkpoints": "read_checkpoints",
    "GET /checkpoints/{number}": "read_checkpoints",
}


def rule_at(method: str, path: str) -> tuple[str, Rule]:
    """The action at an address, and who may do it.

    Raises:
        LookupError: nobody said who may.
    """
    action = ACTIONS.get(f"{method} {path}")
    if action is None:
        raise LookupError(
            f"{method} {path} has no row in api/address_actions.py: nobody may use it"
        )
    return action, AUTHORITY[action]


def in_order(paths: dict[str, Any]) -> dict[str, Any]:
    """The paths of an OpenAPI document in the order of the addresses above; others come first."""
    listed = {address: place for place, address in enumerate(ACTIONS, 1)}

    def place(method: str, path: str) -> int:
        return listed.get(f"{method.upper()} {path.removeprefix(V1)}", 0)

    ordered = {
        path: dict(sorted(operations.items(), key=lambda each: place(each[0], path)))
        for path, operations in paths.items()
    }
    return dict(
        sorted(ordered.items(), key=lambda each: min(place(method, each[0]) for method in each[1]))
    )
