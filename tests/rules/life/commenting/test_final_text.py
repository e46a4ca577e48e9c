"""The final text: adopted wordings are located in it, and explained where they are not there."""

from typing import Any

from remiss.consultation.life.commands import (
    Conclude,
    CorrectReply,
    DisposeComments,
    ExplainWordings,
    ObjectToDisposition,
    RecordFinalText,
    RuleOnCorrection,
)
from remiss.consultation.life.commenting.messages import Disposed, WordingExplanation
from remiss.consultation.life.events import FinalTextRecorded, WordingsLocated
from remiss.consultation.message_size import COMMENT_BYTES
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import CaseStage, Consultation
from remiss.consultation.values import (
    LONGEST_PASSAGE,
    AttachedFile,
    ClauseComment,
    DispositionKind,
    FinalWording,
    ReplyCorrection,
    WordingFinding,
)
from remiss.consultation.visibility import sees_event
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICER,
    assessed,
    given,
    head,
    kinds,
    opening,
    order,
    refusal,
    replies,
    reply_text,
    when,
)

FILE = AttachedFile(sha256="f" * 64, name="Quyet dinh.docx", size=9, media_type="text/plain")
SAYS = ClauseComment(clause="Điều 3", proposed_wording="Bỏ từ “bị”.")
ASKS = ClauseComment(clause="Điều 4", text="Đề nghị làm rõ.")
THEIRS, OURS = "H99.03-1-1.1", "H99.04-1-1.1"
ENDS = order(Conclude, OFFICER, MONDAY)


def disposes(comment: str, kind: str = "adopted", why: str | None = None) -> DisposeComments:
    told = (Disposed(comment=comment, kind=DispositionKind(kind), explanation=why),)
    return order(DisposeComments, OFFICER, agency=comment[:6], dispositions=told)


def records(**found: str) -> RecordFinalText:
    """Where the wordings are: `justice="exact"`."""
    ids = {"justice": THEIRS, "finance": OURS}
    wordings = tuple(
        FinalWording(comment=ids[agency], finding=WordingFinding(finding), address="Điều 3")
        for agency, finding in found.items()
    )
    return order(RecordFinalText, OFFICER, file=FILE, wordings=wordings)


def explains(comment: str = THEIRS, agency: str = JUSTICE.code) -> ExplainWordings:
    why = (WordingExplanation(comment=comment, explanation="Theo ý kiến thẩm định."),)
    return order(ExplainWordings, OFFICER, agency=agency, explanations=why)


def adopted(*more: Any) -> Consultation:
    return given(
        opening(rules=CURRENT_RULES),
        replies(JUSTICE, clause_comments=(SAYS,)),
        assessed(JUSTICE, CLEAR),
        replies(FINANCE, clause_comments=(SAYS, ASKS)),
        assessed(FINANCE, CLEAR),
        disposes(THEIRS),
        disposes(OURS),
        disposes("H99.04-1-1.2"),
        *more,
    )


def test_a_case_ends_without_a_final_text_as_before() -> None:
    """Nobody has to lay one down."""
    assert when(adopted(), ENDS)[0].stage is CaseStage.CONCLUDED


def test_each_agency_reads_where_its_own_words_stand() -> None:
    """The file everybody; what another asked for nobody else."""
    case, events = when(adopted(), records(justice="exact", finance="changed"))

    assert kinds(events) == ["final_text_recorded", "wordings_located", "wordings_located"]
    assert isinstance(events[0], FinalTextRecorded)
    assert isinstance(events[2], WordingsLocated)
    assert sees_event(head(JUSTICE), events[0])
    assert [sees_event(head(JUSTICE), event) for event in events[1:]] == [True, False]
    final = case.comments[OURS].final
    assert final is not None
    assert final.finding is WordingFinding.CHANGED
    assert case.final_text is not None
    assert case.final_text.file == FILE


def test_words_that_are_not_there_are_explained_before_the_end() -> None:
    """Those that are there need no word; a second explanation takes the place of the first."""
    case = adopted(records(justice="not_found", finance="exact"))
    assert refusal(case, ENDS) == "wordings_unexplained"
    assert refusal(case, explains(OURS, FINANCE.code)) == "wording_needs_no_word"
    assert refusal(case, explains(THEIRS, FINANCE.code)) == "no_such_comment"
    case, _ = when(case, explains(), explains())
    assert when(case, ENDS)[0].final_text is not None


def test_a_file_that_could_not_be_read_is_explained_by_hand() -> None:
    """Nothing was found in it, and nothing is said to be missing."""
    case = adopted(records(justice="unread", finance="unread"))
    case, _ = when(case, explains(), explains(OURS, FINANCE.code))

    assert when(case, ENDS)[0].stage is CaseStage.CONCLUDED


