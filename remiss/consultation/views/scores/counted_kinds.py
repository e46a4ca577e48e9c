"""The kinds of events about an agency asked that scorecards read."""

OF_AGENCIES = frozenset(
    {
        "request_sent",
        "request_withdrawn",
        "request_closed_on_record",
        "silence_recorded",
        "reply_received",
        "reply_flagged",
        "reply_laid_before_head",
        "reply_returned",
        "return_contested",
        "reply_accepted",
        "clarification_asked",
        "extension_requested",
        "extension_granted",
        "extension_refused",
        "questions_declined",
        "decline_confirmed",
        "decline_refused",
        "comments_disposed",
        "disposition_objected",
        "lateness_corrected",
    }
)
"""The kinds by which an agency asked is counted."""
OF_DRAFTERS = frozenset(
    {"request_widened", "review_taken_over", "clarification_answered", "drafter_escalated"}
)
"""Further kinds, by which the drafting side is."""
BESIDES = frozenset({"official_assigned", "clarification_ended"})
"""Kinds that say whose a figure is, or how long a clock stood still, and count for nobody."""
COUNTED = OF_AGENCIES | OF_DRAFTERS | BESIDES
