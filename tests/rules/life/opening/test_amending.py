"""A new version of the draft: only what changed is asked anew, only of those it concerns."""

from datetime import datetime
from typing import Any

from remiss.consultation.life.commands import (
    AddAgency,
    AmendDraft,
    ContestReturn,
    DeclineQuestions,
    ReviewReply,
    RuleOnDecline,
    WithdrawAgency,
)
from remiss.consultation.life.events import DraftAmended, ReplyReceived, RequestSent, RequestWidened
from remiss.consultation.state import Stage
from remiss.consultation.values import Declined, Directory, Draft, DraftKind, Question
from tests.given.case import (
    CLEAR,
    CULTURE,
    DIRECTORY,
    FINANCE,
    JUSTICE,
    LAW,
    MONEY,
    OFFICER,
    RETURNED,
    SHA,
    SUPERVISOR,
    assessed,
    both,
    given,
    hanoi,
    head,
    kinds,
    opening,
    order,
    refusal,
    replies,
    time_passes,
    when,
)

NEW = "e" * 64
AT = hanoi("2026-03-04", "09:00")
FIELDS = {**DIRECTORY.fields, "culture.festival": both("Lễ hội")}
REGISTRY = Directory(version="2", fields=FIELDS, agencies=DIRECTORY.agencies)
MORE_MONEY = MONEY.model_copy(update={"text": "Mức chi mới có phù hợp không?"})
FESTIVAL = Question(
    id="festival", text="Kinh phí lễ hội có hợp lý không?", field="culture.festival"
)


def amends(*changed: Question, at: datetime = AT, sha256: str = NEW, **changes: Any) -> AmendDraft:
    draft = Draft(subject="Dự thảo hướng dẫn", kind=DraftKind.GUIDELINE, sha256=sha256)
    what: dict[str, Any] = {
        "draft": draft,
        "changed": changed or (MORE_MONEY,),
        "directory": REGISTRY,
    }
    return order(AmendDraft, OFFICER, at, **{**what, **changes})


def test_only_agencies_the_change_concerns_are_asked() -> None:
    """Justice, whose question stands, keeps its deadline; Finance gets a full one."""
    case, events = when(given(opening()), amends())

    amended, widened = events
    assert isinstance(amended, DraftAmended)
    assert isinstance(widened, RequestWidened)
    assert (amended.round, widened.agency, widened.round) == (2, FINANCE.code, 2)
    assert case.requests[JUSTICE.code].due_at == hanoi("2026-03-09", "17:00")
    assert case.requests[FINANCE.code].due_at == hanoi("2026-03-11", "17:00")
    assert case.draft.sha256 == NEW
    assert [version.round for version in case.versions] == [1, 2]


