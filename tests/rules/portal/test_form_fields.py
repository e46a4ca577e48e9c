"""Fields of a form become a body, and what is wrong with them is said at the field."""

from datetime import UTC, date, datetime

import pytest

from portal.forms.field_faults import FieldsNotTaken, read_body
from portal.forms.posted import Values
from portal.forms.typed_days import NoDayError, read_day, read_moment
from remiss.consultation.values import Person, Position, Reply
from remiss.sending.bodies.clarifying import ClarificationBody, ExtensionBody
from remiss.sending.bodies.commenting import DispositionsBody
from remiss.sending.bodies.declining import DeclineBody, RulingBody
from remiss.sending.bodies.inside import AssignBody, DelegationBody

DUC = Person(id="duc", name="Hoàng Trung Đức")
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def _person(person_id: str) -> Person | None:
    return DUC if person_id == DUC.id else None


def _typed(**fields: str | tuple[str, ...]) -> Values:
    return {
        name.replace("__", "."): (typed,) if isinstance(typed, str) else typed
        for name, typed in fields.items()
    }


def _faults(kind: type, values: Values, **rows: str) -> dict[str, str]:
    with pytest.raises(FieldsNotTaken) as refused:
        read_body(kind, values, _person, rows, {})
    return {fault.field: fault.message.vi for fault in refused.value.faults}


def test_names_joined_by_dots_make_a_reply() -> None:
    """Rows keep their order by number, whatever numbers they were posted under."""
    values = _typed(
        position="agree_with_changes",
        answers__7__question="q2",
        answers__7__not_ours__body="Bộ Y tế",
        answers__2__question="q1",
        answers__2__position="agree",
        answers__2__value="  1,2 tỷ đồng ",
        answers__2__beyond_precedent="true",
        responsible_official="duc",
        text="",
    )
    reply = read_body(Reply, values, _person, {}, {"draft_sha256": SHA256})
    assert [answer.question for answer in reply.answers] == ["q1", "q2"]
    assert reply.position is Position.AGREE_WITH_CHANGES
    assert (reply.answers[0].value, reply.answers[0].beyond_precedent) == ("  1,2 tỷ đồng ", True)
    assert reply.answers[1].not_ours is not None
    assert reply.answers[1].not_ours.body == "Bộ Y tế"
    assert (reply.responsible_official, reply.text) == (DUC, "")


def test_what_the_page_knows_is_not_what_was_posted() -> None:
    """A field the page sets is set, whatever the browser sent under its name."""
    values = _typed(draft_sha256="0" * 64, responsible_official="duc", files__0__name="x")
    reply = read_body(Reply, values, _person, {}, {"draft_sha256": SHA256, "files": ()})
    assert (reply.draft_sha256, reply.files) == (SHA256, ())


def test_an_error_stands_at_the_row_that_was_posted() -> None:
    """Not at the row's place in the list, which nobody sees."""
    values = _typed(
        ground="missing_document",
        text="Chưa có tài liệu.",
        papers__3__name="Bảng tính",
        papers__8__name="Thuyết minh",
        papers__8__rule="Điều 42",
    )
    assert _faults(ClarificationBody, values) == {
        "papers.3.rule": "cần có nội dung này; đề nghị bổ sung"
    }


def test_a_row_nobody_filled_in_is_left_out() -> None:
    """Where a hidden field names each row, another says whether somebody answered it."""
    values = _typed(
        dispositions__0__comment="H99.04-1-1-q1",
        dispositions__0__kind="adopted",
        dispositions__1__comment="H99.04-1-1-q2",
        dispositions__1__kind="",
    )
    body = read_body(DispositionsBody, values, _person, {"dispositions": "kind"}, {})
    assert [disposed.comment for disposed in body.dispositions] == ["H99.04-1-1-q1"]


def test_every_field_left_blank_is_named_once() -> None:
    """A list called too short says nothing beside what stands in it."""
    assert _faults(ExtensionBody, {}).keys() == {"to", "reason"}
    assert _faults(DeclineBody, _typed(reasons="Không thuộc.")).keys() == {"declined"}
    half = _typed(reasons="Không thuộc.", declined__0__question="q1", declined__0__field="fin")
    assert _faults(DeclineBody, half).keys() == {"declined.0"}


def test_a_choice_not_made_is_asked_for() -> None:
    """Nothing ticked is no “no”."""
    assert _faults(RulingBody, _typed(question="q1")).keys() == {"confirmed"}
    assert (
        read_body(RulingBody, _typed(question="q1", confirmed="false"), _person, {}, {}).confirmed
        is False
    )


def test_a_person_is_posted_by_id_alone() -> None:
    """Under the name the list of people has; one it has not is asked for again."""
    assert read_body(AssignBody, _typed(official="duc"), _person, {}, {}).official == DUC
    both = _typed(official__id="ha", official__name="Trần Thu Hà")
    assert read_body(AssignBody, both, _person, {}, {}).official.name == "Trần Thu Hà"
    (unknown,) = _faults(AssignBody, _typed(official="ai-do")).items()
    assert unknown[0] == "official"
    assert "danh sách cán bộ" in unknown[1]
    assert [*_faults(AssignBody, _typed(official=" "))] == ["official"]
    assert [*_faults(AssignBody, {})] == ["official.id", "official.name"]


def test_hidden_characters_are_named_at_their_field() -> None:
    """As the API refuses them; what everybody reads as the end of a line is taken."""
    hidden = _typed(to="09/12/2026", reason="chờ\u202esố liệu")
    assert "U+202E" in _faults(ExtensionBody, hidden)["reason"]
    word = _typed(to="09/12/2026", reason="chờ\u2028số liệu\ufeff")
    assert read_body(ExtensionBody, word, _person, {}, {}).reason == "chờ\nsố liệu"


@pytest.mark.parametrize(
    "typed", ["09/12/2026", "9/12/2026", " 9 / 12 / 2026", "09-12-2026", "9.12.2026", "2026-12-09"]
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    """Days first, whatever stands between; a choice posts the form of the calendar."""
    assert read_day(typed) == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("31/11/2026", "day_unknown"),
        ("12/2026", "day_form"),
        ("mai", "day_form"),
        ("٩/12/2026", "day_form"),
    ],
)
def test_what_is_no_day_says_so(typed: str, kind: str) -> None:
    """A day the calendar lacks is another mistake than a form nobody can read."""
    with pytest.raises(NoDayError) as refused:
        read_day(typed)
    assert refused.value.kind == kind
    assert "09/12/2026" in _faults(ExtensionBody, _typed(to="mai", reason="x"))["to"]


@pytest.mark.parametrize("typed", ["17:00 09/12/2026", "09/12/2026 17:00", "17h00 9/12/2026"])
def test_a_moment_is_of_viet_nam(typed: str) -> None:
    """Time and day in either order."""
    assert read_moment(typed) == datetime(2026, 12, 9, 10, 0, tzinfo=UTC)
    body = _typed(to="duc", since=typed, until="18:00 10/12/2026", reason="Nghỉ phép.")
    assert read_body(DelegationBody, body, _person, {}, {}).since.hour == 17


@pytest.mark.parametrize("typed", ["25:00 09/12/2026", "17:00", "09/12/2026", "17:00 31/02/2026"])
def test_what_is_no_moment_says_so(typed: str) -> None:
    """Whichever part of it is wrong."""
    with pytest.raises(NoDayError):
        read_moment(typed)
