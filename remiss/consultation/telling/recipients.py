"""Whom an event concerns: one entry for each kind of event, by chapter.

A new kind of event gets an entry in `RECIPIENTS`; one that concerns nobody has an empty one.
"""

from collections.abc import Callable
from typing import Any

from remiss.consultation.state import NO_REPLY, UNSETTLED, WITH_AGENCY, Consultation
from remiss.consultation.telling import event_recipients as whom
from remiss.consultation.telling.next_steps import NextStep
from remiss.consultation.telling.parts import Part, Recipient, asked_and_official, fyi

Whom = Callable[[Any, Consultation], tuple[Recipient, ...]]

RECIPIENTS: dict[str, tuple[Recipient, ...] | Whom] = {
    # opening
    "consultation_opened": (fyi(Part.SUPERVISOR),),
    "request_sent": (Recipient(Part.AGENCY, NextStep.REPLY),),
    "request_widened": asked_and_official(NextStep.REPLY),
    "letter_recorded": (fyi(Part.AGENCY),),
    "draft_amended": (fyi(Part.AGENCY), Recipient(Part.OFFICER), fyi(Part.SUPERVISOR)),
    "draft_file_replaced": (
        Recipient(Part.AGENCY, NextStep.READ_NEW_FILE, stages=WITH_AGENCY),
        Recipient(Part.OFFICIAL, NextStep.READ_NEW_FILE, stages=WITH_AGENCY),
        Recipient(Part.AGENCY, stages=UNSETTLED),
        Recipient(Part.OFFICIAL, stages=UNSETTLED),
        fyi(Part.AGENCY),
        Recipient(Part.OFFICER),
        fyi(Part.SUPERVISOR),
    ),
    # inside
    "request_acknowledged": (fyi(Part.OFFICER),),
    "request_forwarded": whom.on_forwarding,
    "official_assigned": (
        Recipient(Part.OFFICIAL, NextStep.PREPARE),
        Recipient(Part.DEPUTY, NextStep.STAND_IN),
        Recipient(Part.RELIEVED, NextStep.RELIEVED),
    ),
    "internal_deadline_set": (Recipient(Part.OFFICIAL),),
    "internal_deadline_passed": (
        Recipient(Part.OFFICIAL, NextStep.PREPARE),
        Recipient(Part.HEAD, NextStep.PREPARE),
    ),
    "signature_delegated": (
        Recipient(Part.DELEGATE, NextStep.SIGN_FOR),
        Recipient(Part.RELIEVED, NextStep.RELIEVED),
    ),
    "colleague_involved": (Recipient(Part.COLLEAGUE, NextStep.CONTRIBUTE),),
    "contribution_given": (Recipient(Part.OFFICIAL),),
    "draft_passed_on": whom.on_passing,
    "draft_sent_back": whom.on_sending_back,
    # clarifying
    "clarification_asked": (Recipient(Part.OFFICER, NextStep.CLARIFY),),
    "clarification_answered": whom.on_clarification,
    "extension_requested": whom.on_request_for_time,
    "extension_granted": whom.on_extension,
    "extension_lapsed": (
        *asked_and_official(NextStep.REPLY_IN_TIME),
        Recipient(Part.OFFICER),
        Recipient(Part.SUPERVISOR),
    ),
    "clarification_ended": (
        *asked_and_official(NextStep.RESUME),
        Recipient(Part.OFFICER),
        Recipient(Part.SUPERVISOR),
    ),
    "extension_refused": (*asked_and_official(NextStep.REPLY_IN_TIME), Recipient(Part.OFFICER)),
    # declining
    "questions_declined": whom.on_decline,
    "decline_confirmed": whom.on_settled_decline,
    "decline_refused": whom.on_settled_decline,
    "follow_up_opened": (Recipient(Part.OFFICER, NextStep.FOLLOW_UP), fyi(Part.SUPERVISOR)),
    "follow_up_reminded": (
        Recipient(Part.OFFICER, NextStep.FOLLOW_UP_NOW),
        Recipient(Part.SUPERVISOR, NextStep.FOLLOW_UP_NOW),
    ),
    "follow_up_recorded": whom.on_follow_up,
    # replying
    "reply_drafted": whom.on_draft,
    "reply_received": whom.on_reply,
    "reply_letter_recorded": (fyi(Part.OFFICER),),
    "entry_confirmed": (fyi(Part.OFFICER),),
    "entry_disputed": (
        *asked_and_official(NextStep.NEW_DEADLINE),
        Recipient(Part.OFFICER),
        fyi(Part.SUPERVISOR),
    ),
    "correction_received": whom.on_correction,
    "correction_accepted": whom.on_accepted_correction,
    "correction_refused": (
        Recipient(Part.AGENCY),
        Recipient(Part.OFFICIAL),
        fyi(Part.OFFICER),
    ),
    # reviewing
    "reply_accepted": whom.on_acceptance,
    "reply_flagged": whom.on_flag,
    "reply_laid_before_head": (
        Recipient(Part.SUPERVISOR, NextStep.REVIEW),
        fyi(Part.OFFICER),
        fyi(Part.AGENCY),
    ),
    "reply_returned": (*asked_and_official(NextStep.COMPLETE), fyi(Part.OFFICER)),
    "return_contested": whom.on_contest,
    "return_escalated": whom.on_repeated_return,
    "review_taken_over": whom.on_take_over,
    # commenting
    "comments_disposed": whom.on_disposition,
    "disposition_objected": (Recipient(Part.OFFICER, NextStep.DISPOSE_AGAIN),),
    "late_reply_used": (Recipient(Part.AGENCY),),
    "final_text_recorded": (fyi(Part.SUPERVISOR),),
    "wordings_located": (fyi(Part.AGENCY), fyi(Part.OFFICIAL)),
    "wordings_explained": (fyi(Part.AGENCY), fyi(Part.OFFICIAL)),
    # ladder
    "reminder_sent": asked_and_official(NextStep.REPLY_IN_TIME),
    "listing_foretold": (
        Recipient(Part.HEAD, NextStep.REPLY_OR_EXPLAIN),
        Recipient(Part.OFFICIAL, NextStep.REPLY_OR_EXPLAIN),
    ),
    "delay_reason_given": (fyi(Part.OFFICER), fyi(Part.OFFICE), fyi(Part.HEAD)),
    "request_overdue": (*asked_and_official(NextStep.REPLY_NOW), Recipient(Part.OFFICER)),
    "request_escalated": whom.on_escalation,
    "vice_chairman_informed": (
        Recipient(Part.VICE_CHAIRMAN, NextStep.DIRECT),
        Recipient(Part.HEAD, NextStep.SEE_TO_IT),
        fyi(Part.AGENCY),
        fyi(Part.OFFICER),
    ),
    "silence_recorded": (Recipient(Part.AGENCY, NextStep.LATE_STILL), Recipient(Part.OFFICER)),
    "drafter_reminded": (Recipient(Part.OFFICER, NextStep.CLARIFY),),
    "drafter_escalated": whom.on_drafters_delay,
    "outage_recorded": (Recipient(Part.AGENCY, NextStep.NEW_DEADLINE), Recipient(Part.OFFICER)),
    "consultation_archived": (fyi(Part.OFFICER),),
    # steering
    "request_urged": (
        *asked_and_official(NextStep.REPLY_URGED),
        Recipient(Part.HEAD, NextStep.REPLY_URGED),
        fyi(Part.OFFICER),
    ),
    "replies_kept_from_others": (fyi(Part.AGENCY), fyi(Part.SUPERVISOR)),
    "replies_let_to_others": (fyi(Part.AGENCY), fyi(Part.SUPERVISOR)),
    "deadline_ordered": (*asked_and_official(NextStep.NEW_DEADLINE), Recipient(Part.OFFICER)),
    "deadlines_moved": (
        *asked_and_official(NextStep.NEW_DEADLINE),
        Recipient(Part.OFFICER),
        fyi(Part.SUPERVISOR),
    ),
    "return_date_moved": (
        *asked_and_official(NextStep.NEW_DEADLINE),
        Recipient(Part.OFFICER),
        fyi(Part.SUPERVISOR),
    ),
    "request_closed_on_record": (
        Recipient(Part.AGENCY, NextStep.LATE_STILL),
        Recipient(Part.OFFICER),
    ),
    "request_withdrawn": (*asked_and_official(NextStep.NO_REPLY_NEEDED), Recipient(Part.OFFICER)),
    "officer_replaced": (
        Recipient(Part.OFFICER, NextStep.TAKE_CHARGE),
        Recipient(Part.PREVIOUS_OFFICER),
        fyi(Part.AGENCY),
        fyi(Part.SUPERVISOR),
    ),
    "consultation_suspended": (
        Recipient(Part.AGENCY, NextStep.PAUSED),
        Recipient(Part.OFFICER),
        fyi(Part.SUPERVISOR),
    ),
    "consultation_resumed": (
        Recipient(Part.AGENCY, NextStep.RESUME, stages=WITH_AGENCY),
        Recipient(Part.AGENCY),
        Recipient(Part.OFFICER),
        fyi(Part.SUPERVISOR),
    ),
    "consultation_reopened": (
        Recipient(Part.AGENCY, NextStep.NEW_DEADLINE, stages=WITH_AGENCY),
        Recipient(Part.AGENCY),
        Recipient(Part.OFFICER),
        fyi(Part.SUPERVISOR),
        fyi(Part.OFFICE),
    ),
    "calendar_changed": whom.on_calendar_change,
    "lateness_corrected": (fyi(Part.AGENCY), fyi(Part.OFFICIAL), fyi(Part.OFFICER)),
    "consultation_concluded": (
        Recipient(Part.AGENCY, NextStep.LATE_UNTIL, stages=NO_REPLY),
        Recipient(Part.AGENCY),
        Recipient(Part.OFFICER),
        fyi(Part.SUPERVISOR),
    ),
    "consultation_cancelled": (
        Recipient(Part.AGENCY, NextStep.NO_REPLY_NEEDED),
        Recipient(Part.OFFICER),
        fyi(Part.SUPERVISOR),
    ),
}
