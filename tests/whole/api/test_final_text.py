"""The final text, from the officer who lays it down to the agency that reads what became of it."""

from tests.given.api_cases import open_case
from tests.given.people import HEAD, OFFICER, OTHER_HEAD, SCIENCE, STRANGER
from tests.given.served import Served

SAID = [
    {
        "clause": "Khoản 1 Mục I",
        "anchor": "muc-i.khoan-1",
        "proposed_wording": "được xét mức tiền thưởng tối đa bằng 1,5 lần",
    },
    {
        "clause": "Khoản 2 Mục I",
        "anchor": "muc-i.khoan-2",
        "proposed_wording": "Kinh phí lấy từ quỹ tiền thưởng được giao hằng năm.",
    },
]
FINAL = """I. MỨC THƯỞNG
1. Người đạt từ 90 điểm được xét mức tiền thưởng tối đa bằng 1,5 lần.
2. Kinh phí lấy từ quỹ tiền thưởng được giao và nguồn hợp pháp khác.
"""


async def test_adopted_wordings_are_found_explained_and_read_by_their_agency(
    served: Served,
) -> None:
    """Tried first; refused to conclude until what has other words is explained."""
    case = await open_case(served)
    given = case.reply(clause_comments=SAID)
    assert (await case.does(HEAD, "reply", **given))[-1] == "reply_accepted"
    await case.does(OTHER_HEAD, "reply", SCIENCE, **case.reply("du-lieu"))
    ids = [comment["id"] for comment in (await case.seen(HEAD))["comments"]]
    adopted = [{"comment": id_, "kind": "adopted"} for id_ in ids]
    await case.does(OFFICER, "dispositions", dispositions=adopted)

    sent = {"sha256": await served.upload(OFFICER, FINAL.encode()), "number": "15/HD-SNV"}
    tried = (await case.tries(OFFICER, "final-text/check", "", **sent)).json()
    assert [(one["finding"], one["address"]) for one in tried["wordings"]] == [
        ("exact", "Khoản 1 Mục I"),
        ("changed", "Khoản 2 Mục I"),
    ]
    assert [one["wording"] for one in tried["adopted"]] == [s["proposed_wording"] for s in SAID]
    for _ in range(2):
        events = await case.does(OFFICER, "final-text", "", key="final", **sent)
        assert events == ["final_text_recorded", "wordings_located"]
    assert await case.is_refused(HEAD, "final-text", "", **sent) == (403, "not_permitted")
    assert (await case.tries(STRANGER, "final-text/check", "", **sent)).status_code == 404

    assert await case.is_refused(OFFICER, "conclude", "") == (409, "wordings_unexplained")
    why = [{"comment": ids[1], "explanation": "Thêm nguồn theo ý kiến thẩm định."}]
    await case.does(OFFICER, "wordings", explanations=why)
    final = (await case.seen(HEAD))["comments"][1]["final"]
    assert final["explanation"] == why[0]["explanation"]
    assert final["passage"].startswith("Kinh phí lấy từ quỹ tiền thưởng được giao")
    assert (await case.seen(OTHER_HEAD, ""))["final_text"]["number"] == "15/HD-SNV"
    read = await served.call(OTHER_HEAD, "GET", f"/attachments/{sent['sha256']}")
    assert read.content.decode() == FINAL
    assert "wordings_located" not in await case.told(OTHER_HEAD)
    assert await case.does(OFFICER, "conclude", "") == ["consultation_concluded"]
