"""The parts of an answer: all optional, all counted, shown and kept; what an answer lacks."""

from typing import Any

import pytest
from pydantic import ValidationError

from remiss.consultation.telling.answer_parts import named_parts
from remiss.consultation.values import REPLY_CHARACTERS, Answer, NotOurs, Position, Reply
from tests.given.case import FINANCE, given, opening, replies, reply_text

HEALTH = NotOurs(body="Bộ Y tế", rule="Luật Khám bệnh, chữa bệnh năm 2023, Điều 5")
CONSTRUCTION = NotOurs(body="Sở Xây dựng", agency="H99.05")


def answer(**parts: Any) -> Answer:
    return Answer(question="money", **parts)


FULL = answer(
    position=Position.AGREE_WITH_CHANGES,
    text="Mức này cao.",
    value="240 m2",
    reason="Quỹ đất còn ít.",
    legal_basis="Luật Đất đai, Điều 195",
    proposed_wording="không quá 240 m2",
    not_ours=HEALTH,
)


def test_an_answer_without_the_new_parts_is_stored_as_before() -> None:
    """Its bytes, the digest that is signed and its command's fingerprint stay what they are."""
    plain = answer(position=Position.AGREE, text="Thống nhất.")
    stored = '{"question":"money","position":"agree","text":"Thống nhất.","proposed_wording":""}'

    assert plain.model_dump_json() == stored
    assert plain == Answer.model_validate_json(stored)
    assert set(reply_text("money").model_dump()) == {
        "position",
        "text",
        "answers",
        "legal_basis",
        "responsible_official",
        "draft_sha256",
        "number",
        "attachments",
    }


def test_every_part_is_kept_as_written() -> None:
    """What goes into the ledger comes out of it, and the digest covers every part."""
    sent = reply_text(answers=(FULL,))
    case = given(opening(), replies(FINANCE, answers=(FULL,)))

    assert case.requests[FINANCE.code].replies[-1].reply.answers == (FULL,)
    assert Reply.model_validate_json(sent.model_dump_json()) == sent
    without = [FULL.model_copy(update={part: ""}) for part in ("value", "reason", "legal_basis")]
    without.append(FULL.model_copy(update={"not_ours": None}))
    digests = {reply_text(answers=(one,)).sha256() for one in (FULL, *without)}
    assert len(digests) == len(without) + 1


@pytest.mark.parametrize(
    ("part", "most"), [("value", 500), ("reason", 20_000), ("legal_basis", 5_000)]
)
def test_each_part_has_its_length(part: str, most: int) -> None:
    """So much and no more; nothing PostgreSQL cannot keep."""
    assert len(getattr(answer(**{part: "a" * most}), part)) == most
    for refused in ("a" * (most + 1), "a\x00"):
        with pytest.raises(ValidationError):
            answer(**{part: refused})


@pytest.mark.parametrize("refused", [{}, {"body": " "}, {"body": "a\x00"}, {"body": "a" * 121}])
def test_not_ours_names_whose_it_is(refused: dict[str, str]) -> None:
    """A body has a name; who does not know it ticks that it is not theirs, and no more."""
    with pytest.raises(ValidationError):
        NotOurs.model_validate(refused)


def test_every_part_counts_in_the_length_of_a_reply() -> None:
    """Also the body named and its rule: all of it travels in one message."""
    parts = {
        "value": "v" * 500,
        "reason": "r" * 20_000,
        "legal_basis": "b" * 5_000,
        "not_ours": NotOurs(body="Bộ Y tế", rule="l" * 2_000),
    }
    left = REPLY_CHARACTERS - 20_000 - sum(map(len, answer(text="t" * 20_000, **parts).written[1:]))
    fits = {"answers": (answer(text="t" * 20_000, **parts),), "legal_basis": ""}

    assert len(reply_text(text="a" * left, **fits).text) == left
    with pytest.raises(ValidationError, match="attach what is longer"):
        reply_text(text="a" * (left + 1), **fits)


@pytest.mark.parametrize(
    ("parts", "is_remark"),
    [
        ({"value": "240 m2"}, True),
        ({"value": "300 m2", "position": Position.AGREE}, False),
        ({"value": "240 m2", "position": Position.DISAGREE}, True),
        ({"value": " "}, False),
        ({"reason": "Đề nghị giảm vì quỹ đất còn ít.", "position": Position.AGREE}, True),
        ({"reason": "Vì quỹ đất còn ít.", "position": Position.AGREE}, False),
        ({"legal_basis": "Luật Đất đai"}, False),
        ({"not_ours": HEALTH}, False),
    ],
)
def test_which_parts_ask_for_something(parts: dict[str, Any], is_remark: bool) -> None:  # noqa: FBT001
    """A value is asked for unless the answer agrees; a reason may ask as any text may."""
    assert answer(**parts).is_remark is is_remark


