"""Which kinds of draft a case opens with today, and whom the law says to ask."""

import pytest

from remiss.consultation.admission import admit
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import AmendDraft, Command
from remiss.consultation.life.evolution import fold, initial_state
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, State
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Draft, DraftKind
from remiss.consultation.views.rehearsals.rehearsal import rehearse
from tests.given.case import (
    CULTURE,
    DIRECTORY,
    FINANCE,
    HOME,
    JUSTICE,
    MONEY,
    OFFICER,
    POLICY,
    SHA,
    SUPERVISOR,
    given,
    opening,
    order,
    refusal,
    when,
)

GENERAL = Draft(subject="Dự thảo quyết định", kind=DraftKind.LEGAL_DOCUMENT, sha256=SHA)
MUST_ASK = POLICY.model_copy(
    update={
        "must_ask": (FINANCE.code, HOME.code, JUSTICE.code, CULTURE.code),
        "printed_basis": "Điều 51a Nghị định số 78/2025/NĐ-CP",
    }
)


def refused(state: State, command: Command) -> Refusal:
    with pytest.raises(Refusal) as caught:
        admit(state, command)
    return caught.value


def amends(draft: Draft) -> AmendDraft:
    changed = (MONEY.model_copy(update={"text": "Mức chi mới có phù hợp không?"}),)
    revised = draft.model_copy(update={"sha256": "e" * 64})
    return order(AmendDraft, OFFICER, draft=revised, changed=changed, directory=DIRECTORY)


def test_no_case_opens_with_the_general_kind() -> None:
    """It is told which kinds say by which rule the time is set; a rehearsal is told the same."""
    told = refused(initial_state(), opening(draft=GENERAL))

    assert told.code == "kind_too_general"
    for name in ("Đề xuất chính sách", "Nghị quyết của HĐND tỉnh", "rút gọn"):
        assert name in told.message.vi
    assert "policy proposal" in told.message.en
    with pytest.raises(Refusal, match="kind_too_general"):
        rehearse(opening(draft=GENERAL))


def test_a_running_case_of_the_general_kind_is_amended_within_it() -> None:
    """It opened when that was allowed; a replay decides so too, since admission is not asked."""
    case = fold(decide(initial_state(), opening(draft=GENERAL)))
    assert isinstance(case, Consultation)

    assert admit(case, amends(GENERAL))


def test_no_case_is_amended_to_the_general_kind() -> None:
    """With the list of kinds, before anything is said of other terms."""
    assert refused(given(opening()), amends(GENERAL)).code == "kind_too_general"


def test_whom_the_law_says_to_ask_is_asked() -> None:
    """Whoever is missing is named, with the article; the agency that drafts is not missing."""
    told = refused(initial_state(), opening(policy=MUST_ASK))

    assert told.code == "agency_must_be_asked"
    assert "Sở Văn hóa" in told.message.vi
    assert "Điều 51a Nghị định số 78/2025/NĐ-CP" in told.message.vi
    assert not [each for each in ("Sở Nội vụ", "Sở Tài chính") if each in told.message.vi]


def test_a_leaders_reason_stands_where_no_question_is_theirs() -> None:
    """All asked, one of them for a reason on record: the case opens."""
    asked = (JUSTICE.code, FINANCE.code, CULTURE.code)
    reason = "Điều 51a quy định phải lấy ý kiến."

    case = given(opening(by=SUPERVISOR, policy=MUST_ASK, agencies=asked, override_reason=reason))

    assert set(case.requests) == set(asked)
    assert refusal(initial_state(), opening(policy=MUST_ASK)) == "agency_must_be_asked"


def test_a_policy_without_such_a_list_is_stored_as_before() -> None:
    """New fields at their default are not written, neither in policy nor in event."""
    _, (opened, *_) = when(initial_state(), opening())
    bytes_ = opened.model_dump_json()

    assert not [name for name in ("must_ask", "printed_basis", "calendar_days") if name in bytes_]
    _, (opened, *_) = when(
        initial_state(),
        opening(policy=POLICY.model_copy(update={"reply_within": WorkSpan(calendar_days=7)})),
    )
    assert '"calendar_days":7' in opened.model_dump_json()
