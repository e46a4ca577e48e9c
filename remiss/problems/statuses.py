"""Which HTTP status each problem outside the rules is answered with, and the title of a status.

The words stand in `remiss/texts/web/problems.toml`, under `problem.<code>`. Refusals of the domain
have a catalogue of their own, `remiss.consultation.refusals`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from remiss.texts import text, texts

CODES = {
    400: (
        "malformed_request",
        "malformed_json",
        "idempotency_key_missing",
        "invalid_cursor",
        "upload_length_unreadable",
        "upload_offset_unreadable",
        "upload_metadata_unreadable",
        "malformed_form",
    ),
    401: ("not_signed_in",),
    403: (
        "role_not_held",
        "auditor_only_reads",
        "pass_not_from_ui",
        "auditors_only",
        "not_from_our_page",
    ),
    404: (
        "not_found",
        "agency_not_found",
        "nothing_is_sealed",
        "report_not_found",
        "no_procedure",
        "sheet_not_found",
        "checkpoint_not_found",
        "nothing_for_the_chairman",
        "nothing_at_that_time",
        "attachment_not_found",
        "upload_not_found",
        "no_such_version",
        "urgent_opening_not_found",
    ),
    405: ("method_not_allowed",),
    409: (
        "table_not_final",
        "notice_not_given",
        "apology_not_due",
        "reply_not_given",
        "no_earlier_version",
        "upload_offset_conflict",
        "command_not_known",
        "kept_form_gone",
        "too_much_kept",
        "urgent_opening_changed",
        "urgent_opening_sent_back",
        "checkpoint_not_yet",
    ),
    408: ("body_too_slow",),
    412: ("tus_version_not_spoken",),
    413: (
        "body_too_large",
        "attachment_too_large",
        "upload_longer_than_announced",
        "form_too_long",
    ),
    415: (
        "content_encoding_not_taken",
        "unsupported_media_type",
        "multipart_expected",
        "upload_part_expected",
        "form_not_taken",
        "attachment_type_not_taken",
        "attachment_with_macros",
        "attachment_in_bundle",
    ),
    422: (
        "invalid_request",
        "urgency_takes_no_leader",
        "payload_key_missing",
        "payload_not_authentic",
        "instant_ahead",
        "misleading_name",
        "period_reversed",
        "question_without_field",
        "attachment_empty",
        "attachment_unsound",
        "attachment_encrypted",
        "attachment_bomb",
        "attachment_bundle_full",
        "attachment_entities",
        "attachment_of_two_types",
        "attachment_infected",
        "classified_file",
        "attachments_not_uploaded",
        "upload_not_as_announced",
        "idempotency_key_reused",
        "tables_another_type",
        "tables_unreadable",
        "no_comment_table",
        "too_many_clause_comments",
        "photograph_not_taken",
        "no_such_indicator",
    ),
    429: ("too_many_requests", "too_many_uploads"),
    500: ("internal_error", "attachment_damaged"),
    503: (
        "identity_provider_unavailable",
        "case_not_running",
        "being_recorded",
        "not_accepted_yet",
        "answer_sealed",
        "scanner_unavailable",
        "attachments_unwritable",
        "sign_out_not_kept",
        "status_unavailable",
        "calendar_unavailable",
        "ledger_unavailable",
        "draft_sealed",
    ),
}
"""By status; the first of each that needs no facts answers for the framework's own exceptions."""
STATUS: Mapping[str, int] = MappingProxyType(
    {code: status for status, codes in CODES.items() for code in codes}
)
GENERAL: Mapping[int, str] = {
    int(status): title.vi for status, title in texts("problem_title").items()
}


def plain_code(status: int) -> str | None:
    """The first problem of a status that needs no facts."""
    codes = CODES.get(status, ())
    return next((code for code in codes if "{" not in text(f"problem.{code}").vi), None)
