"""What each address under /v1 does, as a row of `remiss.consultation.authority`.

An address that is not listed here answers nobody: it has to be said first who may use it.
"""

from remiss.consultation.authority import AUTHORITY, Rule

_CASE = "/consultations/{consultation}"
_REQUEST = f"{_CASE}/requests/{{agency}}"

ACTIONS: dict[str, str] = {
    "GET /consultations": "list_cases",
    "POST /consultations": "open",
    "POST /consultations/preview": "rehearse",
    f"GET {_CASE}": "read_case",
    f"GET {_CASE}/timeline": "read_case",
    f"GET {_CASE}/requests": "read_case",
    f"GET {_CASE}/commands/{{command_id}}": "look_up_command",
    f"GET {_CASE}/documents/consolidation.docx": "read_table",
    f"GET {_CASE}/documents/consolidation.xlsx": "read_table",
    f"GET {_CASE}/documents/consolidation.json": "read_table",
    f"GET {_REQUEST}": "read_request",
    f"GET {_REQUEST}/deadline": "read_request",
    f"GET {_REQUEST}/deadlines": "read_request",
    f"GET {_REQUEST}/documents/request.docx": "read_request",
    f"GET {_REQUEST}/documents/reminder.docx": "read_letters_about",
    f"GET {_REQUEST}/documents/report.docx": "read_letters_about",
    f"POST {_REQUEST}/acknowledge": "acknowledge",
    f"POST {_REQUEST}/clarifications": "ask_clarification",
    f"POST {_REQUEST}/extension": "request_extension",
    f"POST {_REQUEST}/colleagues": "involve",
    f"POST {_REQUEST}/contributions": "contribute",
    f"POST {_REQUEST}/check": "check_reply",
    f"POST {_REQUEST}/reply": "reply",
    f"POST {_REQUEST}/contest": "contest",
    f"POST {_REQUEST}/sign": "sign",
    f"POST {_REQUEST}/assign": "assign",
    f"POST {_REQUEST}/send-back": "send_back",
    f"POST {_REQUEST}/decline": "decline",
    f"POST {_REQUEST}/objection": "object",
    f"POST {_REQUEST}/delegation": "delegate",
    f"POST {_CASE}/requests": "add_agency",
    f"POST {_CASE}/draft": "amend_draft",
    f"POST {_CASE}/suspend": "suspend",
    f"POST {_CASE}/resume": "resume",
    f"POST {_CASE}/officer": "replace_officer",
    f"POST {_CASE}/cancel": "cancel",
    f"POST {_CASE}/conclude": "conclude",
    f"POST {_REQUEST}/clarifications/answer": "answer_clarification",
    f"POST {_REQUEST}/extension/decision": "decide_extension",
    f"POST {_REQUEST}/decline/ruling": "rule_on_decline",
    f"POST {_REQUEST}/review": "review",
    f"POST {_REQUEST}/dispositions": "dispose",
    f"POST {_REQUEST}/late-replies/use": "use_late_reply",
    f"POST {_REQUEST}/withdraw": "withdraw",
    f"POST {_REQUEST}/take-over": "take_over",
    f"POST {_REQUEST}/deadline": "order_deadline",
    f"POST {_REQUEST}/close": "close_on_record",
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
    "GET /checkpoints": "read_checkpoints",
    "GET /checkpoints/{number}": "read_checkpoints",
    "GET /calendar": "read_calendar",
    "POST /calendar/preview": "keep_calendar",
    "POST /calendar/overrides": "keep_calendar",
}


def rule_at(method: str, path: str) -> tuple[str, Rule]:
    """The action at an address, and who may do it.

    Raises:
        LookupError: nobody said who may.
    """
    action = ACTIONS.get(f"{method} {path}")
    if action is None:
        raise LookupError(f"{method} {path} has no row in api/addresses.py: nobody may use it")
    return action, AUTHORITY[action]
