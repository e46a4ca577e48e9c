"""After closing: what one agency reads over HTTP of the replies of another, and downloads."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from remiss.consultation.life.commands import (
    Command,
    Conclude,
    KeepFromOthers,
    LetOthersRead,
    RecordReplyLetter,
    Reopen,
)
from remiss.consultation.rule_number import READ_AFTER_CLOSING
from remiss.consultation.values import Actor, AttachedFile, Role
from remiss.ledger import append, connect
from remiss.settings import Settings
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    OFFICE,
    OFFICER,
    RETURNED,
    SUPERVISOR,
    assessed,
    hanoi,
    head,
    opening,
    order,
    replies,
)
from tests.given.ledger_cases import batches
from tests.given.served import CLOSED_PORT, Served, serving

TUESDAY, WEDNESDAY = hanoi("2026-03-03"), hanoi("2026-03-04")
OPEN, DONE, OLDER, KEPT, LET, REOPENED = (
    f"HS-{name}" for name in ("OPEN", "DONE", "OLDER", "KEPT", "LET", "REOPENED")
)
STRANGER = Actor(id="la", name="Lạ", role=Role.AGENCY_HEAD, agency="H99.20")
SENT_BACK = "Văn bản này đã được trả lại để bổ sung."
KEEPS = order(KeepFromOthers, OFFICER, TUESDAY, agency=FINANCE.code, reason="Số liệu nội bộ")
LETS = order(LetOthersRead, OFFICER, WEDNESDAY, agency=FINANCE.code, reason="Đã công bố")
REOPENS = order(Reopen, SUPERVISOR, WEDNESDAY, reason="Kết thúc nhầm")
Files = dict[str, dict[str, str]]
"""Hashes of what Finance sent in each case: returned, attached, sealed."""


def story(consultation: str, files: dict[str, str], *more: Command) -> tuple[Any, ...]:
    """Finance is sent back and replies anew with a file; its sealed copy comes after that."""
    rules = READ_AFTER_CLOSING - (consultation == OLDER)
    sealed = AttachedFile(
        sha256=files["sealed"], name="45.pdf", size=9, media_type="application/pdf"
    )
    return (
        opening(consultation=consultation, rules=rules),
        replies(JUSTICE),
        assessed(JUSTICE, CLEAR),
        replies(FINANCE, text=SENT_BACK, attachments=(files["returned"],)),
        assessed(FINANCE, RETURNED),
        replies(FINANCE, attachments=(files["attached"],)),
        assessed(FINANCE, CLEAR, number=2),
        order(
            RecordReplyLetter,
            head(FINANCE),
            agency=FINANCE.code,
            number=2,
            letter="45/STC-NS",
            signed_on=date(2026, 3, 2),
            attachments=(sealed.sha256,),
            files=(sealed,),
        ),
        *more,
    )


@pytest.fixture
async def served(database: str, tmp_path: Path) -> AsyncIterator[tuple[Served, Files]]:
    """One case at each point that matters, each with files of its own."""
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
    )
    ends = order(Conclude, OFFICER, TUESDAY)
    more: dict[str, tuple[Command, ...]] = {
        OPEN: (),
        DONE: (ends,),
        OLDER: (ends,),
        KEPT: (KEEPS, ends),
        LET: (KEEPS, ends, LETS),
        REOPENED: (ends, REOPENS),
    }
    pool = await connect(database)
    async with serving(settings) as api:
        files: Files = {}
        for case, commands in more.items():
            files[case] = {
                name: await api.upload(head(FINANCE), f"%PDF-1.4 {case} {name}".encode())
                for name in ("returned", "attached", "sealed")
            }
            for batch in batches(*story(case, files[case], *commands)):
                await append(pool, batch)
        yield api, files
    await pool.close()


async def read(served: Served, by: Actor, case: str) -> tuple[int, Any]:
    path = f"/consultations/{case}/requests/{FINANCE.code}/replies"
    answer = await served.call(by, "GET", path)
    return answer.status_code, answer.json()


async def gets(served: Served, by: Actor, sha256: str) -> bool:
    answer = await served.call(by, "GET", f"/attachments/{sha256}")
    assert answer.status_code in {200, 404}
    return answer.status_code == 200


@pytest.mark.parametrize(
    ("case", "seen"),
    [
        (OPEN, False),
        (DONE, True),
        (OLDER, False),
        (KEPT, False),
        (LET, True),
        (REOPENED, False),
    ],
)
async def test_another_agency_reads_replies_and_files_after_closing(
    served: tuple[Served, Files], case: str, *, seen: bool
) -> None:
    """Of a concluded case whose letter said so, what counts and is not kept; else nothing."""
    api, files = served
    status, body = await read(api, head(JUSTICE), case)
    assert status == (200 if seen else 404)
    for name in ("attached", "sealed"):
        assert await gets(api, head(JUSTICE), files[case][name]) == seen, name
    assert not await gets(api, head(JUSTICE), files[case]["returned"])
    if seen:
        (given,) = body["replies"]
        assert (given["number"], given["letter"]["number"]) == (2, "45/STC-NS")
        assert given["reply"]["attachments"] == [files[case]["attached"]]
        assert "assessment" not in given
        assert SENT_BACK not in str(body)
    else:
        assert body["code"] == "request_not_found"


@pytest.mark.parametrize("case", [OPEN, DONE, OLDER, KEPT, LET, REOPENED])
async def test_who_read_before_reads_as_ever(served: tuple[Served, Files], case: str) -> None:
    """The agency itself, who drafts and who oversees; a stranger learns nothing."""
    api, files = served
    for by in (head(FINANCE), OFFICER, OFFICE):
        assert (await read(api, by, case))[0] == 200, by.id
        assert await gets(api, by, files[case]["sealed"]), by.id
    assert (await read(api, STRANGER, case))[1]["code"] == "consultation_not_found"
    assert not await gets(api, STRANGER, files[case]["sealed"])


@pytest.mark.parametrize("case", [DONE, LET])
async def test_nothing_else_of_the_request_is_read(served: tuple[Served, Files], case: str) -> None:
    """Its page, deadlines, holders and letters stay its agency's own."""
    api, _ = served
    of_finance = f"/consultations/{case}/requests/{FINANCE.code}"
    for path in ("", "/deadline", "/held-time", "/documents/request.docx", "/earlier-opinions"):
        answer = await api.call(head(JUSTICE), "GET", f"{of_finance}{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "request_not_found"), path
    told = (await api.call(head(JUSTICE), "GET", f"/consultations/{case}/timeline")).json()
    assert {each["agency"] for each in told["entries"]} <= {JUSTICE.code, None}


async def test_the_list_says_what_is_kept_and_not_why(served: tuple[Served, Files]) -> None:
    """Of every agency asked once the case is concluded; before, an agency's own alone."""
    api, _ = served

    async def listed(by: Actor, case: str) -> dict[str, tuple[bool, int]]:
        answer = await api.call(by, "GET", f"/consultations/{case}/replies")
        assert "Số liệu nội bộ" not in answer.text
        return {
            each["agency"]: (each["kept_from_others"], len(each["replies"]))
            for each in answer.json()
        }

    own, other = JUSTICE.code, FINANCE.code
    assert await listed(head(JUSTICE), OPEN) == {own: (False, 1)}
    assert await listed(head(JUSTICE), OLDER) == {own: (False, 1)}
    assert await listed(head(JUSTICE), DONE) == {own: (False, 1), other: (False, 1)}
    assert await listed(head(JUSTICE), KEPT) == {own: (False, 1), other: (True, 0)}
    assert await listed(OFFICER, KEPT) == {own: (False, 1), other: (True, 1)}
    detail = await api.call(head(FINANCE), "GET", f"/consultations/{KEPT}/requests/{other}")
    assert detail.json()["kept_from_others"]["reason"] == "Số liệu nội bộ"