def test_what_was_adopted_in_part_was_explained_with_that() -> None:
    """Its disposition says which part was not."""
    again = disposes(THEIRS, "adopted_in_part", "Chỉ thay một từ.")
    case = adopted(again, records(justice="changed", finance="exact"))
    later = case.comments[THEIRS].object_until
    assert later is not None

    assert not case.comments[THEIRS].wording_unexplained
    assert when(case, order(Conclude, OFFICER, later))[0].stage is CaseStage.CONCLUDED


def test_what_is_adopted_afterwards_has_to_be_looked_for() -> None:
    """Before the case ends; what is no longer adopted has not."""
    case = given(
        opening(),
        replies(JUSTICE, clause_comments=(SAYS,)),
        assessed(JUSTICE, CLEAR),
        replies(FINANCE),
        assessed(FINANCE, CLEAR),
        disposes(THEIRS, "kept", "Giữ."),
        order(
            ObjectToDisposition, head(JUSTICE), agency="H99.03", comments=(THEIRS,), reasons="Sai."
        ),
        records(),
        disposes(THEIRS),
    )
    assert refusal(case, ENDS) == "wordings_not_located"
    case, _ = when(case, records(justice="exact"), ENDS)
    assert case.stage is CaseStage.CONCLUDED
    kept = adopted(records(justice="not_found", finance="exact"), disposes(THEIRS, "kept", "Giữ."))
    assert refusal(kept, ENDS) == "objections_possible"


def test_only_adopted_wordings_are_looked_for() -> None:
    """And each once."""
    case = given(opening(), replies(JUSTICE, clause_comments=(SAYS,)), assessed(JUSTICE, CLEAR))
    assert refusal(case, records(justice="exact")) == "wording_not_adopted"
    unknown = records(finance="exact")
    assert refusal(case, unknown) == "no_such_comment"
    twice = records(justice="exact")
    double = twice.model_copy(update={"wordings": twice.wordings * 2})
    assert refusal(adopted(), double) == "comment_named_twice"


def test_a_later_final_text_is_searched_anew() -> None:
    """What was found in the first says nothing of the second."""
    case = adopted(records(justice="not_found", finance="exact"), explains())
    case, _ = when(case, records(justice="changed", finance="exact"))

    assert refusal(case, ENDS) == "wordings_unexplained"


def test_a_correction_that_says_the_same_keeps_what_was_found() -> None:
    """Under the comment's new id; what says something else has to be looked for."""
    case = adopted(records(justice="changed", finance="exact"), explains())
    what = ReplyCorrection(number=1, reason="Ghi nhầm.")
    corrects: dict[str, Any] = {"agency": JUSTICE.code, "corrects": what}
    other = SAYS.model_copy(update={"proposed_wording": "Bỏ cả câu."})
    accepts = order(RuleOnCorrection, OFFICER, agency=JUSTICE.code, accepted=True)
    for said, code in ((SAYS, None), (other, "comments_undisposed")):
        reply = reply_text(clause_comments=(said,))
        after, _ = when(case, order(CorrectReply, head(JUSTICE), reply=reply, **corrects), accepts)
        comment = after.comments["H99.03-1-2.1"]
        if code:
            assert (comment.final, refusal(after, ENDS)) == (None, code)
        else:
            assert comment.final is not None
            assert comment.final.comment == comment.id
            assert not comment.wording_unexplained


def test_sent_twice_it_is_one_command_whatever_is_found_meanwhile() -> None:
    """What was found is a circumstance, not what the officer asked for."""
    first = records(justice="exact")
    later = first.model_copy(update={"wordings": ()})
    other = first.model_copy(update={"file": FILE.model_copy(update={"sha256": "e" * 64})})

    assert first.fingerprint() == later.fingerprint() != other.fingerprint()


def test_what_a_running_case_carries_of_it_is_small() -> None:
    """Passages and explanations stay in the ledger; whether one was given does not."""
    long = FinalWording(
        comment=THEIRS,
        finding=WordingFinding.CHANGED,
        address="Điểm a khoản 2 Điều 3 Quy định kèm theo",
        passage="đ" * LONGEST_PASSAGE,
    )
    records_long = order(RecordFinalText, OFFICER, file=FILE, wordings=(long,))
    case = adopted(records_long, explains()).without_decided_texts()

    assert not case.comments[THEIRS].wording_unexplained
    assert len(case.comments[THEIRS].model_dump_json().encode()) < COMMENT_BYTES


def test_only_the_drafting_side_in_charge_lays_it_down() -> None:
    """As it disposes of comments."""
    case = adopted()
    for by in (head(JUSTICE), OFFICER.model_copy(update={"id": "minh"})):
        tried = records(justice="exact").model_copy(update={"actor": by})
        assert refusal(case, tried) in {"not_permitted", "not_the_officer_in_charge"}
