"""Events as a third party counts them: of a word stays what counts, and nothing to guess by."""

from typing import Any

from remiss.consultation.views.scores.figure_facts import figure_facts


def recorded(kind: str, **said: Any) -> dict[str, Any]:
    actor = {"id": "stc.hoa", "name": "Phạm Thị Hòa", "role": "officer"}
    return {"consultation": "HS-1", "version": 3, "actor": actor, "event": {"kind": kind, **said}}


def test_of_the_reason_of_an_override_it_stays_whether_two_are_the_same() -> None:
    """A digest, and no word of it."""
    by = {"id": "stc.lanh", "name": "Lê Văn Lành"}
    one, same, other = (
        figure_facts(recorded("request_sent", override={"reason": reason, "by": by}))
        for reason in ("Theo chỉ đạo", "Theo chỉ đạo", "Liên quan trực tiếp")
    )
    assert one == same != other
    assert one
    assert "Theo chỉ đạo" not in str(one)
    assert one["event"]["override"]["by"] == {"id": "stc.lanh"}


def test_no_other_reason_leaves_a_digest() -> None:
    """Why somebody was replaced is soon guessed, and counts for no figure."""
    officer = {"id": "stc.nam", "name": "Trần Nam"}
    facts = figure_facts(recorded("officer_replaced", officer=officer, reason="Nghỉ ốm"))
    assert facts
    assert facts["event"] == {"kind": "officer_replaced", "officer": {"id": "stc.nam"}}
