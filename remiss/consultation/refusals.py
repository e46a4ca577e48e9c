"""Every way the domain says no: a stable code, and what sort of no it is.

What each says stands under `refusal.<code>` among the texts.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any

from remiss.texts import (
    Bilingual,
    BilingualError,
    Numbers,
    day_and_time,
    ids_named,
    label,
    local_date,
    local_time,
    say,
)


class Because(StrEnum):
    """What sort of no it is; the HTTP layer turns this into a status."""

    INVALID = "invalid"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"


class Refusal(BilingualError):  # noqa: N818 -- the field's own word
    """A command the rules do not allow; nothing was changed by it."""

    def __init__(self, code: str, **facts: Any) -> None:
        """`facts` are plain values; they are put into words here, also where they cross as data."""
        worded = {name: _in_words(fact) for name, fact in facts.items()}
        super().__init__(say(f"refusal.{code}", **ids_named(worded)))
        self.code, self.because, self._worded = code, BECAUSE[code], worded
        self.facts = {name: _as_data(fact) for name, fact in facts.items()}

    def __str__(self) -> str:
        return f"{self.code}: {self.message.en}"

    def number_questions(self, numbers: Numbers) -> None:
        """Name questions by their numbers within the case it is about."""
        self.message = say(f"refusal.{self.code}", **ids_named(self._worded, numbers))

    def as_dict(self) -> dict[str, Any]:
        """The shape in which a refusal crosses process boundaries."""
        return {
            "code": self.code,
            "because": self.because,
            "message": self.message.model_dump(),
            "facts": self.facts,
        }


def _in_words(fact: Any) -> Any:
    """A fact as people read it: a text, both languages of a label, or a list of these."""
    match fact:
        case Enum():
            return label(fact)
        case datetime():
            return day_and_time(fact)
        case date():
            return local_date(fact)
        case int():
            return str(fact)
        case str() | Bilingual() | None:
            return fact
        case _:
            return [_in_words(item) for item in fact]


def _as_data(fact: Any) -> Any:
    """A fact for a program: a moment in its short form, all else as people read it."""
    if isinstance(fact, datetime):
        return local_time(fact)
    worded = _in_words(fact)
    if isinstance(worded, list):
        return [_as_data(item) for item in fact]
    return worded.model_dump() if isinstance(worded, Bilingual) else worded


def _codes(names: str) -> frozenset[str]:
    return frozenset(names.split())


CODES: Mapping[Because, frozenset[str]] = {
    Because.INVALID: _codes(
        """
        too_much_at_once
        day_named_twice day_unknown_to_calendar part_says_otherwise unknown_territory
        no_question no_agency too_many_questions reply_by_not_later
        letter_not_signed_yet task_not_given_yet task_due_before_given
        silence_of_an_agency_not_asked duplicate_question duplicate_agency
        unknown_field unknown_agency drafting_agency_asked question_without_agency
        agency_not_concerned draft_not_changed draft_file_not_changed
        agency_must_be_asked
        no_such_question outside_body_twice outside_body_listed too_many_outside
        classified_draft classified_text
        kind_too_general policy_not_filled urgency_without_reason
        procedure_not_named procedure_of_another_kind return_date_too_near beyond_return_date
        return_date_not_later
        deputy_of_oneself nobody_stands_in cover_is_over delegation_is_over person_not_listed
        no_internal_deadline_here internal_deadline_is_past internal_deadline_beyond
        person_may_not
        papers_unnamed paper_without_name paper_without_rule
        question_not_owed extension_to_no_later extension_beyond_cap extension_outside_request
        reasons_needed_to_refuse
        question_declined_twice declined_to_itself
        positions_undecided
        reply_to_another_draft answers_to_unasked_questions question_answered_twice
        inspection_without_reason
        sample_size_and_seed days_reversed
        nobody_stands_out not_the_outliers seed_not_the_committed
        population_too_large case_not_drawn
        reasons_needed correction_needs_reason dispute_needs_reason
        entered_without_scan entered_on_another_day own_entry_of_another_day no_such_entry
        no_such_reply
        comment_named_twice no_such_comment disposition_needs_reason no_such_late_reply
        wording_not_adopted wording_needs_no_word
        comment_was_made
        ordered_day_has_passed no_deadline_to_move officer_of_another_agency
        """
    ),
    Because.FORBIDDEN: _codes(
        """
        not_permitted not_the_officer_in_charge urgency_without_leader
        signature_not_delegated signature_delegated_for another_desk_signs
        beyond_their_fields
        draft_is_the_heads draft_on_another_desk
        own_agency_inspected
        before_another_reviewer judge_in_own_case own_request own_case party_to_the_case
        """
    ),
    Because.UNKNOWN: _codes(
        """
        consultation_not_found request_not_found inspection_not_found sample_not_found
        dossier_not_found
        """
    ),
    Because.CONFLICT: _codes(
        """
        no_return_date draft_file_relied_on
        inspection_opened_already sample_drawn_already
        dossier_packed_already dossier_not_packed dossier_refused
        calendar_too_short consultation_suspended consultation_closed consultation_cancelled
        consultation_archived request_withdrawn request_not_awaiting
        past_day_made_working override_changes_nothing
        agency_already_asked already_opened draft_terms_changed
        case_full no_room_for_the_text
        already_acknowledged no_part_to_give nothing_to_sign
        nothing_to_pass_on last_desk_signs
        clarification_not_foreseen clarifications_spent deadline_has_passed nothing_to_clarify
        answer_not_overdue
        extension_not_foreseen extension_asked_before no_extension_to_decide
        decline_not_foreseen declined_before no_decline_to_settle decline_awaits_ruling
        no_referral_to_confirm nothing_to_follow_up follow_ups_open
        request_transferred
        reply_under_review already_answered another_text_to_sign another_proposal
        nothing_to_correct another_reply_to_correct correction_after_the_end
        correction_awaits_ruling no_correction_to_rule_on corrections_open
        nothing_to_review nothing_to_contest decided_by_the_office
        wordings_not_located wordings_unexplained
        disposition_is_final not_disposed_yet objected_before objection_too_late
        requests_open comments_undisposed late_replies_unused objections_possible
        withdrawal_leaves_question deadlines_moved_before outside_has_time not_outside
        entry_followed entry_decided_before
        urged_today outside_is_asked_by_letter
        others_never_read kept_from_others_already not_kept_from_others
        case_not_over reopening_not_foreseen reopening_too_late
        already_settled not_suspended nothing_to_take_over
        reply_awaits_decision request_settled officer_in_charge_already
        """
    ),
}

BECAUSE: Mapping[str, Because] = {code: kind for kind, codes in CODES.items() for code in codes}
