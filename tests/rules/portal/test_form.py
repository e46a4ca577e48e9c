"""A form as a page shows it: rows, labels, and a summary that leads to the fields."""

from portal.forms.field_faults import FieldFault
from portal.forms.form import Form
from portal.forms.place import Place
from remiss.texts import Bilingual

TITLE = Bilingual(vi="Xin thêm thời gian", en="More time")
PLACE = Place(address="/x", title=TITLE, owner="person:duc", texts="portal.extension", keeps=True)
WRONG = Bilingual(vi="cần là ngày", en="must be a day")


def test_each_form_has_a_key_of_its_own() -> None:
    """Two pages opened for the same thing are two actions."""
    assert Form(place=PLACE).key != Form(place=PLACE).key


def test_rows_are_shown_under_the_numbers_they_were_posted_under() -> None:
    """And as many empty ones behind them as the page wants in all."""
    values = {"comments.2.text": ("a",), "comments.7.text": ("b",), "commentsx.1": ("c",)}
    form = Form(place=PLACE, values=values)
    assert form.rows("comments") == (2, 7)
    assert form.rows("comments", at_least=4) == (2, 7, 8, 9)
    assert form.rows("answers", at_least=1) == (0,)


def test_what_is_no_number_of_a_row_is_left_out() -> None:
    """Neither digits of other scripts nor numbers no list comes to."""
    names = ("a.².text", "a.٣.text", f"a.{'9' * 5000}.text", "a.-1.text", "a.4.text")
    assert Form(place=PLACE, values=dict.fromkeys(names, ("x",))).rows("a") == (4,)


def test_what_was_emptied_stays_empty() -> None:
    """Only what nobody ever touched shows what the page would begin with."""
    form = Form(place=PLACE, values={"text": ("",)})
    assert (form.value("text", "x"), form.value("other", "x")) == ("", "x")


def test_the_summary_names_fields_and_the_field_begins_a_sentence() -> None:
    """The refusal first, in its own words; a field without a label says what is wrong alone."""
    faults = (FieldFault(field="reason.0.x", message=WRONG), FieldFault(field="y", message=WRONG))
    form = Form(place=PLACE, faults=faults, refusal=TITLE)
    assert [line.field for line in form.summary] == ["", "reason.0.x", "y"]
    assert form.summary[0].message == TITLE
    assert form.summary[2].message.vi == "Cần là ngày"
    assert form.wrong("y")[0].en == "Must be a day"
