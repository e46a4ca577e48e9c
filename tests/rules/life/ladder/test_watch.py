"""Alarms kept beside a case that goes on: the same as those reckoned anew, at less cost."""

import pytest

from remiss.consultation.life.commands import Acknowledge, Resume, Suspend
from remiss.consultation.life.evolution import fold
from remiss.consultation.life.ladder import alarms as module
from remiss.consultation.life.ladder.alarms import Watch, alarms
from remiss.consultation.state import Consultation
from tests.given.case import (
    FINANCE,
    JUSTICE,
    OFFICER,
    given,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
    when,
)

LATER = hanoi("2026-03-04")
STORY = (
    order(Acknowledge, head(FINANCE), agency=FINANCE.code),
    time_passes(hanoi("2026-03-06", "08:30")),
    replies(JUSTICE, LATER),
    order(Suspend, OFFICER, LATER, reason="Chờ ý kiến chỉ đạo"),
    order(Resume, OFFICER, LATER, reason="Đã có ý kiến chỉ đạo"),
    time_passes(hanoi("2026-03-12", "08:30")),
)


def test_a_watch_says_what_the_case_says() -> None:
    """Step by step through a story, suspended and resumed, under another calendar at the end."""
    watch, case = Watch(), given(opening())
    for command in STORY:
        case, _ = when(case, command)
        assert watch.alarms(case) == alarms(case)
    calendar = case.calendar.model_copy(update={"utc_offset_minutes": 480})
    elsewhere = case.model_copy(update={"calendar": calendar})
    assert alarms(elsewhere) != alarms(case)
    assert watch.alarms(elsewhere) == alarms(elsewhere)


def test_a_watch_reckons_only_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One agency acts: one request is looked at, however many there are."""
    watch, case = Watch(), given(opening())
    watch.alarms(case)
    looked = list[str]()
    reckon = module.next_alarm

    def counted(case, request):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        looked.append(request.agency.code)
        return reckon(case, request)

    monkeypatch.setattr(module, "next_alarm", counted)
    _, events = when(case, order(Acknowledge, head(FINANCE), agency=FINANCE.code))
    after = fold(events, case)
    assert isinstance(after, Consultation)
    watch.alarms(after)
    assert looked == [FINANCE.code]
