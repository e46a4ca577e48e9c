"""The Office urges an agency: on record, once a day, and no clock moves for it."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import docx

from remiss.consultation.life.commands import CloseOnRecord, Suspend, Urge
from remiss.consultation.life.events import RequestUrged
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.telling.parts import Part
from remiss.documents.dossier_files import dossier_files
from remiss.documents.letters import letter_paper, urging_letter
from remiss.documents.letters.past_notices import last_urging
from remiss.documents.letters.template_filling import paragraphs_of, text_of
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    JUSTICE,
    OFFICE,
    OFFICER,
    assessed,
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
from tests.given.papers import DESK, SILENT, opened, tell
from tests.given.telling import recorded, told

TUESDAY = hanoi("2026-03-03", "09:00")
LATE = hanoi("2026-03-10", "09:00")
WORDS = "Gửi văn bản trả lời trong ngày."


def urges(at: datetime = TUESDAY, by: Any = OFFICE, agency: str = FINANCE.code) -> Urge:
    return order(Urge, by, at, agency=agency, words=WORDS)


def test_it_is_recorded_with_its_words_and_moves_nothing() -> None:
    """Deadline, alarms and level stay; it stands among the notices that went before."""
    case = given(opening(), time_passes(LATE))
    after, events = when(case, urges(LATE))
    assert events == (
        RequestUrged(
            agency=FINANCE.code, at=LATE, words=WORDS, by=OFFICE.person, office=OFFICE.agency
        ),
    )
    before, request = case.requests[FINANCE.code], after.requests[FINANCE.code]
    assert (request.clock, request.level) == (before.clock, before.level)
    assert alarms(after) == alarms(case)
    assert [(n.kind, n.at) for n in request.notices][-1] == ("urging", LATE)
    assert len(request.notices) == len(before.notices) + 1


def test_a_request_is_urged_once_a_day() -> None:
    """Again that day is refused, under whatever key; the next day it may be; others may at once."""
    case, _ = when(given(opening()), urges())
    assert refusal(case, urges(TUESDAY + timedelta(hours=3))) == "urged_today"
    assert kinds(when(case, urges(TUESDAY + timedelta(days=1)))[1]) == ["request_urged"]
    other = urges(TUESDAY + timedelta(hours=3), agency=JUSTICE.code)
    assert kinds(when(case, other)[1]) == ["request_urged"]


def test_only_whoever_has_the_next_move_is_urged() -> None:
    """Not whose reply is being read, nor whose request has its outcome, nor while all stands."""
    read = given(opening(), replies(FINANCE, TUESDAY), assessed(FINANCE, FLAGGED, TUESDAY))
    assert refusal(read, urges()) == "request_not_awaiting"
    answered = given(opening(), replies(FINANCE, TUESDAY), assessed(FINANCE, CLEAR, TUESDAY))
    assert refusal(answered, urges()) == "request_not_awaiting"
    over = order(CloseOnRecord, OFFICE, TUESDAY, agency=FINANCE.code, reasons="Không cần")
    assert refusal(given(opening(), over), urges()) == "request_not_awaiting"
    still = given(opening(), order(Suspend, OFFICER, TUESDAY, reason="Chờ"))
    assert refusal(still, urges()) == "consultation_suspended"


def test_nobody_but_the_office_urges() -> None:
    """Not the officer in charge, whose reminders are the ladder's; not a head."""
    for somebody in (OFFICER, head(FINANCE)):
        assert refusal(given(opening()), urges(by=somebody)) == "not_permitted"


def test_agency_official_and_head_are_told_and_the_officer_reads_of_it() -> None:
    """With the Office's words; the drafter's mailbox stays empty."""
    notices = told(given(opening()), urges())
    assert {(n.addressee.part, n.by_mail) for n in notices} == {
        (Part.AGENCY, True),
        (Part.HEAD, True),
        (Part.OFFICER, False),
    }
    assert all(WORDS in n.what.vi and WORDS in n.what.en for n in notices)


def test_the_letter_is_the_offices_own() -> None:
    """Under its name and number, in its words, with what is asked; it goes into the dossier."""
    story = tell(urges(LATE, agency=SILENT), story=opened())
    standing = last_urging(story.events, SILENT)
    assert standing is not None
    made = docx.Document(
        BytesIO(letter_paper.docx(urging_letter.letter(standing, SILENT, DESK), DESK))
    )
    said = "\n".join(map(text_of, paragraphs_of(made)))
    for expected in (
        "VĂN PHÒNG",
        "CHÁNH VĂN PHÒNG",
        "Kính gửi: Sở Y tế.",
        "Nội dung 1: Thang điểm 100",
        WORDS,
        "Sở Nội vụ (để phối hợp)",
    ):
        assert expected in said
    events = [recorded(story.case, OFFICE, event) for event in story.events]
    files = {file.name for file in dossier_files(story.case, events, DESK)}
    assert f"{len(story.events):04}-urging-{SILENT}.docx" in files
