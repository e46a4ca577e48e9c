"""Bodies two readers could understand differently, and texts that are not what they look like."""

import json
import unicodedata
from typing import Any

import pytest

from remiss.consultation.life.commands import Acknowledge
from remiss.intake.strict_json import DEEPEST, MOST_MEMBERS, StrictRequest
from remiss.problems.problem import Problem
from remiss.sending.caller_command import command
from remiss.strict.characters import as_taken, misplaced
from remiss.strict.json_text import LARGEST
from tests.given.people import FINANCE, HEAD, OFFICER
from tests.given.served import Served

REASON = "/consultations/HS-AAAAAAAAAAAA/cancel"
ASSIGN = f"/consultations/HS-AAAAAAAAAAAA/requests/{FINANCE}/assign"
HARMLESS = [
    "Sở Tài chính thống nhất — “khoản 2”, Điều 5…\r\n\t- mục a",
    unicodedata.normalize("NFD", "Đề nghị bổ sung căn cứ pháp lý"),
    "👨‍👩‍👧 🏛 𠀀 ½ ³ €",
    "dấu cách\u00a0không ngắt, gạch nối mềm\u00ad",
]


async def read(body: bytes) -> Any:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return await StrictRequest({"type": "http", "headers": []}, receive).json()


async def fault_of(body: bytes) -> tuple[str, str, str]:
    """The problem's code, the field it names, and what it says of it."""
    with pytest.raises(Problem) as refused:
        await read(body)
    error = refused.value.errors[0]
    assert error.message.vi != error.message.en
    return refused.value.code, error.field, error.message.en


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"a": 1, "a": 2}', "key “a” twice"),
        (b'{"a": [{"b": {"c": 1, "\\u0063": 2}}]}', "key “c” twice"),
        (b'{"a": 1, "\\u0061": 1}', "key “a” twice"),
        (b'{"a": NaN}', "NaN is no number"),
        (b"[Infinity]", "Infinity is no number"),
        (b"[-Infinity]", "-Infinity is no number"),
        (b"[1e400]", "1e400 is no number"),
        (b"[-1e400]", "-1e400 is no number"),
        (b"[1e300]", "1e300 is no number"),
        (b"[9007199254740992]", "9007199254740992 is no number"),
        (b"[-9007199254740992]", "-9007199254740992 is no number"),
        (b"[" + b"9" * 100_000 + b"]", "99999999999999999999 is no number"),
        (b'{"a": "\xff"}', "not UTF-8 at byte 8"),
        (b'{"a": "\xed\xa0\x80"}', "not UTF-8 at byte 8"),
        (b'\xef\xbb\xbf{"a": 1}', "not JSON at line 1, column 1"),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8"),
        (b'{"a": 1,}', "not JSON at line 1"),
        (b'{"a": 1}\n{"a": 2}', "not JSON at line 2, column 1"),
        (b"{'a': 1}", "not JSON at line 1, column 2"),
        (b'["a\nb"]', "not JSON at line 1, column 4"),
        (b"[01]", "not JSON"),
        (b"[+1]", "not JSON"),
        (b"[1] // two", "not JSON"),
        (b"[" * 200_000, "nested more than 16 levels"),
    ],
)
async def test_json_that_could_be_read_in_two_ways_is_refused(body: bytes, said: str) -> None:
    """Malformed, with the place or the part that is wrong."""
    code, field, message = await fault_of(body)
    assert (code, field) == ("malformed_json", "body")
    assert said in message


async def test_numbers_up_to_the_largest_are_read() -> None:
    """At the limit and just below it, either sign."""
    assert await read(f"[{LARGEST}, -{LARGEST}, 1.5e3, -0, 0.1]".encode()) == [
        LARGEST,
        -LARGEST,
        1500,
        0,
        0.1,
    ]


async def test_nesting_ends_where_it_is_said_to() -> None:
    """As deep as allowed is read; one level more is refused, and the place is named."""
    deepest = b'{"a":' * DEEPEST + b"1" + b"}" * DEEPEST
    assert (await read(deepest))["a"]["a"]
    code, field, message = await fault_of(b'{"a":' + deepest + b"}")
    assert (code, field) == ("invalid_request", ".".join("a" * DEEPEST))
    assert "more than 16 levels" in message


