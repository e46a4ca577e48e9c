"""The task a case serves: named as it opens, kept as long as it lasts, warned of beforehand."""

from datetime import date
from typing import Any

import pytest

from remiss.consultation.life.commands import Open
from remiss.consultation.life.events import ConsultationOpened
from remiss.consultation.state import Unopened
from remiss.consultation.values import ServedTask
from remiss.consultation.views.rehearsals.rehearsal import rehearse
from remiss.consultation.views.task_deadline import cite_task
from remiss.documents.letters import request_letter
from remiss.documents.letters.past_notices import last_request
from tests.given.case import FINANCE, JUSTICE, given, opening, refusal, when
from tests.given.papers import DESK, tell
from tests.rules.documents.test_letters import text

TASK = ServedTask(
    number="1204/UBND-NC",
    given_on=date(2026, 2, 20),
    given_by="Chủ tịch UBND tỉnh",
    due_on=date(2026, 3, 31),
)


def opens(**changes: Any) -> Open:
    return opening(task=TASK.model_copy(update=changes))


def due(day: date) -> Open:
    return opens(due_on=day)


def test_it_is_recorded_with_the_opening_and_kept() -> None:
    """Number, day, who gave it, by when."""
    opened = when(Unopened(), opens())[1][0]

    assert isinstance(opened, ConsultationOpened)
    assert opened.task == TASK
    assert given(opens()).task == TASK


def test_an_opening_without_one_keeps_its_bytes() -> None:
    """Nothing is written where no task is named: hashes of before stay what they are."""
    opened = when(Unopened(), opening())[1][0]

    assert "task" not in opened.model_dump(mode="json")
    assert "task" not in given(opening()).model_dump(mode="json")


def test_days_that_cannot_be_are_refused() -> None:
    """Given after today; due before it was given."""
    assert refusal(Unopened(), opens(given_on=date(2026, 3, 3))) == "task_not_given_yet"
    assert refusal(Unopened(), opens(due_on=date(2026, 2, 19))) == "task_due_before_given"


def test_one_that_is_overdue_already_is_taken() -> None:
    """Whoever was slow to open has that on record, and is not kept from opening."""
    assert given(opens(due_on=date(2026, 2, 27))).task is not None


def test_the_rehearsal_warns_where_the_worst_case_ends_after_it() -> None:
    """The day on which the last agency's silence is settled is in time; the day before is not."""
    worst = rehearse(opening()).worst_case.at.date()

    assert rehearse(due(worst)).task_missed is None
    warned = rehearse(due(date.fromordinal(worst.toordinal() - 1))).task_missed
    assert warned is not None
    assert warned.vi.startswith("Trường hợp không cơ quan nào trả lời")
    assert "1204/UBND-NC" in warned.vi


def test_it_says_so_where_even_the_best_case_does() -> None:
    """Everyone answers on the last day, and that is too late already."""
    best = rehearse(opening()).all_answer.at.date()

    warned = rehearse(due(date.fromordinal(best.toordinal() - 1))).task_missed
    assert warned is not None
    assert warned.vi.startswith("Kể cả khi mọi cơ quan trả lời vào ngày cuối")


def test_a_rehearsal_without_a_task_warns_of_none() -> None:
    """There is nothing to miss."""
    assert rehearse(opening()).task_missed is None


@pytest.mark.parametrize("agency", [FINANCE.code, JUSTICE.code])
def test_the_request_letter_names_it(agency: str) -> None:
    """Every agency asked reads whose task its reply serves, and by when."""
    standing = last_request(tell(opens()).events, agency)
    assert standing is not None

    printed = text(request_letter.letter(standing, agency, DESK))
    assert (
        "Việc lấy ý kiến phục vụ nhiệm vụ do Chủ tịch UBND tỉnh giao tại văn bản số 1204/UBND-NC "
        "ngày 20/02/2026, thời hạn trình ngày 31/3/2026."
    ) in printed


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ({"number": None}, "Nhiệm vụ do Chủ tịch UBND tỉnh giao ngày 20/02/2026, thời hạn"),
        ({"given_on": None}, "Nhiệm vụ do Chủ tịch UBND tỉnh giao tại văn bản số 1204/UBND-NC, "),
        ({"number": None, "given_on": None}, "Nhiệm vụ do Chủ tịch UBND tỉnh giao, thời hạn"),
    ],
)
def test_what_is_not_known_is_not_said(left_out: dict[str, None], said: str) -> None:
    """A task given by word of mouth has no number, and needs no day."""
    assert cite_task(TASK.model_copy(update=left_out)).vi.startswith(said)