def test_what_the_text_asks_beside_the_answers_is_a_comment_of_its_own() -> None:
    """Where the agency says so; else the answers speak for the whole, as they always did."""
    asks = {"answers": (FULL,), "text": "Ngoài ra, đề nghị bỏ Điều 9."}

    assert reply_text(**asks).remarks == ("money",)
    assert reply_text(**asks, further_comment=True).remarks == ("money", None)
    assert reply_text(**asks, further_comment=True).said_on(None).text == asks["text"]


def test_what_a_long_reply_says_as_a_whole_is_said_in_full() -> None:
    """A reply may be longer than one answer."""
    long = reply_text(text="a" * 100_000, position=Position.DISAGREE)

    assert long.said_on(None).text == long.said_on("money").text == "a" * 100_000
    assert long.said_on(None).position is Position.DISAGREE
    assert reply_text(answers=(FULL,)).said_on("money") is FULL


def test_without_its_words_an_answer_still_says_where_the_agency_stands() -> None:
    """The position, and whose the question is said to be; the words stay in the ledger."""
    slim = reply_text(answers=(FULL,)).without_texts()

    whose = NotOurs(body="Bộ Y tế")
    assert slim.answers == (answer(position=Position.AGREE_WITH_CHANGES, not_ours=whose),)


@pytest.mark.parametrize(
    ("parts", "lacks"),
    [
        ({}, {"position", "everything"}),
        ({"text": " \n"}, {"position", "everything"}),
        ({"text": "Đang nghiên cứu."}, {"position"}),
        ({"reason": "Quỹ đất còn ít."}, {"position"}),
        ({"legal_basis": "Luật Đất đai"}, {"position"}),
        ({"proposed_wording": "không quá 240 m2"}, {"position"}),
        ({"value": "240 m2"}, set()),
        ({"not_ours": HEALTH}, set()),
        ({"position": Position.AGREE}, set()),
        ({"position": Position.NOT_IN_MANDATE}, set()),
        ({"position": Position.DISAGREE}, {"reason"}),
        ({"position": Position.DISAGREE, "value": "240 m2"}, {"reason"}),
        ({"position": Position.DISAGREE, "reason": "Quỹ đất còn ít."}, set()),
        ({"position": Position.DISAGREE, "legal_basis": "Luật Đất đai"}, set()),
        ({"position": Position.DISAGREE, "text": "Quỹ đất còn ít."}, set()),
        ({"position": Position.DISAGREE, "proposed_wording": "không quá 240 m2"}, set()),
        ({"position": Position.AGREE_WITH_CHANGES}, {"wording"}),
        ({"position": Position.AGREE_WITH_CHANGES, "reason": "Quỹ đất còn ít."}, {"wording"}),
        ({"position": Position.AGREE_WITH_CHANGES, "value": "240 m2"}, set()),
        ({"position": Position.AGREE_WITH_CHANGES, "text": "Giảm còn 240 m2."}, set()),
        ({"position": Position.AGREE_WITH_CHANGES, "proposed_wording": "240 m2"}, set()),
    ],
)
def test_what_an_answer_lacks(parts: dict[str, Any], lacks: set[str]) -> None:
    """A value or a body named is a position, a basis is a reason, text may hold either."""
    one = answer(**parts)
    found = {
        "position": one.lacks_position,
        "reason": one.lacks_reason,
        "wording": one.lacks_wording,
        "everything": one.says_nothing,
    }

    assert {name for name, missing in found.items() if missing} == lacks


@pytest.mark.parametrize(
    ("parts", "declines"),
    [
        ({"position": Position.NOT_IN_MANDATE}, True),
        ({"not_ours": HEALTH}, True),
        ({"not_ours": HEALTH, "position": Position.AGREE}, False),
        ({"position": Position.NONE}, False),
    ],
)
def test_which_answers_decline(parts: dict[str, Any], declines: bool) -> None:  # noqa: FBT001
    """Who takes a position and names another body for the rest has answered."""
    assert answer(**parts).declines is declines


def test_the_parts_are_listed_under_their_names() -> None:
    """Each part that is written, in the order of the form, in both languages."""
    assert [(part.name.vi, part.text) for part in named_parts(FULL)] == [
        ("Số liệu, thời hạn", "240 m2"),
        ("Lý do", "Quỹ đất còn ít."),
        ("Căn cứ pháp lý", "Luật Đất đai, Điều 195"),
        (
            "Không thuộc nhiệm vụ của cơ quan, thuộc trách nhiệm của",
            "Bộ Y tế; Luật Khám bệnh, chữa bệnh năm 2023, Điều 5",
        ),
        ("Phương án câu chữ đề nghị", "không quá 240 m2"),
    ]
    assert named_parts(answer(text="Thống nhất.")) == ()
    assert CONSTRUCTION.in_full == "Sở Xây dựng (H99.05)"