async def test_members_end_where_they_are_said_to() -> None:
    """As many keys and items as allowed are read; one more is refused."""
    assert len(await read(json.dumps([1] * MOST_MEMBERS).encode())) == MOST_MEMBERS
    for many in ([1] * (MOST_MEMBERS + 1), {str(n): 1 for n in range(MOST_MEMBERS // 2 + 1)}):
        code, field, message = await fault_of(json.dumps(many).encode())
        assert (code, field) == ("invalid_request", "body")
        assert "more than 20000 keys and items" in message


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json5",
        "application/problem+json",
        "application/json, text/html",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/json; boundary=x",
        "multipart/form-data; boundary=x",
    ],
)
async def test_only_json_is_taken_for_json(alone: Served, content_type: str) -> None:
    """Any other type, and any other encoding of characters, is refused before it is read."""
    headers = {"Content-Type": content_type}
    answer = await alone.call(OFFICER, "POST", REASON, content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'],
)
async def test_json_may_say_that_it_is_utf_8(alone: Served, content_type: str) -> None:
    """However it is spelled; what is missing from the body is then the answer."""
    headers = {"Content-Type": content_type}
    answer = await alone.call(OFFICER, "POST", REASON, content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_people_write_is_taken_as_it_is(text: str) -> None:
    """Tabs, line ends, either form of Vietnamese letters, signs of every plane."""
    assert (misplaced(text), as_taken(text)) == ((), text)


@pytest.mark.parametrize(
    "character",
    [
        *"\x00\x01\x08\x1b\x7f\x84\x86\x9f",
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        *"\ufff9\ufffe\uffff\ufdd0\U0001ffff\U0010fffe\U000e0041\ud800\udfff",
    ],
    ids=lambda character: f"U+{ord(character):04X}",
)
async def test_hidden_characters_are_refused_by_place(alone: Served, character: str) -> None:
    """In whatever field: which one, where, and what to do; the text itself is not echoed."""
    body = json.dumps({"reason": f"Thống nhất{character} thu hồi"}).encode()
    answer = await alone.call(OFFICER, "POST", REASON, content=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request"), answer.text
    (error,) = answer.json()["errors"]
    assert error["field"] == "reason"
    assert f"U+{ord(character):04X}" in error["message"]["en"]
    assert "position 11" in error["message"]["en"]
    assert "vị trí 11" in error["message"]["vi"]
    assert "thu hồi" not in answer.text


@pytest.mark.parametrize(
    "character", [*"\n\r\t\x0b\x0c\x85\u2028\u2029\u00ad\u200b\u200c\u200d\u2060\u3164"]
)
async def test_a_name_is_one_plain_line(alone: Served, character: str) -> None:
    """What prose may hold may still not stand in the name of an official."""
    prose, name = f"Lý{character}do", f"Hoàng{character}Đức"
    assert not misplaced(prose)
    body = {"official": {"id": "duc", "name": name}, "deputy": {"id": "ha", "name": "Hà"}}
    answer = await alone.call(HEAD, "POST", ASSIGN, json=body)
    assert [error["field"] for error in answer.json()["errors"]] == ["official.name"]


async def test_all_misplaced_characters_are_named_at_once(alone: Served) -> None:
    """A pasted text needs one correction: each character, how often, and every place."""
    pasted = "\u202eTh\x07ống \u202e nhất\x07\x07"
    answer = await alone.call(OFFICER, "POST", REASON, json={"reason": pasted})
    (error,) = answer.json()["errors"]
    assert error["message"]["vi"] == (
        "reason: có 5 ký tự điều khiển, ẩn hoặc đảo chiều chữ: U+202E tại vị trí 1, 9, "
        "U+0007 tại vị trí 4, 15, 16; vui lòng xóa đi."
    )
    assert "U+0007 at position 4, 15, 16" in error["message"]["en"]


async def test_many_places_of_one_character_are_told_with_their_count(alone: Served) -> None:
    """The first fifty places; nobody reads hundreds, and the count is whole."""
    answer = await alone.call(OFFICER, "POST", REASON, json={"reason": "a\u202e" * 300})
    (error,) = answer.json()["errors"]
    assert "có 300 ký tự" in error["message"]["vi"]
    assert "98, 100, …;" in error["message"]["vi"]


PASTED = "Khoản 1\x0bKhoản 2\x0cKhoản 3\u2028Khoản 4\u2029Khoản 5\x85\ufeff\u200eHết\u200f\u061c"


async def test_pasted_line_ends_are_line_ends_and_unseen_marks_are_left_out() -> None:
    """Word's line break, a page break and their kind; marks of direction and byte order."""
    taken = "Khoản 1\nKhoản 2\nKhoản 3\nKhoản 4\nKhoản 5\nHết"
    body = {"text": PASTED, "answers": [{"text": PASTED}], "n": 1, "b": [True, None]}
    assert await read(json.dumps(body).encode()) == {
        "text": taken,
        "answers": [{"text": taken}],
        "n": 1,
        "b": [True, None],
    }


async def test_everything_wrong_is_told_at_once(alone: Served) -> None:
    """A hidden character does not keep what else is wrong from being told."""
    body = {"official": {"id": "Đức", "name": "a\u202eb"}, "deputy": 1, "x\u2028": 1}
    answer = await alone.call(HEAD, "POST", ASSIGN, json=body)
    named = {error["field"] for error in answer.json()["errors"]}
    assert {"official.id", "official.name", "deputy"} <= named


def test_a_name_that_misleads_never_goes_on_record() -> None:
    """Not by way of a token either: the command is never made."""
    turned = HEAD.model_copy(update={"name": "Lan \u202ehnít gnôrT"})
    with pytest.raises(Problem) as refused:
        command(Acknowledge, turned, "k", agency=FINANCE)
    assert (refused.value.status_code, refused.value.code) == (422, "misleading_name")
    assert "U+202E" in refused.value.message.en


@pytest.mark.parametrize("text", ["\u200b", "\ufeff \u200b", "\u00ad\u2060", " \n\t"])
def test_what_shows_nothing_is_no_text(text: str) -> None:
    """No reason on record is one that nobody can read."""
    assert as_taken(text) == ""
    assert as_taken(f"{text}Chờ số liệu") != ""