def test_an_agency_that_had_answered_gets_a_new_request() -> None:
    """What it answered in the first round stays on record beside it."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))

    case, events = when(case, amends())

    assert isinstance(events[1], RequestSent)
    request, (earlier,) = case.requests[FINANCE.code], case.earlier
    assert (earlier.stage, earlier.ordinal, earlier.round) == (Stage.ANSWERED, 1, 1)
    assert (request.stage, request.ordinal, request.round) == (Stage.AWAITING, 2, 2)


def test_replies_on_unchanged_questions_stand() -> None:
    """Justice answered the law; a change about money does not trouble it."""
    case = given(opening(), replies(JUSTICE), assessed(JUSTICE, CLEAR))

    case, events = when(case, amends())

    assert [getattr(event, "agency", None) for event in events] == [None, FINANCE.code]
    assert case.requests[JUSTICE.code].stage is Stage.ANSWERED


def test_a_reply_to_the_old_version_is_taken_and_marked_and_a_person_decides() -> None:
    """Whether it will do for the new text is not for the rubric to say."""
    case = given(opening(), amends())

    case, (received,) = when(case, replies(FINANCE, AT))
    assert isinstance(received, ReplyReceived)
    assert (received.version, received.outdated) == (1, ("money",))

    _, events = when(case, assessed(FINANCE, CLEAR, AT))
    assert kinds(events) == ["reply_flagged"]


def test_a_reply_to_the_new_version_is_judged_as_any() -> None:
    """It names the version it answers."""
    case = given(opening(), amends())

    case, events = when(case, replies(FINANCE, AT, draft_sha256=NEW), assessed(FINANCE, CLEAR, AT))

    assert kinds(events) == ["reply_accepted"]
    assert case.requests[FINANCE.code].replies[-1].version == 2


def test_a_reply_on_an_unchanged_question_may_name_either_version() -> None:
    """What did not change was answered by either."""
    case = given(opening(), amends())

    for sha256 in (opening().draft.sha256, NEW):
        _, events = when(
            case, replies(JUSTICE, AT, draft_sha256=sha256), assessed(JUSTICE, CLEAR, AT)
        )
        assert kinds(events) == ["reply_accepted"]


def test_a_reply_under_way_settles_only_what_did_not_change() -> None:
    """Amended while the rubric reads, the changed question stays open."""
    asked = opening(agencies=("H99.04", "H99.03"))
    case = given(asked, replies(FINANCE, AT), amends())

    case, _ = when(case, assessed(FINANCE, CLEAR, AT))

    request = case.requests[FINANCE.code]
    assert (request.stage, request.owed) == (Stage.AWAITING, ("money",))
    assert not request.clock.held


def test_a_contested_reply_settles_nothing_put_anew_since() -> None:
    """Returned, amended, contested, upheld: the changed question is still to be answered."""
    case = given(
        opening(),
        replies(FINANCE),
        assessed(FINANCE, RETURNED),
        amends(),
        order(ContestReturn, head(FINANCE), AT, agency=FINANCE.code, reasons="Đã nêu rõ"),
        order(ReviewReply, OFFICER, AT, agency=FINANCE.code, decision="accept"),
    )

    request = case.requests[FINANCE.code]
    assert (request.stage, request.owed) == (Stage.AWAITING, ("money",))


def test_what_was_found_to_be_anothers_is_not_asked_of_it_again() -> None:
    """Also where an earlier request, taken back, had held the question."""
    asks: dict[str, Any] = {
        "agency": CULTURE.code,
        "profile": CULTURE,
        "override_reason": "Có lễ hội",
    }
    declined = Declined(question="law", field="justice.review", to=JUSTICE.code)
    registry = REGISTRY.model_copy(update={"fields": {**FIELDS, "justice.review": both("Rà soát")}})
    case = given(
        opening(),
        order(AddAgency, SUPERVISOR, **asks),
        order(WithdrawAgency, OFFICER, agency=CULTURE.code, reason="Nhầm"),
        order(AddAgency, SUPERVISOR, **asks),
        order(
            DeclineQuestions,
            head(CULTURE),
            agency=CULTURE.code,
            declined=(declined,),
            reasons="Thuộc tư pháp",
            directory=registry,
        ),
        order(RuleOnDecline, OFFICER, agency=CULTURE.code, question="law", confirmed=True),
    )

    _, events = when(case, amends(LAW.model_copy(update={"text": "Thẩm quyền mới có đúng không?"})))

    assert [getattr(event, "agency", None) for event in events] == [None, JUSTICE.code]


def test_a_new_question_brings_in_a_new_agency() -> None:
    """Named by the officer, and concerned by the question."""
    case, events = when(given(opening()), amends(FESTIVAL, agencies=(CULTURE.code,)))

    assert [event.kind for event in events] == ["draft_amended", "request_sent"]
    assert [question.id for question in case.questions] == ["law", "money", "festival"]
    assert refusal(given(opening()), amends(FESTIVAL)) == "question_without_agency"
    unconcerned = amends(agencies=(CULTURE.code,))
    assert refusal(given(opening()), unconcerned) == "agency_not_concerned"


def test_lateness_before_an_amendment_stays() -> None:
    """A full new deadline excuses nothing of the old one."""
    late = hanoi("2026-03-11", "09:00")
    case = given(opening(), time_passes(late))

    case, events = when(case, amends(at=late))

    widened = events[-1]
    assert isinstance(widened, RequestWidened)
    assert widened.days_late == 2
    _, (received,) = when(case, replies(FINANCE, late, draft_sha256=NEW))
    assert isinstance(received, ReplyReceived)
    assert (received.late, received.days_late) == (True, 2)


def test_the_same_draft_is_no_amendment() -> None:
    """A version is told by its content."""
    assert refusal(given(opening()), amends(sha256=SHA)) == "draft_not_changed"


def test_what_was_never_consulted_on_cannot_be_replied_to() -> None:
    """A reply names one of the versions."""
    other = replies(FINANCE, AT, draft_sha256="0" * 64)

    assert refusal(given(opening(), amends()), other) == "reply_to_another_draft"
